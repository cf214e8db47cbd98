"""Texts that were read in a wrong encoding are told from texts with odd letters, and sent back with what they were."""

import pytest

from agenda.intake.files.garbled import garbled
from agenda.intake.files.normal import TextRefused, normalize
from agenda.intake.files.texts import read_file

SAID = "日本政府は、経済安全保障に関する協力を確認しました。"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "cp932"), ("utf-8", "gb18030"), ("cp932", "latin-1"),
        ("cp932", "cp1252"), ("euc_jp", "latin-1"), ("iso2022_jp", "ascii"),
    ],
)  # fmt: skip
def test_japanese_in_a_wrong_encoding_is_found(written, read):
    assert garbled(SAID.encode(written).decode(read, "ignore"))


@pytest.mark.parametrize("read", ["latin-1", "cp932"])
def test_it_is_said_what_it_was(read):
    _part, meant = garbled(SAID.encode().decode(read, "ignore"))
    assert meant.startswith("日本政府")


def test_a_garbled_part_among_right_ones_is_found():
    part, meant = garbled(f"{SAID}\n\n{SAID.encode().decode('latin-1')}\n\nThe leaders met.")
    assert part.startswith("æ") and meant.startswith("日本政府")


def test_western_text_in_a_wrong_encoding_is_found():
    assert garbled("The leaders’ “joint” résumé".encode().decode("cp1252", "ignore"))


def test_lost_signs_are_found():
    part, meant = garbled("The leaders met in �� and � agreed.")
    assert "�" in part and not meant


@pytest.mark.parametrize(
    "text",
    [
        SAID, "ﾃﾞｼﾞﾀﾙ貿易と経済版「2+2」", "台美經濟繁榮夥伴對話",
        "경제 안보 대화를 개최하였다", "»Spaß« und Straße, “Å”, Łódź, ß»",
        "São Paulo: NÃO à «Â» – naïve café “é”", "1 000 °C ± 5, § 3, ½", "Việt Nam và Hoa Kỳ", "Привет, мир", "𠮷野家と髙島屋",
        "a � in a name", "Ã", "\u3000全角　空白", "🇯🇵🇺🇸 2+2",
    ],
)  # fmt: skip
def test_odd_but_right_text_passes(text):
    assert garbled(text) is None


def test_it_is_refused_in_a_sentence_before_it_is_frozen():
    with pytest.raises(TextRefused, match=r"wrong encoding: “æ.*” is probably “日本政府.*Save it as UTF-8"):
        normalize(SAID.encode().decode("latin-1"))
    with pytest.raises(TextRefused, match="were lost"):
        normalize("��� met")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_files_in_any_usual_encoding_are_read_right(encoding):
    assert read_file((SAID * 3).encode(encoding)).text == SAID * 3


def test_a_file_that_mixes_encodings_is_refused():
    mixed = (SAID * 2 + "\n\n").encode() + (SAID * 2).encode("cp932")
    with pytest.raises(TextRefused):
        read_file(mixed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ﾃﾞｼﾞﾀﾙ貿易", "デジタル貿易"),
        ("会談した︒半導体︑量子", "会談した。半導体、量子"),
        ("︵注︶﹁経済版﹂", "（注）「経済版」"),
        ("\ud842\udfb7野家", "𠮷野家"),
        ("𠮷野家", "𠮷野家"),
    ],
    ids=[
        "half-width katakana",
        "vertical stops",
        "vertical brackets",
        "two halves of a pair",
        "a sign beyond the first plane",
    ],
)
def test_signs_are_read_as_what_they_stand_for(typed, stored):
    assert normalize(typed) == stored and normalize(stored) == stored


def test_a_very_long_line_without_a_break_is_taken_whole():
    line = "半導体と経済安全保障について協議した" * 3_000
    assert normalize(line) == line
