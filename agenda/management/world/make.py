"""Write a made-up record into an empty database, in one transaction, and ask the record's rules of it."""

import random
from collections.abc import Callable, Iterator

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history

from agenda.intake.write.bulk import SIDES, insert, set_past, take_stock
from agenda.intake.write.write_assessments import ASSESSMENT
from agenda.intake.write.write_judgements import FINDING
from agenda.models import (
    Actor,
    Assessment,
    Assignment,
    Body,
    CodebookVersion,
    Dialogue,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.rules import sums, triggers

from . import nouns
from .judgements import AT, EVIDENCE, EXAMINATION, Judge
from .keys import foreign_keys
from .nouns import IN_PART, NONE, WHOLE, Held
from .scales import Scale

BATCH = 2_000
ACCOUNTS = ("world-coder-1", "world-coder-2", "world-reviewer")
BODY = ("id", "document", "version", "kind", "text", "numbers", "sha256", "added_at")


class InUse(Exception):
    """The database holds a record already."""


def make_world(scale: Scale, seed: int, say: Callable[[str], object] = lambda words: None) -> None:
    """Fill the database; raises InUse unless it is empty. The same scale and seed give the same rows.

    Triggers and foreign keys rest while rows are written and are made anew before the transaction ends: asking them row
    by row takes most of the time. `check_record` asks the same rules of everything that was written.
    """
    if Actor.objects.exists() or Finding.objects.exists():
        raise InUse
    chance = random.Random(seed)  # noqa: S311  a made-up world, the same each time
    with transaction.atomic():
        editor = connection.schema_editor()  # not entered: SQLite's would not be inside a transaction
        triggers.drop(editor)
        keys = foreign_keys()
        for key in keys:
            key.drop()
        held = _frame(scale, chance, say)
        _judgements(held, chance, say)
        for model in (
            Actor,
            Topic,
            CodebookVersion,
            Dialogue,
            Meeting,
            Document,
            Body,
            Recommendation,
            *JUDGED,
        ):
            set_past(model)
        # The sums look them up by the million.
        take_stock(Meeting, Document, Body, Recommendation, *SIDES, *JUDGED)
        say("sums")
        sums.rebuild(connection)
        say("foreign keys and triggers")
        for key in keys:
            key.add()
        triggers.install(editor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL would only do so after a while


JUDGED = (Assessment, Examination, Evidence, Finding)


def _frame(scale: Scale, chance: random.Random, say) -> list[Held]:
    """Everything but the judgements; returns what the judges need of each meeting."""
    say("people, topics, dialogues")
    people = nouns.people(scale)
    n_states = sum(row.kind == "state" for row in people)
    topics, codebook = nouns.topics(scale)
    dialogues, members = nouns.dialogues(scale, n_states, chance)
    for rows in (people, topics, dialogues):
        bulk_create_with_history(rows, type(rows[0]), batch_size=BATCH)
    codebook.save(force_insert=True)
    links = [
        (dialogue.pk, side) for dialogue, sides in zip(dialogues, members, strict=True) for side in sides
    ]
    insert(Dialogue.members.through, ("dialogue", "actor"), links)
    pools = [sorted(chance.sample(range(1, scale.topics + 1), scale.pool)) for _dialogue in dialogues]
    meetings = nouns.meetings(scale, chance)
    bulk_create_with_history(meetings, Meeting, batch_size=BATCH)
    say("recommendations")
    reports, asked, named = nouns.recommendations(scale, 2 * n_states + 1, pools, chance)
    bulk_create_with_history(reports, Document, batch_size=BATCH)
    bulk_create_with_history(asked, Recommendation, batch_size=BATCH)
    insert(Recommendation.dialogues.through, ("recommendation", "dialogue"), named)
    say("papers")
    return list(_papers(scale, meetings, members, pools, topics, len(reports) + 1, chance))


def _papers(scale, meetings, members, pools, topics, first, chance) -> Iterator[Held]:
    """Write the papers of all meetings, some at a time."""
    documents: list[Document] = []
    bodies: list[tuple] = []
    for meeting in meetings:
        place = meeting.dialogue_id - 1
        luck = chance.random()
        held = Held(meeting.pk, WHOLE if luck < 0.8 else IN_PART if luck < 0.95 else NONE)
        held.topics = sorted(chance.sample(pools[place], scale.cells))
        named = [topics[pk - 1].name for pk in held.topics[:8]]
        papers, texts = nouns.papers(scale, meeting, members[place], named, held.reading, first, chance)
        first += len(papers)
        held.papers = [paper.pk for paper in papers]
        documents += papers
        bodies += [(b.pk, b.document_id, 1, b.kind, b.text, "[]", b.sha256, AT) for b in texts]
        if len(documents) >= BATCH:
            _write_papers(documents, bodies)
            documents, bodies = [], []
        yield held
    _write_papers(documents, bodies)


def _write_papers(documents, bodies) -> None:
    bulk_create_with_history(documents, Document, batch_size=BATCH)
    insert(Body, BODY, bodies)


def _judgements(meetings: list[Held], chance: random.Random, say) -> None:
    users = get_user_model().objects
    accounts = []
    for name in ACCOUNTS:
        account = users.create(username=name, is_active=False)
        account.set_unusable_password()
        account.save()
        accounts.append(account.pk)
    given = [
        Assignment(meeting_id=held.pk, analyst_id=coder, assigned_by_id=accounts[2], first_submitted_at=AT, submitted_at=AT)
        for held in meetings for coder in accounts[:2]
    ]  # fmt: skip
    Assignment.objects.bulk_create(given, batch_size=BATCH)
    take_stock(Actor, Topic, Meeting, Document)
    written = 0
    for batch in Judge((accounts[0], accounts[1], accounts[2]), chance).batches(meetings):
        insert(Assessment, ASSESSMENT, batch.assessments)
        insert(Examination, EXAMINATION, batch.examinations)
        insert(Evidence, EVIDENCE, batch.evidence)
        insert(Finding, FINDING, batch.findings)
        written += len(batch.findings)
        say(f"{written:,} findings")
