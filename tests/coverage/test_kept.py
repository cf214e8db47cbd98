"""What the database keeps is what the findings add up to, whatever is done to the record, in whatever order."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.actions import withdraw
from agenda.coverage.headline import ORDER
from agenda.coverage.kept import differences
from agenda.coverage.ledger import Ledger
from agenda.coverage.rates import Tally
from agenda.coverage.tallies import Tallies
from agenda.models import (
    Actor,
    Body,
    CellTally,
    CurrentCell,
    Dialogue,
    Document,
    Finding,
    KeptCourse,
    KeptTopic,
    Meeting,
    Outcome,
    Recommendation,
    Topic,
)
from agenda.models.version import record_version
from agenda.rules import asked, sums, topic_sums, triggers
from tests.support import factories as f

pytestmark = pytest.mark.django_db
DAY = date(2022, 1, 1)


@pytest.fixture
def world():
    """Two dialogues with meetings, topics, recommendations and findings."""
    f.codebook()
    forums = [f.dialogue(covered_until=date(2024, 1, 1)), f.dialogue()]
    topics = [f.topic() for _n in range(3)]
    for place, forum in enumerate(forums):
        for month in (3, 6, 9):
            meeting = f.meeting(forum, f"2022-{month:02}-0{place + 1}")
            for topic, outcome in zip(topics, ("raised", "partly_raised", "not_raised"), strict=True):
                f.finding(meeting, topic, outcome)
    for number, topic in enumerate(topics):
        f.recommendation(topic, *forums, on=f"2022-0{number + 2}-15")
    return forums


def test_what_is_kept_is_what_the_findings_add_up_to(world):
    assert CurrentCell.objects.count() == 18
    assert KeptCourse.objects.count() == 6
    assert not list(differences())


def change_meeting(chance):
    row = chance.choice(Meeting.objects.all())
    row.held_on = DAY + timedelta(days=chance.randrange(700))
    row.held_on_precision = "day"
    if chance.random() < 0.3:
        row.held_on, row.held_on_precision = row.held_on.replace(day=1), "month"
    row.is_published = chance.random() < 0.8
    row.save()


def change_document(chance):
    row = chance.choice(Document.objects.exclude(meeting=None))
    row.completeness = chance.choice(["full", "part", "not_read"])
    row.kind = chance.choice(["readout", "joint_statement"])
    row.save()


def add_document(chance):
    kind, completeness = chance.choice(["readout", "joint_readout"]), chance.choice(["full", "not_read"])
    f.document(chance.choice(Meeting.objects.all()), kind=kind, completeness=completeness)


def add_text(chance):
    text, row = str(chance.random()), chance.choice(Document.objects.exclude(meeting=None))
    Body.objects.create(
        document=row,
        version=row.bodies.count() + 1,
        kind="official_text",
        text=text,
        sha256=Body.digest(text),
    )


def hide_or_show(chance):
    row = chance.choice([*Dialogue.objects.all(), *Topic.objects.all()])
    row.is_published = not row.is_published
    row.save()


def end_coverage(chance):
    row = chance.choice(Dialogue.objects.all())
    row.covered_until = chance.choice([None, DAY + timedelta(days=chance.randrange(900))])
    row.save()


def change_recommendation(chance):
    row = chance.choice(Recommendation.objects.all())
    row.made_on = DAY + timedelta(days=chance.randrange(500))
    row.made_on_precision = "day"
    row.withdrawn_on = chance.choice([None, row.made_on + timedelta(days=chance.randrange(400))])
    row.topic = chance.choice(Topic.objects.all())
    row.save()
    row.dialogues.set(chance.sample(list(Dialogue.objects.all()), chance.randrange(3)))


def withdraw_one(chance):
    row = chance.choice(Finding.objects.in_force())
    withdraw(row, by=f.user("Reviewer"), reason="It was a mistake.")


def judge_anew(chance):
    f.finding(chance.choice(Meeting.objects.all()), f.topic(), chance.choice(["raised", "not_raised"]))


def change_sides(chance):
    forum = chance.choice(Dialogue.objects.all())
    forum.members.set(chance.sample(list(Actor.objects.all()), chance.randrange(3)))
    row = chance.choice(Document.objects.exclude(meeting=None))
    row.issuers.set(chance.sample(list(Actor.objects.all()), chance.randrange(2)))


def change_actor(chance):
    row = chance.choice(Actor.objects.all())
    row.is_published = chance.random() < 0.8
    row.kind = chance.choice(["state", "group"])
    others = Actor.objects.exclude(pk=row.pk).filter(parent=None)
    row.parent = chance.choice([None, *others]) if not Actor.objects.filter(parent=row).exists() else None
    row.save()


def add_actor(chance):
    f.actor(parent=chance.choice([None, *Actor.objects.all()]))


def hide_paper_or_request(chance):
    row = chance.choice([*Recommendation.objects.all(), *Document.objects.filter(meeting=None)])
    row.is_published = not row.is_published
    row.save()


def leave_out_of_scope(chance):
    chance.choice(Dialogue.objects.all()).out_of_scope.set(chance.sample(list(Topic.objects.all()), 1))


def judge_with_two_papers(chance):
    meeting = chance.choice(Meeting.objects.all())
    papers = [f.document(meeting, actor) for actor in chance.sample(list(Actor.objects.all()), 2)]
    f.finding(meeting, f.topic(), "raised", documents=papers)


ACTS = (change_sides, change_actor, add_actor, hide_paper_or_request, leave_out_of_scope, judge_with_two_papers,
        change_meeting, change_document, add_document, add_text, hide_or_show, end_coverage, change_recommendation,
        withdraw_one, judge_anew)  # fmt: skip


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=9), chance=st.randoms(use_true_random=False))
def test_random_acts_leave_nothing_wrong(world, acts, chance):
    with transaction.atomic():
        for act in acts:
            try:
                with transaction.atomic():
                    act(chance)
            except (IntegrityError, IndexError, ValidationError):
                continue  # a rule refused it, or nothing is left to act on: what is kept must not have changed
        assert not list(differences())
        kept = list(
            KeptCourse.objects.order_by("recommendation_id", "dialogue_id").values_list("standing", "days")
        )
        sums.rebuild(connection)
        rebuilt = KeptCourse.objects.order_by("recommendation_id", "dialogue_id").values_list(
            "standing", "days"
        )
        assert kept == list(rebuilt), "kept act by act and written anew, it is the same"
        assert not list(differences())
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM agenda_currentcell WHERE outcome = 'raised'", "its cell is kept as None"),
        ("UPDATE agenda_currentcell SET outcome = 'not_determinable' WHERE outcome = 'raised'", "should be"),
        ("UPDATE agenda_celltally SET n = n + 1 WHERE year > 0 AND dialogue_id = 0", "are on record"),
        ("UPDATE agenda_keptcourse SET silent = silent + 1", "and should be"),
        ("DELETE FROM agenda_keptcourse", "courses are kept of []"),
        ("UPDATE agenda_askedpair SET standing = 'no_forum'", "by dialogue and topic"),
        ("UPDATE agenda_askedtally SET pairs = pairs + 1", "by dialogue and standing"),
        ("DELETE FROM agenda_askedsource", "by recommender and document"),
        ("UPDATE agenda_kepttopic SET asked_raised = asked_raised + 1", "its sums are kept"),
        ("DELETE FROM agenda_kepttopic", "its sums are kept as {}"),
    ],
    ids=[
        "cell gone", "cell otherwise", "tally", "course", "courses gone", "pair", "tally of pairs", "source", "topic",
        "topics gone",
    ],
)  # fmt: skip
def test_what_is_kept_wrongly_is_found_and_written_anew(world, statement, said):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(said in sentence for sentence in differences())
    sums.rebuild(connection)
    assert not list(differences())


def test_tallies_of_a_past_day_are_those_of_the_cells_up_to_it(world):
    now, then = Tallies(date(2026, 1, 1)), Tallies(date(2022, 6, 30))
    assert now.is_kept and not then.is_kept
    assert now.total == Tally(raised=6, partly_raised=6, not_raised=6)
    assert then.total == Tally(raised=4, partly_raised=4, not_raised=4)
    for tallies in (now, then):
        for by in (tallies.by_dialogue, tallies.by_topic, tallies.by_pair):
            assert sum(by.values(), Tally()) == tallies.total
    forum = world[0].pk
    assert then.by_year_of(forum) == {2022: then.by_dialogue[forum]}


@pytest.mark.parametrize("on", [date(2022, 4, 1), date(2022, 7, 1), date(2026, 1, 1)])
def test_a_whole_ledger_pairs_as_one_narrowed_to_the_dialogues_does(world, on):
    whole = {(p.recommendation.pk, p.dialogue.pk): p.course for p in Ledger(on).pairings()}
    narrow = {
        (p.recommendation.pk, p.dialogue.pk): p.course
        for p in Ledger(on, dialogues=[forum.pk for forum in world]).pairings()
    }
    assert whole.keys() == narrow.keys()
    names = (
        "standing",
        "meetings",
        "silent",
        "days",
        "first",
        "at_least",
        "record_ends_on",
        "unjudged",
        "rank",
    )
    for key, course in whole.items():
        assert [getattr(course, name) for name in names] == [getattr(narrow[key], name) for name in names]


def test_a_topic_stands_at_a_dialogue_as_the_furthest_of_its_recommendations(world):
    """Two more recommendations of one topic, in one statement; then the furthest of the three goes."""
    topic = Topic.objects.get(findings__outcome="raised", findings__meeting=Meeting.objects.first())

    def kept():
        return {
            name: n
            for name, n in KeptTopic.objects.filter(topic=topic).values()[0].items()
            if "asked" in name and n
        }

    first = topic.recommendations.get()
    assert kept() == {"asked_raised": 2}
    for _n in range(2):
        f.recommendation(topic, *world, on="2023-05-01")
    assert kept() == {"asked_raised": 2}
    first.dialogues.remove(world[0])
    assert kept() == {"asked_raised": 1, "asked_no_meeting_since": 1}
    Recommendation.objects.filter(topic=topic).update(is_published=False)
    assert kept() == {}


def test_the_order_of_standings_is_the_one_that_pairs_are_kept_by():
    assert tuple(standing.value for standing in ORDER) == asked.FURTHEST
    assert set(topic_sums.OUTCOMES) == set(Outcome.values)


def test_every_change_of_the_record_makes_a_new_version(world):
    seen = {record_version()}
    for change in (
        lambda: f.actor(),
        lambda: Topic.objects.update(name="Otherwise"),
        lambda: Recommendation.objects.first().dialogues.clear(),
        lambda: f.user(),
    ):
        change()
        seen.add(record_version())
    assert len(seen) == 4, "an account that nobody names yet changes no page"


def test_the_triggers_that_keep_sums_are_there_and_come_back():
    wanted = sums.names(connection.vendor)
    assert wanted <= triggers.present(connection)
    editor = connection.schema_editor()
    triggers.drop(editor)
    assert not triggers.present(connection)
    triggers.install(editor)
    assert wanted <= triggers.present(connection)
    assert not CellTally.objects.filter(n__lt=0).exists()
