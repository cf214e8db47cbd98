"""What somebody who begins an empty record is told, and that it ends when the first finding is in force."""

import pytest
from django.urls import reverse

from agenda.actions.first_steps import first_steps
from agenda.models import Body
from agenda.views.empty import WHAT
from tests.support import factories as f
from tests.support.pages import text, words_of
from tests.support.site import site_settings

pytestmark = pytest.mark.django_db
ALL = ("Administrator", "Editor", "Analyst", "Reviewer")


def done(user) -> list[bool]:
    return [step.is_done for step in first_steps(user)]


def test_each_step_is_ticked_when_it_is_done():
    person = f.user(*ALL)
    assert done(person) == [False] * 8
    site_settings(name="Ours")
    topic, meeting = f.topic(), f.meeting(status="scheduled")
    f.actor()
    assert done(person) == [True] * 4 + [False] * 4
    meeting.status = "held"
    meeting.save()
    paper = f.document(meeting)
    Body.objects.create(
        document=paper, kind="official_text", text="They met.", sha256=Body.digest("They met.")
    )
    assert done(person) == [True] * 6 + [False] * 2
    assessment = f.assessment(meeting, topic, "not_raised", by=person)
    assert done(person) == [True] * 7 + [False]
    steps = {step.address for step in first_steps(person)}
    assert {reverse("sheet", args=[meeting.slug]), reverse("adjudication", args=[meeting.slug])} <= steps
    from agenda.actions import publish

    publish(assessment, by=f.user("Reviewer"))
    assert done(person) == [True] * 8


def test_links_are_for_those_who_may():
    addresses = [step.address for step in first_steps(f.user("Analyst"))]
    assert addresses[0] == "" and addresses[1] == "" and addresses[6] == reverse("desk")
    assert all(step.address for step in first_steps(f.user(*ALL)))


@pytest.mark.parametrize("address", ["/", "/desk/", "/admin/"])
def test_home_desk_and_admin_show_them_until_something_is_published(client, address):
    client.force_login(f.user(*ALL))
    assert "First steps" in text(client.get(address))
    f.finding(f.meeting(), f.topic())
    assert "First steps" not in text(client.get(address))


def test_readers_are_told_what_will_stand_there_and_not_what_is_being_prepared(client):
    f.actor(is_published=False)
    page = client.get("/")
    assert "Nothing is published here yet" in text(page) and "First steps" not in text(page)
    assert "✓" not in text(page)
    f.finding(f.meeting(), f.topic())
    assert "Nothing is published here yet" not in text(client.get("/"))


@pytest.mark.parametrize(
    "name", ["dialogues", "meetings", "topics", "recommendations", "documents", "actors"]
)
def test_empty_lists_say_what_will_stand_there_and_how_to_begin(client, name):
    add = reverse(f"admin:agenda_{name.removesuffix('s')}_add")
    page = client.get(reverse(name))
    assert "Nothing of this is on record yet." in text(page) and add not in words_of(page)
    client.force_login(f.user(*ALL))
    assert add in words_of(client.get(reverse(name)))


def test_a_filter_that_finds_nothing_is_not_an_empty_list(client):
    f.meeting()
    page = text(client.get("/meetings/?status=cancelled"))
    assert "No meeting fits these filters." in page and "Nothing of this" not in page


QUESTIONS = ["missed", "divergence", "changes", "planned", "elsewhere", "claims", "compare"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_to_an_empty_record_say_what_will_stand_there(client, name):
    page = text(client.get(reverse(name)))
    assert f"Nothing of this is on record yet. {WHAT[name]}" in page
    assert "these filters" not in page and "Choose two" not in page


@pytest.mark.parametrize(("name", "model"), [("planned", "plan"), ("claims", "claim")])
def test_what_a_question_is_asked_of_is_entered_from_its_page(client, name, model):
    client.force_login(f.user(*ALL))
    assert reverse(f"admin:agenda_{model}_add") in words_of(client.get(reverse(name)))


@pytest.mark.parametrize("name", QUESTIONS[:-1])
def test_filters_that_find_no_answer_are_told_from_an_empty_record(client, name):
    dialogue = f.dialogue()
    page = text(client.get(reverse(name), {"forum": dialogue.slug}))
    assert "these filters" in page and "Nothing of this" not in page


def test_the_shipped_record_is_named_only_where_it_is(client):
    assert "only proposed" not in text(client.get("/dialogues/"))
    assert "language model" not in text(client.get("/methodology/"))
    f.dialogue(status="proposed")
    assert "and one that was only proposed" in text(client.get("/dialogues/"))
