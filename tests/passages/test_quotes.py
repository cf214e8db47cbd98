"""Quotes are found where a text sets them differently, and the place is right to the code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.passages.quotes import located

TEXT = (
    "They welcomed progress on critical\nminerals, and the “Indo-Paciﬁc” plan for semi-\nconductors.\n\n"
    "Japan’s part in\u00a0it — two\u00adplus\u200btwo — was named. ｸｱｯﾄﾞは日米の\n協議を歓迎した。Thus it ended, naïvely: no use."
)


@pytest.mark.parametrize(
    "quote, found",
    [
        ("progress on critical minerals", "progress on critical\nminerals"),
        ("PROGRESS  ON\r\nCRITICAL", "progress on critical"),
        ('the "Indo-Pacific" plan', "the “Indo-Paciﬁc” plan"),
        ("Indo–Pacific", "Indo-Paciﬁc"),
        ("plan for semiconductors.", "plan for semi-\nconductors."),
        ("Japan's part in it - two-plus-two - was", "Japan’s part in\u00a0it — two\u00adplus\u200btwo — was"),
        ("クアッドは", "ｸｱｯﾄﾞは"),
        ("日米の協議を歓迎した", "日米の\n協議を歓迎した"),
        ("ended, nai\u0308vely", "ended, naïvely"),
    ],
)
def test_a_quote_is_found_in_the_texts_own_words(quote, found):
    start, end = located(TEXT, quote)
    assert TEXT[start:end] == found


@pytest.mark.parametrize("quote", ["", " ", "US", "minerals were", "naiv", "CRITICA", "ELCOMED", "日本"])
def test_what_is_not_there_is_not_found(quote):
    """Nor parts of words, where a text only reads alike."""
    if quote.strip():
        assert located(TEXT, quote) is None
    assert located("", quote) is None


def test_an_exact_match_and_its_surroundings_come_first():
    text = "the plan, the Plan and the plan again"
    assert located(text, "Plan") == (14, 18)
    assert located(text, "plan", "and the ", " again") == (27, 31)
    assert located(text, "PLAN", "and\nthe ", "\nagain") == (27, 31)
    assert located(text, "plan", "in no ", "") == (4, 8)


@given(st.text(max_size=60), st.data())
def test_any_piece_of_a_text_is_found_where_the_same_words_stand(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = located(text, text[start:end])
    assert (place is None and start == end) or text[slice(*place)] == text[start:end]


@given(
    st.text(alphabet="abﬁ \n-’'\"“ｶﾞガé\u0301", max_size=40),
    st.text(alphabet="abfi -'\"ガé", min_size=1, max_size=6),
)
def test_places_lie_in_the_text(text, quote):
    if place := located(text, quote):
        assert 0 <= place[0] < place[1] <= len(text)
