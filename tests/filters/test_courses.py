"""Lists that are read from kept rows say what the same lists say when everything is worked out."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from agenda.coverage.asked_sums import AskedSums, DerivedSums
from agenda.coverage.kept import courses_on
from agenda.coverage.ledger import Ledger
from agenda.coverage.patterns import patterns_at
from agenda.coverage.rates import Tally
from agenda.coverage.together import asked_together
from agenda.filters import (
    CourseFilterSet,
    DivergenceFilterSet,
    MissedFilterSet,
    RecommendationFilterSet,
    SilentCourseFilterSet,
)
from agenda.models import CurrentCell, Dialogue, KeptCourse, Meeting, Recommendation
from agenda.questions.divergence import compared
from agenda.questions.missed import missed_rows

pytestmark = pytest.mark.django_db
ON = date(2030, 1, 1)


def queries() -> list[str]:
    """Addresses that narrow and order the lists by what the record holds."""
    forum = Dialogue.objects.published().exclude(recommendations=None).order_by("slug").first()
    asked = Recommendation.objects.published().filter(dialogues=forum).order_by("code").first()
    return [
        "",
        f"forum={forum.slug}",
        f"forum={forum.slug}&state=silent&state=silent_so_far",
        f"topic={asked.topic.code}",
        f"recommender={asked.recommender.slug}&kind={asked.kind}",
        f"q={asked.topic.name.split()[0]}",
        f"since={asked.made_on.year}&until={asked.made_on.year}",
        "sort=-made",
        "sort=silent",
        "sort=-days",
        "sort=state",
        "sort=topic",
        "sort=-forum",
    ]


def rows_of(filterset) -> list[tuple[str, str]]:
    found = []
    for row in filterset.results():
        row = getattr(row, "pairing", row)
        code = row.code if isinstance(row, KeptCourse) else row.recommendation.code
        found.append((code, row.dialogue.slug if row.dialogue else ""))
    return found


def sorted_by(filterset, order: str) -> list:
    """What the rows are sorted by, in their order: two rows that are equal in it may stand either way."""
    found = []
    for row in filterset.results():
        row = getattr(row, "pairing", row)
        course = row if isinstance(row, KeptCourse) else row.course
        made = row.made_on if isinstance(row, KeptCourse) else row.recommendation.made_on
        topic = row.topic if isinstance(row, KeptCourse) else row.recommendation.topic
        values = {"made": made, "silent": course.silent, "days": course.days, "state": str(course.standing),
                  "topic": topic.pk, "forum": row.dialogue and row.dialogue.pk}  # fmt: skip
        found.append(values[order.removeprefix("-")])
    return found


def counts_of(filterset) -> dict[str, dict[str, int]]:
    return {
        facet.name: {option.value: option.count for option in facet.options if option.count}
        for facet in filterset.facets()
    }


@pytest.mark.parametrize(
    ("kept", "derived"),
    [
        (CourseFilterSet, lambda query, ledger: RecommendationFilterSet(query, ledger.pairings())),
        (SilentCourseFilterSet, lambda query, ledger: MissedFilterSet(query, missed_rows(ledger.pairings()))),
    ],
    ids=["recommendations", "missed"],
)
def test_kept_courses_are_listed_as_derived_ones(record, kept, derived):
    courses = courses_on(ON)
    assert courses is not None
    for query in queries():
        asked, ledger = QueryDict(query), Ledger(ON)
        mine, theirs = kept(asked, ON, courses), derived(asked, ledger)
        assert sorted(rows_of(mine)) == sorted(rows_of(theirs)), query
        assert counts_of(mine) == counts_of(theirs), query
        assert mine.by_standing() == theirs.by_standing() if kept is CourseFilterSet else True, query
        if "sort" in query:
            assert sorted_by(mine, query[5:]) == sorted_by(theirs, query[5:]), query
        else:
            assert rows_of(mine) == rows_of(theirs), query


def test_what_home_says_of_recommendations_is_what_the_pairings_say(record):
    ledger = Ledger(ON)
    kept, derived = AskedSums(ON), DerivedSums(ledger)
    assert kept.headline(Tally()) == derived.headline(Tally())
    assert kept.recommenders() == derived.recommenders()
    assert kept.n_pairings == derived.n_pairings > 0
    named = Counter(pairing.dialogue.pk for pairing in derived.pairings if pairing.dialogue)
    assert sorted(kept.busiest) == sorted(derived.busiest)
    assert {named[pk] for pk in kept.busiest} == {max(named.values())}
    shown = [[p.recommendation.code for p in sums.longest_silences(ledger, 9)] for sums in (kept, derived)]
    assert shown[0] == shown[1] and shown[0]


def test_what_is_kept_of_recommendations_is_what_their_courses_add_up_to_on_any_day(record):
    days = sorted(set(KeptCourse.objects.values_list("made_on", flat=True)))
    whole = AskedSums(ON)
    counted = asked_together(whole.counted())
    assert whole.told is whole.whole and counted["pairs"]
    for name, rows in counted.items():
        assert sorted(map(str, rows)) == sorted(str(row) for row in whole.whole[name] if row.n or row.key), (
            name
        )
    first = AskedSums(days[0])
    made = KeptCourse.objects.filter(made_on=days[0])
    assert len(days) > 1 and first.n_pairings == made.count() < whole.n_pairings
    assert sum(first.pairs().values()) == made.values("dialogue", "topic").distinct().count()


def test_patterns_are_counted_as_the_papers_show_them(record):
    told = patterns_at(set(Meeting.objects.values_list("pk", flat=True)))
    cells = CurrentCell.objects.filter(pk__in=told).select_related("dialogue", "topic")
    filterset = DivergenceFilterSet(QueryDict(""), ON)
    assert filterset.by_pattern == Counter(pattern.value for pattern in told.values())
    counts = counts_of(filterset)
    assert counts["forum"] == Counter(cell.dialogue.slug for cell in cells)
    assert counts["topic"] == Counter(cell.topic.code for cell in cells)
    rows = filterset.results()
    assert len(rows) == len(told)
    assert [row.cell.pk for row in compared(rows[5:25])] == [row.finding_id for row in rows[0:25]][5:]
    forum = cells[0].dialogue.slug
    narrowed = DivergenceFilterSet(QueryDict(f"forum={forum}"), ON)
    assert narrowed.by_pattern == Counter(
        told[cell.pk].value for cell in cells if cell.dialogue.slug == forum
    )


def test_an_option_of_too_many_rows_is_not_counted(record, monkeypatch):
    filterset = DivergenceFilterSet(QueryDict(""), ON)
    assert filterset.count_options("recommender")
    monkeypatch.setattr(DivergenceFilterSet, "most_counted", 3)
    assert filterset.count_options("recommender") is None
    facet = next(facet for facet in filterset.facets() if facet.name == "recommender")
    assert facet.shown and all(option.count is None for option in facet.shown), (
        "they are still there to be chosen"
    )


def test_of_a_past_day_with_very_many_rows_forums_and_topics_are_not_counted(record, monkeypatch):
    past = CurrentCell.objects.filter(pattern__gt="").order_by("held_on").last().held_on - timedelta(days=1)
    counted = DivergenceFilterSet(QueryDict(""), past)
    assert not counted.tallied and counted.count_options("forum") and counted.count_options("topic")
    monkeypatch.setattr(DivergenceFilterSet, "most_counted", 3)
    many = DivergenceFilterSet(QueryDict(""), past)
    assert many.count_options("forum") is many.count_options("topic") is None
    assert many.by_pattern == counted.by_pattern, "the patterns are always counted"
    now = DivergenceFilterSet(QueryDict(""), ON)
    assert now.count_options("forum"), "what is kept needs no counting"
