"""What is frozen: letters as they are meant, lines as sentences go, nothing that a feed or a database cannot hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agenda.intake.files.normal import TextRefused, normalize, without_controls
from agenda.intake.files.texts import read_file

WRAPPED = (
    "The ministers met in Tokyo on Friday. They welcomed progress on critical\n"
    "minerals and agreed that both sides will deepen their work on Open\n"
    "RAN. They also welcomed the new plan and the whole of it on semicon-\n"
    "ductors, and named the resilience of supply\n"
    "chains.\n"
)


@pytest.mark.parametrize(
    "typed, frozen",
    [
        ("artiﬁcial eﬀorts, oﬃce ﬂow ﬅ", "artificial efforts, office flow st"),
        ("ｸｱｯﾄﾞとｻﾌﾟﾗｲﾁｪｰﾝ｡", "クアッドとサプライチェーン。"),
        ("か\u3099", "が"),
        ("⽇⽶", "日米"),
        ("ＡＩ（５Ｇ）、２＋２", "ＡＩ（５Ｇ）、２＋２"),
        ("m², ½, №, ①, ㈱, ™, …", "m², ½, №, ①, ㈱, ™, …"),
        ("a\x0bb\x07c\x85d\x9ee\ufffef", "a b c d e f"),
        ("zero\u200bwidth, so\u00adft, \u202eturned", "zerowidth, soft, turned"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("one\u2028two\u2029three", "one\ntwo\n\nthree"),
        ("\uf0b7 a bullet of Symbol", "• a bullet of Symbol"),
        ("one\rtwo\r\nthree", "one\ntwo\nthree"),
    ],
)
def test_letters_are_what_they_stand_for(typed, frozen):
    assert normalize(typed) == frozen


def test_lines_of_a_text_that_was_broken_to_fit_are_joined():
    assert normalize(WRAPPED) == (
        "The ministers met in Tokyo on Friday. They welcomed progress on critical minerals and agreed that both "
        "sides will deepen their work on Open RAN. They also welcomed the new plan and the whole of it on "
        "semiconductors, and named the resilience of supply chains."
    )
    assert read_file(WRAPPED.encode()).text == normalize(WRAPPED)


def test_a_few_lines_are_enough():
    typed = "They welcomed progress on critical minerals and on the\nresilience of supply chains."
    assert normalize(typed) == typed.replace("\n", " ")
    assert normalize("They welcomed the resilience of the whole of the semicon-\nductor chain.") == (
        "They welcomed the resilience of the whole of the semiconductor chain."
    )


def test_a_long_address_does_not_keep_the_other_lines_apart():
    typed = WRAPPED + "\nhttps://example.org/" + "x" * 200
    assert "work on Open RAN. They" in normalize(typed)


def test_japanese_lines_are_joined_without_a_blank():
    line = "日米両国の外務大臣及び経済産業大臣はワシントンにおいて会合を開催し重要鉱物半導体等の"
    typed = "\n".join([line] * 4) + "\n議論を行った。"
    assert normalize(typed) == line * 4 + "議論を行った。"


@pytest.mark.parametrize(
    "kept",
    [
        "Topics:\n- Open RAN\n- AI",
        "Tokyo\nFriday",
        "Publisher: the Department of State, as copied by an embassy\nDate: 2021-03-16\nRights: a joint statement of governments,"
        " and in the public domain\nTitle: the Joint Statement of the Security Consultative Committee",
        "supply chains\ncritical minerals\nexport controls",
        "The first paragraph is one long line, as editors write it, and it goes on beyond what a page is wide, which shows"
        " that nobody broke it to fit.\nThe second one follows.",
        "Participants\nSecretary of State\nSecretary of Commerce\nMinister for Foreign Affairs",
    ],
)
def test_lines_that_somebody_meant_stay(kept):
    assert normalize(kept) == kept


def test_lists_within_a_broken_text_stay():
    typed = (
        WRAPPED
        + "\nThey agreed on:\n- Open RAN\n- clean energy, in third countries and across the whole of the\n  region\n"
    )
    assert normalize(typed).endswith(
        "They agreed on:\n- Open RAN\n- clean energy, in third countries and across the whole of the region"
    )


@given(st.text(alphabet="ab -.\n\t\r\u3000日ﬁｶﾞ\u0301\u2028•A1\u00ad", max_size=300))
@example("a\u200b \u00a0b\r\n\r\n\x07c\n d ")
@example(WRAPPED)
@example("A\u00ad\u0301")
@example(WRAPPED * 3)
def test_normalizing_twice_is_normalizing_once(typed):
    try:
        once = normalize(typed)
    except TextRefused:
        return
    assert normalize(once) == once


@given(st.text())
def test_controls_never_stay(typed):
    kept = without_controls(typed)
    assert not set(kept) & {
        chr(code) for code in [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF]
    }
    kept.encode()


def test_towers_of_accents_are_refused_where_they_are_pasted_too():
    with pytest.raises(TextRefused, match="accents stand upon one letter"):
        normalize("a" + "\u0301" * 1_000_000)
    assert normalize("Tiê\u0301\u0323ng") == normalize("Tiê\u0323\u0301ng")


@pytest.mark.parametrize(
    "content, text",
    [
        ("“It” was naïve – café".encode("cp1252"), "“It” was naïve – café"),
        ("日米経済政策協議を開催した①。".encode("cp932"), "日米経済政策協議を開催した①。"),
        ("日米経済政策協議を開催した。".encode("euc_jp"), "日米経済政策協議を開催した。"),
        ("日米経済政策協議を開催した。".encode("iso2022_jp"), "日米経済政策協議を開催した。"),
        ("日米".encode("utf-16"), "日米"),
    ],
)
def test_text_files_are_read_in_the_encoding_they_were_written_in(content, text):
    assert read_file(content).text == text
