"""What templates put together."""

from django.utils.safestring import SafeString, mark_safe

from agenda.coverage.courses import Standing
from agenda.templatetags.joined import (
    as_sentence,
    aside,
    colon,
    comma,
    counts_in_words,
    in_quotes,
    sign_after,
)


def test_a_sentence_ends_with_a_stop_and_stays_escaped():
    assert as_sentence("a <b>") == "a &lt;b&gt;."
    assert as_sentence(mark_safe("<b>a</b>")) == "<b>a</b>."
    assert as_sentence("") == ""


def test_counts_are_words_with_strong_numbers():
    said = counts_in_words([(Standing.RAISED, 12), (Standing.SILENT, 1)])
    assert said == "<strong>12</strong> raised, <strong>1</strong> silent."
    assert isinstance(said, SafeString)
    assert counts_in_words([]) == ""


def test_the_last_item_ends_the_sentence():
    assert [sign_after(False), sign_after(True)] == [",", "."]


def test_an_aside_stands_in_parentheses_and_nothing_stays_nothing():
    assert aside("<b>") == " (&lt;b&gt;)"
    assert aside("") == aside(None) == ""


def test_signs_between_words_are_the_languages():
    assert (comma(), colon(), in_quotes("a")) == (", ", ": ", "“a”")
