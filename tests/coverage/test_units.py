"""Units that several coded are kept and counted by the database, as `coverage.doubles` defines them; agreement is of counts."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.coverage.agreement import Figures, any_mention, interval_counted, pairs_of, percent
from agenda.coverage.alpha import MANY, alpha, bootstrap
from agenda.coverage.doubles import by_pair, document_doubles, doubles, grouped, overall
from agenda.coverage.units import KeptUnits, wrongly_kept
from agenda.models import (
    Assessment,
    Assignment,
    CodedUnit,
    Dialogue,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Topic,
    UnitTally,
)
from agenda.rules.sums import rebuild
from tests.support import factories as f

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, tzinfo=UTC)
OUTCOMES = ("raised", "partly_raised", "not_raised", "not_determinable")


class Coded:
    """Two meetings of two forums with two papers each, two topics, two codebook versions, four coders."""

    def __init__(self):
        self.topics = [f.topic(), f.topic()]
        self.versions = [f.codebook(1), f.codebook(2)]
        self.meetings = [f.meeting(), f.meeting()]
        for meeting in self.meetings:
            f.document(meeting)
            f.document(meeting)
        self.coders = [f.user() for _ in range(4)]

    def code(self, chance):
        """A code of anybody at any time, in place of their last one."""
        meeting, topic = chance.choice(self.meetings), chance.choice(self.topics)
        coder, papers = chance.choice(self.coders), list(meeting.documents.order_by("pk"))
        self.given(
            meeting, topic, coder, chance.choice(OUTCOMES[:3]), at=chance.randrange(9),
            papers=papers if chance.random() < 0.8 else papers[:1],
            strength=chance.choice(["full", "partial"]), version=self.versions[chance.random() < 0.2],
        )  # fmt: skip

    def given(self, meeting, topic, coder, outcome, *, at, papers=None, strength="full", version=None):
        """One code, given on day `at`, with a passage in the first paper."""
        mine = {"meeting": meeting, "topic": topic, "assessed_by": coder}
        row = Assessment.objects.create(
            **mine, outcome=outcome, assessed_at=START + timedelta(days=at),
            supersedes=Assessment.objects.filter(**mine).order_by("pk").last(),
            codebook_version=version or self.versions[0],
        )  # fmt: skip
        examined = [
            Examination.objects.create(assessment=row, document=paper)
            for paper in papers or meeting.documents.order_by("pk")
        ]
        if strength and outcome in ("raised", "partly_raised"):
            Evidence.objects.create(examination=examined[0], paragraph=1, strength=strength, summary="So.")
        return row

    def hand_in(self, meeting, coder, at):
        moment = START + timedelta(days=at)
        Assignment.objects.update_or_create(
            meeting=meeting, analyst=coder, defaults={"first_submitted_at": moment, "submitted_at": moment},
            create_defaults={"first_submitted_at": moment, "submitted_at": moment, "assigned_by": coder},
        )  # fmt: skip

    def hand_in_one(self, chance):
        self.hand_in(chance.choice(self.meetings), chance.choice(self.coders), chance.randrange(3, 12))

    def decide(self, row, basis, at, **values):
        cell = {"meeting": row.meeting, "topic": row.topic}
        return Finding.objects.create(
            **cell, assessment=row, outcome=row.outcome, basis=basis, decided_by=self.coders[0], reason="So.",
            decided_at=START + timedelta(days=at),
            supersedes=Finding.objects.filter(**cell).order_by("pk").last(), **values,
        )  # fmt: skip

    def decide_one(self, chance):
        basis = chance.choice(["single_coder", "agreed", "adjudicated"])
        self.decide(chance.choice(Assessment.objects.order_by("pk")), basis, chance.randrange(9))

    def withdraw(self, chance):
        row = chance.choice(Finding.objects.in_force().order_by("pk"))
        self.decide(row.assessment, row.basis, chance.randrange(9), status="withdrawn")

    def hide_or_show(self, chance):
        rows = [
            *Dialogue.objects.all(),
            *Meeting.objects.all(),
            *Topic.objects.all(),
            *Document.objects.all(),
        ]
        hidden = [row for row in rows if not row.is_published]
        row = chance.choice(hidden if hidden and chance.random() < 0.7 else rows)
        row.is_published = not row.is_published
        row.save()

    def read_otherwise(self, chance):
        row = chance.choice(Document.objects.order_by("pk"))
        row.completeness = "part" if row.completeness == "full" else "full"
        row.save()

    def move_meeting(self, chance):
        row = chance.choice(self.meetings)
        row.dialogue = chance.choice(Dialogue.objects.order_by("pk"))
        row.save()

    def give_to_another(self, chance):
        row = chance.choice(Assignment.objects.order_by("pk"))
        row.analyst = chance.choice(self.coders)
        row.save()

    def take_back(self, chance):
        chance.choice(Assignment.objects.order_by("pk")).delete()

    def examine_more(self, chance):
        row = chance.choice(Assessment.objects.order_by("pk"))
        Examination.objects.create(assessment=row, document=chance.choice(list(row.meeting.documents.all())))

    def quote_more(self, chance):
        row = chance.choice(Examination.objects.order_by("pk"))
        Evidence.objects.create(examination=row, paragraph=2, strength="full", summary="Too.")

    def drop_passage(self, chance):
        pk = chance.choice(Evidence.objects.order_by("pk")).pk
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM agenda_evidence WHERE id = %s", [pk])


ACTS = (
    *[Coded.code] * 6, *[Coded.hand_in_one] * 3, *[Coded.decide_one] * 4, Coded.withdraw, Coded.hide_or_show,
    Coded.read_otherwise, Coded.move_meeting, Coded.give_to_another, Coded.take_back, Coded.examine_more,
    Coded.quote_more, Coded.drop_passage,
)  # fmt: skip


def stored():
    """What is kept, without keys of rows and with codes in order."""
    columns = ("meeting", "topic", "dialogue", "version", "is_paper", "papers", "first_id", "codes")
    units = [(*row[:-1], *sorted(row[-1].split())) for row in CodedUnit.objects.values_list(*columns)]
    tallies = Counter()
    for *by, codes, n in UnitTally.objects.values_list(
        "is_paper", "dialogue_id", "topic_id", "version", "codes", "n"
    ):
        tallies[(*by, *sorted(codes.split()))] += n
    return sorted(units), +tallies


def told(figures):
    """All that a page shows of figures; counted in another order, sums may differ in their last digits."""
    names = (
        "n",
        "disputes",
        "coders",
        "percent",
        "kappa",
        "alpha",
        "alpha_ordinal",
        "ac1",
        "positive",
        "negative",
    )
    shown = [getattr(figures, name) for name in names]
    return [*(value if value is None else round(value, 9) for value in shown), figures.alpha_interval]


def begin(coded, chance):
    """Codes of everybody, most handed in, and decisions on them."""
    for act in [*[Coded.hand_in_one] * 8, *[Coded.code] * 40, *[Coded.decide_one] * 8]:
        do(act, coded, chance)


def do(act, coded, chance):
    """One act; whether the rules let it be."""
    try:
        with transaction.atomic():
            act(coded, chance)
    except (IntegrityError, IndexError, ValidationError):
        return False  # a rule refused it, or nothing is there to act on: what is kept must not have changed
    return True


@pytest.mark.parametrize("seed", range(10))
def test_random_acts_keep_the_units_that_several_coded(seed):
    chance, coded, seen = random.Random(seed), Coded(), Counter()  # noqa: S311
    begin(coded, chance)
    for _act in range(50):
        do(chance.choice(ACTS), coded, chance)
        assert not list(wrongly_kept())
        seen.update(CodedUnit.objects.values_list("is_paper", flat=True))
    assert seen[True] and seen[False]
    as_kept = stored()
    rebuild(connection)
    assert stored() == as_kept


@pytest.mark.parametrize("seed", range(4))
def test_figures_of_what_is_kept_are_those_of_the_codes_on_record(seed):
    chance, coded = random.Random(100 + seed), Coded()  # noqa: S311
    begin(coded, chance)
    cells, papers, kept = doubles(public_only=True), document_doubles(public_only=True), KeptUnits()
    assert cells and papers and kept.versions
    for version in (None, *kept.versions):
        of_version = [cell for cell in cells if version in (None, cell.version)]
        read = [unit for unit in papers if version in (None, unit.version)]
        units = kept.of(version)
        assert told(kept.figures(units)) == told(overall(of_version))
        assert told(Figures(units.papers)) == told(overall(read, times=0))
        assert any_mention(units.papers) == any_mention(Counter(unit.codes for unit in read))
        codes = dict(Topic.objects.values_list("code", "pk"))
        assert [told(Figures(units.by_topic[codes[code]])) for code, _f in grouped(of_version, "topic")] == [
            told(figures) for _code, figures in grouped(of_version, "topic")
        ]
        slugs = dict(Dialogue.objects.values_list("slug", "pk"))
        assert {slugs[slug]: told(figures) for slug, figures in grouped(of_version, "dialogue")} == {
            pk: told(Figures(counts)) for pk, counts in units.by_dialogue.items()
        }
        assert [(name, told(figures)) for name, figures in by_pair(units.cells)] == [
            (name, told(figures)) for name, figures in grouped(of_version, "pair")
        ]


CODES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(OUTCOMES), min_size=2, max_size=4)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(CODES, st.integers(1, 5)), min_size=1, max_size=12))
def test_figures_of_counts_are_those_of_the_rows(counted):
    """Each figure by another way: rows one by one, in the order they come."""
    rows = [unit for unit, n in counted for _ in range(n)]
    found = Figures(Counter(tuple(sorted(unit.items())) for unit in rows))
    pairs = pairs_of(rows)
    assert found.n == len(rows) and found.pairs == Counter(pairs)
    assert found.percent == pytest.approx(percent(pairs))
    assert found.disputes == sum(len(set(unit.values())) > 1 for unit in rows)
    assert found.coders == len({coder for unit in rows for coder in unit})
    for metric, value in (("nominal", found.alpha), ("ordinal", found.alpha_ordinal)):
        by_rows = alpha(rows, metric)
        assert value == (None if by_rows is None else pytest.approx(by_rows))
    both = sum(a in ("raised", "partly_raised") and b in ("raised", "partly_raised") for a, b in pairs)
    one = sum((a in ("raised", "partly_raised")) != (b in ("raised", "partly_raised")) for a, b in pairs)
    assert found.positive == (pytest.approx(2 * both / (2 * both + one)) if both + one else None)


def test_many_units_are_drawn_alike_from_rows_and_from_counts():
    rows = [{"a": "raised", "b": "raised"}] * MANY + [{"a": "raised", "b": "not_raised"}] * 90
    rows += [{"a": "not_raised", "b": "not_raised"}] * 700
    counts = Counter(tuple(sorted(unit.items())) for unit in rows)
    assert interval_counted(counts) == bootstrap(rows) == bootstrap(rows[::-1])


@pytest.fixture
def two():
    """Two coders' codes of a cell, handed in and published as agreed on day 5."""
    coded = Coded()
    coded.cell = coded.meetings[0], coded.topics[0]
    for coder in coded.coders[:2]:
        row = coded.given(*coded.cell, coder, "raised", at=1)
        coded.hand_in(coded.meetings[0], coder, 2)
    coded.finding = coded.decide(row, "agreed", 5)
    return coded


def kept_codes():
    return sorted(CodedUnit.objects.filter(is_paper=False).values_list("codes", flat=True))


def keys(coded, *outcomes):
    return " ".join(f"{coder.pk}:{outcome}" for coder, outcome in zip(coded.coders, outcomes, strict=False))


def test_codes_given_when_the_finding_could_be_read_do_not_count(two):
    assert kept_codes() == [keys(two, "raised", "raised")]
    two.given(*two.cell, two.coders[2], "not_raised", at=6)
    two.hand_in(two.meetings[0], two.coders[2], 7)
    assert kept_codes() == [keys(two, "raised", "raised")]
    two.given(*two.cell, two.coders[3], "not_raised", at=4)
    assert kept_codes() == [keys(two, "raised", "raised")], "it is not handed in"
    two.hand_in(two.meetings[0], two.coders[3], 7)
    assert kept_codes() == [f"{keys(two, 'raised', 'raised')} {two.coders[3].pk}:not_raised"]
    assert not list(wrongly_kept())


def test_what_was_changed_after_handing_in_does_not_count(two):
    two.given(*two.cell, two.coders[0], "not_raised", at=3)
    assert kept_codes() == [keys(two, "raised", "raised")] and not list(wrongly_kept())


@pytest.mark.parametrize("of", ["meeting", "dialogue", "topic"])
def test_nothing_of_a_hidden_cell_is_kept_or_shown(two, of, client):
    meeting, topic = two.cell
    row = {"meeting": meeting, "dialogue": meeting.dialogue, "topic": topic}[of]
    assert client.get("/agreement/").context["figures"].n
    row.is_published = False
    row.save()
    assert not CodedUnit.objects.exists() and not UnitTally.objects.filter(n__gt=0).exists()
    page = client.get("/agreement/")
    assert not page.context["figures"].n and not page.context["versions"]
    row.is_published = True
    row.save()
    assert kept_codes() == [keys(two, "raised", "raised")]


def test_codes_of_a_cell_without_a_finding_in_force_are_nobodys_to_count(two):
    other = two.meetings[1], two.topics[1]
    for coder, outcome in zip(two.coders, ("raised", "not_raised"), strict=False):
        two.given(*other, coder, outcome, at=1)
        two.hand_in(other[0], coder, 2)
    assert kept_codes() == [keys(two, "raised", "raised")]
    two.decide(two.finding.assessment, "agreed", 6, status="withdrawn")
    assert kept_codes() == [] and not list(wrongly_kept())


def test_an_unpublished_paper_is_no_unit(two):
    papers = CodedUnit.objects.filter(is_paper=True)
    assert papers.count() == 2
    third = f.document(two.meetings[0], is_published=False)
    first, second = Assessment.objects.order_by("pk")
    Examination.objects.create(assessment=first, document=third)
    assert kept_codes() == [], "of the cell they read different papers now"
    Examination.objects.create(assessment=second, document=third)
    assert papers.count() == 2 and kept_codes() == [keys(two, "raised", "raised")]
    third.is_published = True
    third.save()
    assert papers.count() == 3 and not list(wrongly_kept())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has one way to write a moment")
def test_moments_that_name_their_zone_are_the_same_moments(two):
    day = "2026-03-01 00:00:00+00:00"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agenda_assignment SET first_submitted_at = %s", [day.replace("-01 ", "-02 ")])
    assert kept_codes() == [keys(two, "raised", "raised")]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM agenda_codedunit", "are on record and not kept"),
        ("UPDATE agenda_codedunit SET codes = replace(codes, 'raised', 'not_raised')", "are kept and not on record"),
        ("UPDATE agenda_unittally SET n = n + 1 WHERE topic_id > 0", "are there"),
    ],
    ids=["gone", "otherwise", "tally"],
)  # fmt: skip
def test_what_is_kept_wrongly_is_found_and_written_anew(two, statement, said, capsys):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(said in sentence for sentence in wrongly_kept())
    with pytest.raises(SystemExit):
        call_command("check_record")
    assert said in capsys.readouterr().out
    rebuild(connection)
    assert not list(wrongly_kept())
