"""Which cells wait for a ruling is kept by the database, as the desk's definition says; what waits is chosen, bounded."""

import random
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agenda.actions import publish, send_back, withdraw
from agenda.actions.rulings import waiting_cells, wrongly_waiting
from agenda.desk import queue, waiting
from agenda.models import Assessment, Assignment, CodebookVersion, Finding, Topic, WaitingCell
from agenda.rules.sums import rebuild
from tests.support import factories as f
from tests.support.desk import at, code
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def kept() -> dict[tuple[int, int], bool]:
    return {
        (meeting, topic): disputed
        for meeting, topic, disputed in WaitingCell.objects.values_list("meeting", "topic", "is_disputed")
    }


def assess_one(chance, desk):
    """A code of anybody, new or in place of their last, whether or not they have handed in."""
    who, topic = chance.choice([desk.analyst, desk.second]), chance.choice(Topic.objects.all())
    last = Assessment.objects.current().filter(meeting=desk.meeting, topic=topic, assessed_by=who).first()
    Assessment.objects.create(
        meeting=desk.meeting, topic=topic, assessed_by=who, supersedes=last, assessed_at=timezone.now(),
        codebook_version=CodebookVersion.objects.first(), outcome=chance.choice(["not_raised", "not_determinable"]),
    )  # fmt: skip


def hand_in_one(chance, desk):
    who = chance.choice([desk.analyst, desk.second])
    now = timezone.now()
    Assignment.objects.update_or_create(
        meeting=desk.meeting, analyst=who, defaults={"submitted_at": now, "first_submitted_at": now},
        create_defaults={"submitted_at": now, "first_submitted_at": now, "assigned_by": desk.reviewer},
    )  # fmt: skip


def send_one_back(chance, desk):
    send_back(chance.choice(Assignment.objects.all()), by=desk.reviewer, note="Look again")


def publish_one(chance, desk):
    publish(chance.choice(Assessment.objects.current()), by=desk.reviewer, reason="So it is.")


def withdraw_one(chance, desk):
    withdraw(chance.choice(Finding.objects.in_force()), by=desk.reviewer, reason="A mistake.")


def give_to_another(chance, desk):
    row = chance.choice(Assignment.objects.all())
    row.analyst = chance.choice([desk.analyst, desk.second, desk.reviewer])
    row.save()


def drop_one(chance, desk):
    chance.choice(Assignment.objects.all()).delete()


ACTS = (
    assess_one,
    assess_one,
    hand_in_one,
    send_one_back,
    publish_one,
    withdraw_one,
    give_to_another,
    drop_one,
)


@pytest.mark.parametrize("seed", range(6))
def test_random_acts_keep_what_waits(desk, seed):
    chance = random.Random(seed)  # noqa: S311
    seen = Counter()
    for _act in range(40):
        try:
            with transaction.atomic():
                chance.choice(ACTS)(chance, desk)
        except (IndexError, IntegrityError, ValidationError):
            continue
        assert kept() == waiting_cells()
        seen.update(kept().values())
    as_kept = kept()
    rebuild(connection)
    assert kept() == as_kept and seen.total()


def test_what_is_kept_wrongly_is_found(desk, capsys):
    code(desk, desk.analyst, "raised")
    assert list(wrongly_waiting()) == []
    WaitingCell.objects.update(is_disputed=True)
    (sentence,) = wrongly_waiting()
    with pytest.raises(SystemExit):
        call_command("check_record")
    assert sentence in capsys.readouterr().out
    rebuild(connection)
    assert list(wrongly_waiting()) == []


def test_codes_that_differ_wait_as_disputed_until_one_is_published(desk):
    code(desk, desk.analyst, "raised")
    assert kept() == {(desk.meeting.pk, desk.topic.pk): False}
    code(desk, desk.second, "not_raised")
    assert kept() == {(desk.meeting.pk, desk.topic.pk): True}
    publish(Assessment.objects.get(assessed_by=desk.second), by=desk.reviewer)
    assert kept() == {}


@pytest.fixture
def many(desk, monkeypatch):
    """Six more meetings to be coded, one of them in another forum, where two are listed."""
    monkeypatch.setattr(waiting, "MOST", 2)
    for n in range(5):
        f.document(f.meeting(desk.meeting.dialogue, f"2023-01-0{n + 1}", slug=f"m-{n}"))
    f.document(f.meeting(f.dialogue(slug="aside"), "2001-01-01", slug="old"))
    return desk


def slugs(answer):
    return [task.row.meeting.slug for task in answer.context["tasks"]]


def test_of_many_those_held_last_are_listed_and_the_page_says_so(many):
    page = many.client.get(at("desk"))
    assert slugs(page) == ["m-4", "m-3"]
    said = " ".join(text(page).split())
    assert "All more than 2" in said and "To code second To rule 0" in said
    assert "More than 2 meetings wait: To code. Those held last are listed; choose a forum" in said
    narrowed = many.client.get(at("desk") + "?show=code")
    assert "To code more than 2" in " ".join(text(narrowed).split())
    second = many.client.get(at("desk") + "?show=second")
    assert slugs(second) == [] and "To code second 0" in " ".join(text(second).split())
    assert "meetings wait:" not in text(second)


def test_a_forum_narrows_what_is_chosen_to_its_own(many):
    page = many.client.get(at("desk") + "?forum=aside")
    assert slugs(page) == ["old"] and "Those held last" not in text(page)
    assert {slug for slug, _name in page.context["forums"]} == {many.meeting.dialogue.slug, "aside"}
    assert slugs(many.client.get(at("desk") + "?forum=nowhere")) == []


def test_what_is_due_and_ones_own_is_listed_however_old(many):
    many.client.force_login(many.reviewer)
    many.client.post(at("assign", "old"), {"analyst": [many.second.username], "due_on": "2024-02-29"})
    many.client.force_login(many.second)
    assert slugs(many.client.get(at("desk")))[0] == "old"
    many.client.force_login(many.analyst)
    page = many.client.get(at("desk"))
    assert slugs(page) == ["old", "m-4", "m-3"] and page.context["tasks"][0].kind == "second"


def test_rulings_beyond_those_listed_are_more_than(many):
    for meeting in ("m-0", "m-1", "m-2"):
        row = Assignment.objects.create(
            meeting_id=many.meeting.dialogue.meetings.get(slug=meeting).pk, analyst=many.analyst,
            assigned_by=many.reviewer, submitted_at=timezone.now(), first_submitted_at=timezone.now(),
        )  # fmt: skip
        Assessment.objects.create(
            meeting=row.meeting, topic=many.topic, assessed_by=many.analyst, outcome="not_raised",
            codebook_version=CodebookVersion.objects.first(),
        )  # fmt: skip
    many.client.force_login(many.reviewer)
    page = many.client.get(at("desk") + "?show=rule")
    assert slugs(page) == ["m-2", "m-1"] and "To rule more than 2" in " ".join(text(page).split())


@pytest.mark.parametrize("few", [1, queue.FEW])
def test_of_many_meetings_handed_in_the_last_are_listed(desk, monkeypatch, few):
    """However they are sought: by their keys, or where there are more than a few from the newest meeting on."""
    monkeypatch.setattr(queue, "OF_ONE_CODER", 1)
    monkeypatch.setattr(queue, "FEW", few)
    for n in range(3):
        Assignment.objects.create(
            meeting=f.meeting(desk.meeting.dialogue, f"2023-01-0{n + 1}", title=f"Meeting {n}"), analyst=desk.analyst,
            assigned_by=desk.reviewer, submitted_at=timezone.now(), first_submitted_at=timezone.now(),
        )  # fmt: skip
    said = " ".join(text(desk.client.get(at("desk"))).split())
    assert "Handed in: 3 The meeting held last: Meeting 2" in said and "Meeting 1, 2" not in said
