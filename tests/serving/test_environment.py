"""Variables of the environment: what is meant by them, and a sentence for what means nothing."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from agenda.serving.environment import flag, number, words


@pytest.mark.parametrize(
    "word, is_on", [("on", True), (" TRUE ", True), ("1", True), ("yes", True), ("off", False), ("0", False)]
)
def test_a_flag_is_on_or_off_and_its_default_where_nothing_is_said(monkeypatch, word, is_on):
    monkeypatch.setenv("TRIED", word)
    assert flag("TRIED", not is_on) is is_on
    monkeypatch.setenv("TRIED", " ")
    assert flag("TRIED", True) is True and flag("TRIED", False) is False
    monkeypatch.delenv("TRIED")
    assert flag("TRIED", True) is True and flag("TRIED", False) is False


def test_a_number_is_not_negative_and_its_default_where_nothing_is_said(monkeypatch):
    assert number("TRIED", 2.5) == 2.5
    monkeypatch.setenv("TRIED", " 12 ")
    assert number("TRIED", 2.5) == 12


@pytest.mark.parametrize("word", ["many", "-1", "1e6", "nan", "inf"])
def test_what_is_no_number_or_too_large_is_named(monkeypatch, word):
    monkeypatch.setenv("TRIED", word)
    with pytest.raises(ImproperlyConfigured, match=f"TRIED must be a number, not '{word}'"):
        number("TRIED", 1)


def test_what_is_neither_on_nor_off_is_named(monkeypatch):
    monkeypatch.setenv("TRIED", "maybe")
    with pytest.raises(ImproperlyConfigured, match="TRIED must be on or off, not 'maybe'"):
        flag("TRIED", True)


def test_words_are_parted_by_commas_and_empty_ones_are_none(monkeypatch):
    assert words("TRIED", "a, b") == ["a", "b"]
    monkeypatch.setenv("TRIED", " x ,, y,")
    assert words("TRIED", "a") == ["x", "y"]
