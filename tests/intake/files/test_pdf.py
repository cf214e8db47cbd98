"""A PDF's lines become paragraphs again: a sentence ends where it ends, not where the page was full."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from agenda.intake.files.texts import TextRefused, read_file
from tests.support.texts import pdf, pdf_of_glyphs, pdf_of_lines, pdf_of_streams


def lines(*texts: str, x: float = 72, y: float = 700, step: float = 14) -> list:
    return [(x, y - n * step, text) for n, text in enumerate(texts)]


def read(*pages, **how) -> str:
    return read_file(pdf_of_lines(*pages, **how)).text


def test_lines_and_divided_words_are_joined():
    page = lines(
        "The ministers welcomed progress on critical",
        "minerals and on Open",
        "RAN. They named semicon-",
        "ductors, the long-",
        "term plan, the Indo-",
        "Pacific and the 2-",
        "24 hour plan.",
    )
    assert read(page) == (
        "The ministers welcomed progress on critical minerals and on Open RAN. They named semiconductors, "
        "the long-term plan, the Indo-Pacific and the 2-24 hour plan."
    )


def test_a_word_that_stands_whole_elsewhere_decides():
    page = lines(
        "We speak of the multi-track way and of a superpower too,",
        "of a multi-",
        "track way and of super-",
        "power in the end.",
    )
    assert read(page).endswith("of a multi-track way and of superpower in the end.")


def test_paragraphs_are_found_by_gaps():
    page = lines("The first paragraph goes on", "over two lines.") + lines(
        "The second one", "does the same.", y=660
    )
    assert read(page) == "The first paragraph goes on over two lines.\n\nThe second one does the same."


def test_paragraphs_are_found_by_indents():
    page = [
        (90, 700, "The first paragraph goes on over"),
        (72, 686, "two lines and says so."),
        (90, 672, "The second one has its first line"),
        (72, 658, "set in as well."),
        (90, 644, "So has the third."),
    ]
    assert read(page).split("\n\n") == [
        "The first paragraph goes on over two lines and says so.",
        "The second one has its first line set in as well.",
        "So has the third.",
    ]


def test_paragraphs_without_either_end_where_a_line_ends_early():
    page = lines(
        "The first paragraph goes on over two lines, as",
        "one sees.",
        "The second one does the same, and it is longer",
        "than the first.",
    )
    assert len(read(page).split("\n\n")) == 2


def test_headings_and_bullets_stand_alone():
    page = [
        (72, 700, "Strengthening Supply Chains", 18),
        (72, 676, "The ministers agreed on these things, all of"),
        (72, 662, "them new:"),
        (72, 648, "- Open RAN"),
        (72, 634, "- clean energy in third countries and"),
        (80, 620, "beyond"),
    ]
    assert read(page).split("\n\n") == [
        "Strengthening Supply Chains",
        "The ministers agreed on these things, all of them new:",
        "- Open RAN",
        "- clean energy in third countries and beyond",
    ]


def test_a_page_break_does_not_split_a_sentence_and_page_numbers_do_not_stand_in_it():
    first = [*lines("They agreed to meet again on the subject of quan-"), (300, 40, "1")]
    second = [(72, 760, "Page 2 of 3"), *lines("tum science and of export")]
    third = [*lines("controls. They left."), (300, 40, "- 3 -")]
    brought = read_file(pdf_of_lines(first, second, third))
    assert (
        brought.text
        == "They agreed to meet again on the subject of quantum science and of export controls. They left."
    )
    assert "“1”, “Page 2 of 3”, “- 3 -”" in brought.notes[0]


def test_running_heads_are_left_out_and_named_and_footnotes_follow_the_text():
    pages = []
    for n, (words, note) in enumerate(
        [("The first page goes on", "1 A note of the page."), ("to the second and", ""), ("ends.", "")],
        start=1,
    ):
        page = [(72, 780, f"Joint Statement, page {n}"), *lines(words)]
        pages.append(page + ([(72, 90, note, 8)] if note else []))
    brought = read_file(pdf_of_lines(*pages))
    assert brought.text == ("The first page goes on to the second and ends.\n\n1 A note of the page.")
    assert "Joint Statement, page 1" in brought.notes[0]


def test_a_sum_at_the_end_of_a_single_page_is_no_page_number():
    assert read(lines("The two sides agreed on a sum of dollars:", "2024")).endswith("2024")


def encrypted(user_password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The ministers met in Tokyo."))))
    writer.encrypt(user_password, owner_password="owner", permissions_flag=0, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_forbids_copying_is_read_and_a_locked_one_is_refused(algorithm):
    assert read_file(encrypted("", algorithm)).text == "The ministers met in Tokyo."
    with pytest.raises(TextRefused, match="locked with a password"):
        read_file(encrypted("secret", algorithm))


@pytest.mark.parametrize(
    "before", [b"\n", b"HTTP/1.1 200 OK\r\n\r\n", b"\x00\x05\x16\x07" * 30, b"x" * 1_000]
)
def test_bytes_before_the_header_do_no_harm(before):
    brought = read_file(before + pdf("The ministers met in Tokyo."))
    assert (brought.text, brought.media_type) == ("The ministers met in Tokyo.", "application/pdf")


def test_a_text_about_pdf_is_a_text():
    assert read_file(b"A file begins with %PDF-1.4, they say.").media_type == "text/plain"


def test_fonts_that_do_not_say_what_their_letters_are():
    with pytest.raises(TextRefused, match="letters of this PDF cannot be told"):
        read_file(pdf_of_streams([b"BT /F1 12 Tf 72 720 Td (" + b"\\000" * 60 + b") Tj ET"]))


def test_readings_above_characters_are_left_out_and_named():
    """As a browser prints them, above a whole line; as a word processor does, between the pieces of one."""
    brought = read_file(
        pdf_of_glyphs(
            (72, 700, "岸田総理は、日米経済政策協議の開催を", 14),
            (100, 714, "そうり けいざい", 7),
            (72, 672, "歓迎し、重要", 14),
            (156, 686, "こうぶつ", 7),
            (156, 672, "鉱物の供給網について述べた。", 14),
        )
    )
    assert brought.text == "岸田総理は、日米経済政策協議の開催を歓迎し、重要鉱物の供給網について述べた。"
    assert brought.notes == ("Left out, as readings above the characters: “そうりけいざい”, “こうぶつ”.",)


@pytest.mark.parametrize(
    "line",
    [
        (72, 714, "そうり", 12),  # as large as the text
        (72, 730, "そうり", 7),  # not right above it
        (72, 714, "注そうり", 7),  # not kana only
        (400, 714, "そうり", 7),  # beside it
        (72, 686, "そうり", 7),  # below it
    ],
)
def test_other_small_or_kana_lines_stay(line):
    brought = read_file(pdf_of_glyphs(line, (72, 700, "岸田総理は会合の開催を歓迎した。", 14)))
    assert line[2] in brought.text and not brought.notes


def test_a_reading_above_words_without_characters_to_read_stays():
    brought = read_file(pdf_of_glyphs((72, 714, "そうり", 7), (72, 700, "The Prime Minister", 14)))
    assert "そうり" in brought.text
