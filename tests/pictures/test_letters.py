"""Texts cut and broken to fit."""

import pytest

from agenda.pictures.letters import clipped, width_of, wrapped


def test_what_fits_is_kept_and_what_does_not_is_marked():
    assert clipped("short", 100, 10) == "short"
    assert (
        clipped("semiconductors", 50, 10).endswith("…")
        and width_of(clipped("semiconductors", 50, 10), 10) <= 50
    )
    assert clipped("半導体の話", 40, 10) == "半導体…"
    assert clipped("", 10, 10) == "" and clipped("abc", 0, 10) == "…"


@pytest.mark.parametrize("text", ["word " * 90, "経済安全保障" * 30, "x" * 900, "经济 words 安全 " * 40])
def test_lines_never_exceed_their_width_or_number(text):
    lines = wrapped(text, 1000, 58, 3)
    assert len(lines) <= 3 and all(width_of(line, 58) <= 1000 for line in lines)
    assert lines[-1].endswith("…")


def test_text_that_fits_is_whole():
    text = "Joint statement of the economic ministers 日米経済政策協議委員会 in Tokyo"
    lines = wrapped(text, 400, 20, 9)
    assert len(lines) > 1 and "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrapped("", 400, 20, 2) == [""]


def test_a_number_is_not_cut_in_two():
    last = wrapped("missed through five meetings, at least 910 days", 200, 10, 1)[0]
    assert last.endswith("…") and not any(sign.isdigit() for sign in last.removesuffix("910…")[-2:])


def test_japanese_lines_begin_and_end_as_they_should():
    for width in range(40, 200, 10):
        lines = wrapped("共同声明「経済版」の強化、及び秩序。", width, 10, 20)
        assert not any(line[0] in "」、。" or line[-1] == "「" for line in lines), lines
