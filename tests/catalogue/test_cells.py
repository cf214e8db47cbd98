import pytest

from agenda.catalogue.cells import plain, safe


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "'x", "''"],
)
def test_dangerous_texts_become_texts_and_come_back(text):
    assert safe(text).startswith("'") and plain(safe(text)) == text


@pytest.mark.parametrize("value", ["plain", "", "a=b", 5, -5, None, "日本"])
def test_harmless_values_pass_unchanged(value):
    assert safe(value) == value and plain(value) == value
