"""Every rule of proof × every way into the record: refused in each, with the rule's sentence."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from agenda.models import CodebookVersion, Document, Evidence, Finding, Meeting
from tests.support import factories as f
from tests.support.ways import PUBLISHING, WAYS, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

NOT_ASKED = None  # the way cannot say it, or the rule is asked only when a finding is published
# What was examined for an assessment, and quoted in it, stays what it was: the database refuses the change itself.
KEPT = dict.fromkeys(("publishing", "settling", "ruling"), "Passages of this document are evidence")
MOVED = dict.fromkeys(KEPT, "Assessments examined this document for its meeting")


# What brings a whole record freezes the codes of a version that has none before anything is assessed.
FROZEN_FIRST = dict.fromkeys(("load_record", "package"), NOT_ASKED)


class Case(NamedTuple):
    """A rule broken: the outcome judged, how the world is spoiled, and what each way says."""

    outcome: str
    spoil: Callable[[World], object]
    sentence: str
    in_the_database: str
    elsewhere: dict[str, str | None] = {}


def papers(**values):
    """Change the world's paper, past its form."""
    return lambda world: Document.objects.filter(pk=world.paper.pk).update(**values)


def without_a_passage(world):
    world.has_passage = False
    Evidence.objects.all().delete()


CASES = {
    "1 announcement": Case(
        "raised", papers(kind="announcement"), "“The paper” is no readout (Announcement)",
        "Only a passage of an official readout is evidence", KEPT,
    ),
    "1 news": Case(
        "raised", papers(kind="news", is_official=False), "“The paper” is no readout (News report)",
        "Only a passage of an official readout is evidence", KEPT,
    ),
    "1 no passage": Case(
        "raised", without_a_passage, "A topic counts as raised only with a passage that proves it",
        "A topic counts as raised only with a passage",
        {"meeting page": "In which document?", "assessment page": "In which document?"},
    ),
    "1 another meeting": Case(
        "not_raised", lambda world: papers(meeting=f.meeting())(world), "Not a document of this meeting",
        "Only documents of the meeting itself can be examined",
        MOVED | {"meeting page": "at least one official document of the meeting read whole"},
    ),
    "2 read in part": Case(
        "not_raised", papers(completeness="part"), "at least one official document of the meeting read whole",
        "needs a readout read whole among those examined",
    ),
    "2 joint paper unread": Case(
        "not_raised",
        lambda world: f.document(world.meeting, kind="joint_statement", completeness="not_read", title="The joint"),
        "“The joint” is on record as: Known, not read", "and every joint paper of the meeting read whole",
    ),
    "3 nothing to show for it": Case(
        "not_raised", papers(read_on=None, read_by=None), "at least one official document of the meeting read whole",
        "needs a readout read whole among those examined",
    ),
    "3 joint paper with nothing to show for it": Case(
        "not_raised",
        lambda world: f.document(world.meeting, kind="joint_statement", read_on=None, title="The joint"),
        "“The joint” is on record as: Read whole, without a text, an abstract or a signed reading",
        "and every joint paper of the meeting read whole",
    ),
    "4 it can be judged": Case(
        "not_determinable",
        lambda world: papers(completeness="full", read_on="2026-01-05", read_by=f.reader(), url="https://example.org")(world),
        "so absence can be shown: choose “Not mentioned”", "“No public record” is refused",
    ),
    "4 a hidden document": Case(
        "not_raised", papers(is_published=False), "Publish the document first: “The paper” is not public",
        "Publish the documents first", {"desk": NOT_ASKED, "meeting page": NOT_ASKED, "assessment page": NOT_ASKED},
    ),
    "5 outside the codebook": Case(
        "not_raised", lambda world: CodebookVersion.objects.update(codes=["another"]),
        "is not in the codebook version in force", "is not in the codebook version of the assessment",
    ),
    "5 an empty codebook": Case(
        "not_raised", lambda world: CodebookVersion.objects.update(codes=[]),
        "is not in the codebook version in force", "is not in the codebook version of the assessment",
        FROZEN_FIRST,
    ),
    "5 out of scope": Case(
        "not_raised", lambda world: world.meeting.dialogue.out_of_scope.add(world.topic),
        "is out of scope for this dialogue", "The topic is out of scope for this dialogue",
    ),
    "5 not held": Case(
        "not_raised", lambda world: Meeting.objects.update(status="postponed"),
        "The meeting was not held", "The meeting was not held",
    ),
}  # fmt: skip


def expected(case: Case, way: str) -> str | None:
    return case.elsewhere.get(way, case.in_the_database if way == "database" else case.sentence)


TABLE = [
    pytest.param(case, way, id=f"{name} × {way}")
    for name, case in CASES.items()
    for way in WAYS
    if expected(case, way) is not NOT_ASKED
]


@pytest.mark.parametrize("case, way", TABLE)
def test_a_broken_rule_is_refused_with_its_sentence(case, way):
    answer = WAYS[way](World(case.outcome, case.spoil))
    assert expected(case, way) in answer
    assert not Finding.objects.in_force().exists()


@pytest.mark.parametrize("outcome", ["raised", "not_raised", "not_determinable"])
@pytest.mark.parametrize("way", WAYS)
def test_a_sound_judgement_comes_in_by_every_way(way, outcome):
    world = World(outcome, lambda world: None)
    answer = WAYS[way](world)
    stored = Finding.objects.in_force() if way in PUBLISHING else world.meeting.assessments.all()
    assert [row.outcome for row in stored.filter(topic=world.topic)] == [outcome], answer
