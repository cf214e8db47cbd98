"""Topics without a suggestion, confirmed together: each becomes a draft of its own, or none does."""

import pytest

from agenda.actions import save_draft
from agenda.models import Document, Draft
from tests.support import factories as f
from tests.support.desk import at
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(desk):
    """Two topics of which the text has no word."""
    return [desk.other, f.topic("Quantum", code="quantum", aliases=["quantum"])]


def confirm(desk, **values):
    data = {"topic": ["space", "quantum"], "examined": ["readout"], "outcome": "not_raised"} | values
    return desk.client.post(at("together", "epcc-1"), data, follow=True)


def test_each_is_a_judgement_of_its_own_with_what_was_examined(desk, quiet):
    assert "2 topics without a suggestion" in text(desk.client.get(at("together", "epcc-1")))
    assert "2 topics: not mentioned" in text(confirm(desk))
    contents = {draft.topic.code: draft.content for draft in Draft.objects.select_related("topic")}
    assert {code: c["outcome"] for code, c in contents.items()} == dict.fromkeys(
        ("space", "quantum"), "not_raised"
    )
    assert all(content["examined"] == ["readout"] for content in contents.values())


def test_what_was_coded_already_or_has_a_suggestion_is_left_alone(desk, quiet):
    save_draft(
        desk.meeting, quiet[0], desk.analyst, {"outcome": "not_determinable", "examined": []}, version=0
    )
    confirm(desk, topic=["space", "quantum", "open-ran"])
    outcomes = {draft.topic.code: draft.content["outcome"] for draft in Draft.objects.select_related("topic")}
    assert outcomes == {"space": "not_determinable", "quantum": "not_raised"}


@pytest.mark.parametrize(
    "values, sentence",
    [
        ({"topic": []}, "Tick the topics that this is true of."),
        ({"outcome": "raised"}, "Choose what is true of these topics."),
        ({"examined": []}, "at least one official document of the meeting read whole"),
        ({"examined": ["elsewhere"]}, "Not a document of this meeting"),
    ],
)
def test_a_refusal_is_said_and_nothing_is_stored(desk, quiet, values, sentence):
    response = confirm(desk, **values)
    assert response.status_code == 422 and sentence in text(response)
    assert not Draft.objects.exists()


def test_absence_is_not_proposed_where_nothing_was_read_whole(desk, quiet):
    Document.objects.update(completeness="part")
    page = desk.client.get(at("together", "epcc-1")).content.decode()
    assert 'value="not_determinable" checked' in page
