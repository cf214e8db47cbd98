"""How much the record holds, counted up to a bound, so that a first page costs no more where more is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agenda.dates import PartialDate
from agenda.models import Document
from agenda.models.prepared import Prepared
from agenda.rules.compared import IS_JOINT, IS_PUBLIC_READOUT, IS_READ_WHOLE

from .extent import held_meetings
from .together import Part, SumRow, Table

COUNTED = 1_000
"""Meetings and documents are counted up to as many."""
JUDGED = 500
"""The latest held meetings of which it is counted how many have a readout read whole."""


@dataclass(frozen=True)
class RecordCounts:
    """How much is on record on a day. `meetings` and `documents` are one more than COUNTED where there are more.

    `read`: how many of the latest `judged` meetings held have a readout and every joint paper read whole, and of how many
    dialogues these are. `ends`: the dates of the first and the last meeting held.
    """

    topics: int
    dialogues: int
    documents: int
    meetings: int
    read: int
    judged: int
    judged_dialogues: int
    ends: tuple[PartialDate, ...]

    @property
    def is_every_meeting(self) -> bool:
        """Whether `judged` are all the meetings that were held."""
        return self.judged == self.meetings


def tables(on: date) -> dict[str, Table]:
    """The meetings held by the day, and the latest of them."""
    latest = f"SELECT * FROM held ORDER BY held_on DESC, id DESC LIMIT {JUDGED}"  # noqa: S608  a number of our own
    return {"held": _held.sql(on), "latest": (latest, ())}


@Prepared
def _held(on: date) -> QuerySet[Any, Any]:
    return held_meetings(on).order_by().values("id", "dialogue_id", "held_on", "held_on_precision")


@Prepared
def _documents() -> QuerySet[Any, Any]:
    return Document.objects.published().order_by().values("id")


def parts(on: date) -> dict[str, Part]:
    """The counts as parts of one statement (`together`)."""
    documents, values = _documents.sql()
    papers = f"SELECT 1 FROM agenda_document d WHERE d.meeting_id = latest.id AND {IS_PUBLIC_READOUT}"  # noqa: S608
    read = f"""EXISTS ({papers} AND {IS_READ_WHOLE}) AND NOT EXISTS ({papers} AND {IS_JOINT} AND NOT ({IS_READ_WHOLE}))"""
    end = {"word": "held_on_precision", "since": "held_on"}
    return {
        "topics": Part({"n": "COUNT(*)"}, "FROM agenda_topic WHERE is_published"),
        "dialogues": Part({"n": "COUNT(*)"}, "FROM agenda_dialogue WHERE is_published"),
        "documents": Part({"n": "COUNT(*)"}, f"FROM ({documents} LIMIT {COUNTED + 1}) x", values),
        "meetings": Part({"n": "COUNT(*)"}, f"FROM (SELECT 1 FROM held LIMIT {COUNTED + 1}) x"),  # noqa: S608
        "judged": Part({"n": "COUNT(*)", "also": "COUNT(DISTINCT dialogue_id)"}, "FROM latest"),
        "read": Part({"n": "COUNT(*)"}, f"FROM latest WHERE {read}"),
        "first": Part(end, "FROM (SELECT * FROM held ORDER BY held_on LIMIT 1) x"),
        "last": Part(end, "FROM (SELECT * FROM held ORDER BY held_on DESC LIMIT 1) x"),
    }  # fmt: skip


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are, counted up to one more than COUNTED. One query."""
    return rows.order_by()[: COUNTED + 1].count()


def in_words(n: int) -> int | str:
    """A number that was counted so, "more than 1,000" where there are more."""
    return n if n <= COUNTED else _("more than %(n)s") % {"n": f"{COUNTED:,}"}


def counts_of(rows: dict[str, list[SumRow]]) -> RecordCounts:
    """What the parts came back with."""

    def n(name: str) -> int:
        return rows[name][0].n

    ends: list[Any] = [
        PartialDate(row.since, row.word) for row in [*rows["first"], *rows["last"]] if row.since
    ]
    return RecordCounts(
        n("topics"),
        n("dialogues"),
        n("documents"),
        n("meetings"),
        n("read"),
        n("judged"),
        rows["judged"][0].also,
        tuple(ends),
    )
