"""Share cards say what their page says."""

import pytest

from agenda.pictures.scene import Label
from agenda.views import cards
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def words(scene) -> str:
    return " ".join(shape.text for shape in scene.shapes if isinstance(shape, Label))


def test_home_counts_what_was_recommended_and_nothing_else(rf):
    forum, asked = f.dialogue(), f.topic("Cables")
    f.recommendation(asked, forum, on="2021-01-01", code="R-1")
    meeting = f.meeting(forum, "2022-05-06")
    f.finding(meeting, asked, "not_raised")
    for number in range(3):
        f.finding(meeting, f.topic(f"Unasked {number}"), "raised")
    said = words(cards._home(rf.get("/"), ""))
    assert "1 recommended topic, counted by dialogue: 1 silent." in said
    assert "0 raised, 0 partly, 1 not mentioned (N = 1)" in said and "3 raised" not in said


def test_home_without_a_recommendation_says_so(rf, db):
    assert "No recommendation is on record." in words(cards._home(rf.get("/"), ""))


def test_a_finding_says_how_far_its_silence_reaches(rf):
    north, south = f.actor("Northland"), f.actor("Southland")
    forum = f.dialogue()
    forum.members.set([north, south])
    meeting = f.meeting(forum, "2022-05-06")
    f.document(meeting, north, slug="own")
    found = f.finding(meeting, f.topic("Cables"), "not_raised", documents=[meeting.documents.get()])
    said = words(cards._finding(rf.get("/"), str(found.pk)))
    assert (
        "Not mentioned in the published readouts of Northland. No readout of their own on record: Southland."
        in said
    )


def test_what_does_not_fit_is_marked_as_cut():
    lines = cards.draw("A title", "word " * 400, state=cards.cell_state("not_raised"))
    assert [shape.text for shape in lines.shapes if isinstance(shape, Label) and shape.text.endswith("…")]
