from xml.etree import ElementTree

import pytest

from agenda.characters import with_blanks


@pytest.mark.parametrize(
    "code", [0, 1, 8, 0xB, 0xC, 0x1B, 0x1F, 0x7F, 0x85, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]
)
def test_controls_and_what_xml_cannot_hold_become_a_blank(code):
    assert with_blanks(f"a{chr(code)}b") == "a b"


def test_everything_else_stays_and_xml_holds_it():
    kept = "tab\t line\n Zürich 日本 \xa0 \ud7ff\ue000\ufffd 😀"
    assert with_blanks(kept) == kept
    ElementTree.fromstring(f"<a>{kept}</a>")  # noqa: S314  our own text


def test_texts_within_lists_and_objects():
    assert with_blanks({"a\x0b": ["x\x01", 3, None, {"b": "y\x02"}]}) == {"a ": ["x ", 3, None, {"b": "y "}]}
