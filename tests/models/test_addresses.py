"""Addresses of rows are those of `reverse`, under every script name."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from agenda.models import Actor, Dialogue, Document, Finding, Import, Meeting, Recommendation, Topic

ROWS = [
    ("actor", Actor(slug="japan"), "japan"), ("dialogue", Dialogue(slug="quad"), "quad"),
    ("meeting", Meeting(slug="quad-2021-03-12"), "quad-2021-03-12"), ("document", Document(slug="a-b_c"), "a-b_c"),
    ("topic", Topic(code="open-ran"), "open-ran"), ("recommendation", Recommendation(code="J22-37"), "J22-37"),
    ("finding", Finding(meeting=Meeting(slug="quad-1"), topic=Topic(code="open-ran")), ("quad-1", "open-ran")),
    ("import", Import(pk=3), 3),
]  # fmt: skip


@pytest.mark.parametrize("prefix", ["/", "/tracker/", "/50%/of it/"])
@pytest.mark.parametrize(("name", "row", "key"), ROWS, ids=[name for name, *_ in ROWS])
def test_a_rows_address_is_the_one_of_its_page(name, row, key, prefix):
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        keys = key if isinstance(key, tuple) else [key]
        assert row.get_absolute_url() == reverse(name, args=keys)
    finally:
        set_script_prefix(before)
