"""Small rows of the record for tests; every one is public unless told otherwise."""

import importlib
from datetime import date
from itertools import count

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection

from agenda.actions import Judgement, Passage, assess, publish
from agenda.dates import PartialDate
from agenda.models import Actor, CodebookVersion, Dialogue, Document, Meeting, Recommendation, Topic

numbers = count(1)


def actor(name="", **values):
    n = next(numbers)
    values = {"slug": f"actor-{n}", "kind": "state", "is_published": True} | values
    return Actor.objects.create(name=name or f"Actor {n}", **values)


def dialogue(**values):
    n = next(numbers)
    base = {"slug": f"dialogue-{n}", "name": f"Dialogue {n}", "short_name": f"D{n}", "kind": "bilateral",
            "level": "ministerial", "status": "active", "is_published": True}  # fmt: skip
    return Dialogue.objects.create(**base | values)


def meeting(of=None, on="2022-05-06", **values):
    n = next(numbers)
    held = PartialDate.parse(on) if on else None
    base = {"slug": f"meeting-{n}", "title": f"Meeting {n}", "format": "in_person", "level": "ministerial",
            "status": "held", "is_published": True}  # fmt: skip
    row = Meeting(dialogue=of or dialogue(), **base | values)
    row.held = held
    row.save()
    return row


def document(of=None, publisher=None, on="2022-05-06", **values):
    n = next(numbers)
    base = {"slug": f"document-{n}", "title": f"Document {n}", "kind": "readout", "is_official": True,
            "completeness": "full", "is_published": True}  # fmt: skip
    row = Document(meeting=of, publisher=publisher or actor(), **base | values)
    if row.completeness == "full" and row.is_readout and "read_on" not in values:
        row.read_on, row.read_by, row.url = date(2026, 1, 5), reader(), row.url or "https://example.org/paper"
    row.issued = PartialDate.parse(on) if on else None
    row.save()
    return row


def reader():
    """Whoever signs for documents read whole of which the tests keep no text."""
    name = {"first_name": "Rea", "last_name": "Reader"}
    return get_user_model().objects.get_or_create(username="reader", defaults=name)[0]


def topic(name="", **values):
    """A topic, in the codebook version in force too when there is one."""
    n = next(numbers)
    base = {"code": f"topic-{n}", "definition": f"Definition {n}.", "is_published": True}
    row = Topic.objects.create(name=name or f"Topic {n}", **base | values)
    if version := CodebookVersion.objects.order_by("-number").first():
        CodebookVersion.objects.filter(pk=version.pk).update(codes=[*version.codes, row.code])
    return row


def codebook(number=1):
    """A version of the codebook, with every topic there is; `topic` adds later ones to the newest."""
    codes = list(Topic.objects.values_list("code", flat=True))
    return CodebookVersion.objects.get_or_create(
        number=number,
        defaults={"made_on": date(2022, 1, number), "note": f"Version {number}.", "codes": codes},
    )[0]


def user(*groups, **values):
    """A member of the groups; a flush after a transactional test takes migrations' groups away, so make them."""
    n = next(numbers)
    if groups and not Group.objects.exists():
        importlib.import_module("agenda.migrations.0003_groups").create(apps, connection.schema_editor())
        importlib.import_module("agenda.migrations.0007_corrections").grant(apps, connection.schema_editor())
        importlib.import_module("agenda.migrations.0019_site_settings").create(
            apps, connection.schema_editor()
        )
        importlib.import_module("agenda.migrations.0020_people").grant(apps, connection.schema_editor())
    row = get_user_model().objects.create_user(f"user-{n}", password="pw", is_staff=True, **values)
    row.groups.set(Group.objects.filter(name__in=groups))
    return row


def assessment(meeting, topic, outcome="raised", *, by=None, documents=None, **values):
    """An assessment with proof: a passage in the first document when raised, papers read in part without a record."""
    codebook()
    if outcome == "not_determinable" and documents is None:
        documents = [row for row in meeting.documents.all() if not row.is_complete]
        documents = documents or [document(meeting, completeness="part")]
    documents = documents or list(meeting.documents.all()) or [document(meeting)]
    passages = []
    if outcome in ("raised", "partly_raised"):
        passages = [
            Passage(
                documents[0],
                paragraph=values.pop("paragraph", 1),
                summary=values.pop("summary", "It says so."),
            )
        ]
    judgement = Judgement(outcome, examined=documents, passages=passages, **values)
    return assess(meeting, topic, judgement, by=by or user("Analyst"))


def finding(meeting, topic, outcome="raised", *, reviewer=None, **values):
    return publish(assessment(meeting, topic, outcome, **values), by=reviewer or user("Reviewer"))


def recommendation(topic, *dialogues, on="2022-03", **values):
    n = next(numbers)
    base = {"code": f"R-{n}", "kind": "explicit", "summary": f"Summary {n}.", "is_published": True}
    values.setdefault("recommender", None)
    recommender = values.pop("recommender") or actor(kind="person")
    paper = values.pop("document", None) or document(kind="article", is_official=False)
    row = Recommendation(topic=topic, recommender=recommender, document=paper, **base | values)
    row.made = PartialDate.parse(on)
    row.save()
    row.dialogues.set(dialogues)
    return row
