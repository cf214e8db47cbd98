"""Tables as CSV: read as plain values they hold what rows read as objects hold, from statements that rows do not multiply."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from agenda.actions.publishing import publish
from agenda.catalogue import PUBLIC_ROWS, TABLES, lines
from agenda.catalogue.plain import is_plain
from agenda.exports.tables import csv_chunks
from tests.support import factories as f
from tests.support.formulas import FORMULAS

ORIGIN = "https://record.example"
QUICK = ("findings", "examinations", "evidence", "meetings")
ODD = [
    'say "so", twice',
    "one\r\ntwo\nthree\rfour",
    "😀 日本",
    "a\x07b",
    "'quoted",
    "  =1",
    ";;",
    "100%s",
    "\u2028",
    "",
]


def quickly(name, rows=None) -> str:
    rows = PUBLIC_ROWS[name]().order_by("pk") if rows is None else rows
    assert is_plain(TABLES[name], rows)
    return "".join(csv_chunks(TABLES[name], rows, ORIGIN))


def by_objects(name, rows=None) -> str:
    rows = PUBLIC_ROWS[name]().order_by("pk") if rows is None else rows
    return "".join(csv_chunks(TABLES[name], list(rows), ORIGIN))


@pytest.mark.parametrize("name", QUICK)
def test_both_ways_write_the_real_record_alike(record, name, monkeypatch):
    whole = by_objects(name)
    assert quickly(name) == whole and whole.count("\r\n") > 10
    for size, n in (("CHUNK", 7), ("KEYS", 2), ("KEPT", 3)):
        monkeypatch.setattr(lines, size, n)
    some = PUBLIC_ROWS[name]().order_by("-pk")[:40]
    assert quickly(name, some) == by_objects(name, some)


@pytest.mark.parametrize("name", QUICK)
def test_both_ways_write_in_the_language_of_the_moment_alike(small_record, name):
    with override("ja"):
        assert quickly(name) == by_objects(name)


@pytest.fixture
def odd(db):
    """Findings whose every text is one that a spreadsheet or a CSV could trip over."""
    f.codebook()
    forum = f.dialogue(slug="ns", name='=1+1,"x"')
    by = f.user("Analyst", "Reviewer")
    for place, words in enumerate([*FORMULAS, *ODD]):
        meeting = f.meeting(
            forum, slug=f"talk-{place}", title=words[:200] or "x", note=words, place=words[:100]
        )
        topic = f.topic(name=words[:100] or "x")
        said = f.assessment(meeting, topic, "raised", summary=words or "They spoke.", by=by)
        publish(said, by=by, reason=words)
        f.finding(meeting, f.topic(), "not_raised", by=by, reviewer=by)
    return forum


@pytest.mark.parametrize("name", QUICK)
def test_both_ways_write_odd_texts_alike(odd, name):
    assert quickly(name) == by_objects(name)


def test_rows_that_a_join_repeats_and_no_rows_at_all_are_written_alike(odd):
    repeated = PUBLIC_ROWS["meetings"]().filter(findings__isnull=False).order_by("pk")
    for rows in (repeated, repeated.distinct()):
        assert quickly("meetings", rows) == by_objects("meetings", rows)
    assert repeated.count() == 2 * repeated.distinct().count()
    for name in QUICK:
        for rows in (PUBLIC_ROWS[name]().none(), PUBLIC_ROWS[name]().filter(pk__in=[])):
            assert quickly(name, rows) == by_objects(name, rows) and quickly(name, rows).count("\r\n") == 1


def counted(chunks) -> int:
    with CaptureQueriesContext(connection) as asked:
        list(chunks)
    return len(asked)


def test_more_rows_take_no_more_statements(odd):
    findings = PUBLIC_ROWS["findings"]().order_by("pk")
    few, all_of_them = findings[:6], findings
    assert all_of_them.count() > 4 * 6
    for name, less, more in [
        ("findings", few, all_of_them),
        ("meetings", PUBLIC_ROWS["meetings"]().order_by("pk")[:3], PUBLIC_ROWS["meetings"]().order_by("pk")),
        ("evidence", PUBLIC_ROWS["evidence"]().order_by("pk")[:3], PUBLIC_ROWS["evidence"]().order_by("pk")),
    ]:
        once = counted(csv_chunks(TABLES[name], less, ORIGIN))
        assert counted(csv_chunks(TABLES[name], more, ORIGIN)) == once, name


def test_the_first_rows_go_out_before_the_last_are_made(odd, monkeypatch):
    monkeypatch.setattr(lines, "CHUNK", 10)
    rows = PUBLIC_ROWS["findings"]().order_by("pk")
    n = rows.count()
    with CaptureQueriesContext(connection) as asked:
        chunks = csv_chunks(TABLES["findings"], rows, ORIGIN)
        first = next(chunks)
        begun = len(asked)
        rest = list(chunks)
    assert f"{ORIGIN}/findings/" in first and first.count(f"{ORIGIN}/findings/") == 10
    assert sum(chunk.count(f"{ORIGIN}/findings/") for chunk in rest) == n - 10 > 20
    assert begun < len(asked) / 2
