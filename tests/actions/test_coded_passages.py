"""What was found of a topic that is merged is carried over with its passages, which stand in the newest text of their paper."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agenda.actions import Judgement, Passage, assess, publish
from agenda.actions.merging import merge_coded
from agenda.models import Body, CodebookVersion, Evidence, Finding
from agenda.rules.integrity import breaches
from tests.support import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return f.user("Editor", "Reviewer")


@pytest.fixture
def pair():
    return f.topic("Chips", code="chips"), f.topic("Semiconductors", code="semiconductors")


def merged(pair, by, meeting):
    given, kept = pair
    merge_coded(
        given, kept, by=by, at=timezone.now(), note="One industry.", choices={f"cell-{meeting.pk}": "carry"}
    )


def marked(meeting, topic, words):
    """A published finding whose passage is marked in the text of the meeting's paper; gives the paper."""
    paper, analyst = f.document(meeting), f.user("Analyst")
    text = f"They met.\n\nThey spoke of {words}."
    newer_text(paper, text)
    start = text.index(words)
    passage = Passage(paper, start=start, end=start + len(words))
    judgement = Judgement("raised", examined=[paper], passages=[passage])
    publish(assess(meeting, topic, judgement, by=analyst), by=f.user("Reviewer"))
    return paper


def newer_text(paper, text):
    version = paper.bodies.count() + 1
    return Body.objects.create(
        document=paper, version=version, kind="official_text", text=text, sha256=Body.digest(text)
    )


def test_a_passage_is_carried_over_to_the_newest_text_that_still_has_it(by, pair):
    given, kept = pair
    f.codebook()
    meeting = f.meeting()
    paper = marked(meeting, given, "wafer foundries")
    newer = newer_text(paper, "A new first line.\n\nThey met.\n\nThey spoke of wafer foundries.")
    merged(pair, by, meeting)
    [evidence] = Evidence.objects.filter(examination__assessment__topic=kept)
    assert evidence.body == newer and newer.text[evidence.start : evidence.end] == "wafer foundries"
    assert list(breaches()) == []


def test_a_passage_that_the_newest_text_has_not_is_not_carried_over_and_nothing_is_merged(by, pair):
    given, _kept = pair
    f.codebook()
    meeting = f.meeting()
    paper = marked(meeting, given, "wafer foundries")
    newer_text(paper, "They met.\n\nThey spoke.")
    with pytest.raises(ValidationError) as refused:
        merged(pair, by, meeting)
    [said] = refused.value.message_dict[f"cell-{meeting.pk}"]
    assert said == f"A passage stands in an older text of “{paper}”: code the cell again."
    assert CodebookVersion.objects.count() == 1 and Finding.objects.in_force().get().topic == given
