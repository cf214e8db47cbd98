"""Over random small records: no place counts a cell whose absence could not have been shown, and all places agree."""

from collections import Counter, defaultdict
from datetime import date
from html import unescape
from typing import NamedTuple

from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from agenda.coverage.rates import Tally
from agenda.coverage.sentences import course_sentence, tally_sentence
from agenda.models import Dialogue, Meeting
from tests.support import factories as f
from tests.support.data import as_csv, as_json, body
from tests.support.pages import text

TOPICS, FORUMS = ("cables", "space"), ("ns", "ew")
FOUND = ("raised", "partly_raised")
days = st.dates(date(2022, 1, 1), date(2023, 12, 31))


class Talk(NamedTuple):
    """A meeting: papers as (is joint, was read whole), what was found of each topic, a joint paper found later."""

    forum: str
    day: date
    papers: list[tuple[bool, bool]]
    found: dict[str, str | None]
    unread_later: bool

    @property
    def absence_shown(self) -> bool:
        """The rule in plain words, written anew: a paper read whole, and no joint paper that was not."""
        papers = [*self.papers, *([(True, False)] if self.unread_later else [])]
        return any(whole for _joint, whole in self.papers) and all(whole for joint, whole in papers if joint)

    def outcome(self, topic: str) -> str | None:
        """What was published of the topic, before the later paper came to light."""
        found = self.found[topic]
        if found != "nothing":
            return found
        return "not_raised" if self._replace(unread_later=False).absence_shown else "not_determinable"

    def judged(self, topic: str) -> str:
        """ "found", "silent", or "unjudged"."""
        outcome = self.outcome(topic)
        if outcome in FOUND:
            return "found"
        return "silent" if outcome == "not_raised" and self.absence_shown else "unjudged"


class Ask(NamedTuple):
    topic: str
    forum: str
    day: date
    withdrawn: date | None

    def stands_at(self, talk: Talk) -> bool:
        return (
            self.forum == talk.forum
            and self.day < talk.day
            and not (self.withdrawn and self.withdrawn <= talk.day)
        )


papers = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=2)
talks = st.builds(
    Talk,
    st.sampled_from(FORUMS),
    days,
    papers,
    st.fixed_dictionaries({topic: st.sampled_from([None, *FOUND, "nothing", "nothing"]) for topic in TOPICS}),
    st.booleans(),
)
asks = st.builds(Ask, st.sampled_from(TOPICS), st.sampled_from(FORUMS), days, st.none()) | days.flatmap(
    lambda day: st.builds(
        Ask, st.sampled_from(TOPICS), st.sampled_from(FORUMS), st.just(day), st.dates(day, date(2024, 1, 1))
    )
)


def build(held: list[Talk], asked: list[Ask], covered_until: date | None) -> None:
    f.codebook()
    topics = {code: f.topic(code, code=code) for code in TOPICS}
    forums = {slug: f.dialogue(slug=slug, short_name=slug, covered_until=covered_until) for slug in FORUMS}
    analyst, reviewer = f.user("Analyst"), f.user("Reviewer")
    for number, talk in enumerate(held):
        meeting = f.meeting(forums[talk.forum], talk.day.isoformat(), slug=f"talk-{number}")
        shown = [
            f.document(
                meeting,
                kind="joint_readout" if joint else "readout",
                completeness="full" if whole else "part",
            )
            for joint, whole in talk.papers
        ]
        for code, topic in topics.items():
            if talk.found[code]:
                f.finding(meeting, topic, talk.outcome(code), documents=shown, by=analyst, reviewer=reviewer)
        if talk.unread_later:
            f.document(meeting, kind="joint_statement", completeness="not_read")
    for number, ask in enumerate(asked):
        f.recommendation(
            topics[ask.topic],
            forums[ask.forum],
            on=ask.day.isoformat(),
            code=f"R-{number}",
            withdrawn_on=ask.withdrawn,
        )


def tally_of(cells: list[tuple[Talk, str]]) -> Counter:
    """The counts a careful reader would make by hand."""
    counts: Counter = Counter()
    for talk, topic in cells:
        outcome = talk.outcome(topic)
        if outcome in FOUND:
            counts[outcome if talk.absence_shown else f"{outcome}_in_part"] += 1
        elif outcome:
            counts["not_raised" if talk.judged(topic) == "silent" else "not_determinable"] += 1
    return counts


def assert_rates_agree(client, held: list[Talk]) -> None:
    """Every place that states a rate counts what the hand counts, and no more."""
    cells = [(talk, topic) for talk in held for topic in TOPICS]
    everything = Tally(**tally_of(cells))
    assert (
        sum(talk.absence_shown and talk.outcome(topic) in (*FOUND, "not_raised") for talk, topic in cells)
        == everything.N
    )
    home = client.get("/").context
    assert home["tally"] == everything
    assert (
        sum((cell.tally for _topic, row in home["glance"].rows for cell in row if cell.tally), Tally())
        == everything
    )
    listed = client.get("/topics/").context
    assert listed["total"] == everything
    assert sum(int(row["N"]) for row in as_csv(client, "/pictures/rates/all.csv")) == everything.N
    exported = {row["code"]: row for row in as_json(client, "/topics.json")}
    for code in TOPICS:
        expected = Tally(**tally_of([cell for cell in cells if cell[1] == code]))
        assert {row.topic.code: row.tally for row in listed["page"].object_list}[code] == expected
        assert client.get(f"/topics/{code}/").context["tally"] == expected
        assert (exported[code]["N"], exported[code]["raised_in_part"]) == (
            expected.N,
            expected.raised_in_part,
        )
        assert exported[code]["strict_rate"] == (expected.strict_rate and round(expected.strict_rate, 6))
    for slug in FORUMS:
        expected = Tally(**tally_of([cell for cell in cells if cell[0].forum == slug]))
        assert client.get(f"/dialogues/{slug}/").context["tally"] == expected
        assert sum(int(row["N"]) for row in as_csv(client, f"/pictures/rates/{slug}.csv")) == expected.N
        assert tally_sentence(expected) in text(client.get(f"/embed/rates/{slug}/"))
    assert_only_judged_silence_is_said(client, held)


def assert_only_judged_silence_is_said(client, held: list[Talk]) -> None:
    """What "not mentioned here" and "not repeated" are said of could have been shown."""
    judged = {(f"talk-{n}", topic): talk.judged(topic) for n, talk in enumerate(held) for topic in TOPICS}
    for row in as_json(client, "/elsewhere.json"):
        assert judged[row["meeting"], row["topic"]] == "silent" and row["reach"]
    for row in as_json(client, "/changes.json"):
        ends = judged[row["earlier"], row["topic"]], judged[row["later"], row["topic"]]
        assert (row["change"] == "new") == (ends == ("silent", "found"))
        assert (row["change"] == "not_repeated") == (ends == ("found", "silent"))


def assert_meetings_agree(client, held: list[Talk], asked: list[Ask]) -> None:
    """A meeting's page and its feed entry state one tally, its unassessed recommended topics included."""
    feed = unescape(unescape(body(client.get("/feed/")).decode()))
    for number, talk in enumerate(held):
        counts = tally_of([(talk, topic) for topic in TOPICS])
        expected = {ask.topic for ask in asked if ask.stands_at(talk)}
        counts["not_assessed"] = sum(talk.found[topic] is None for topic in expected)
        tally = client.get(f"/meetings/talk-{number}/").context["tally"]
        assert tally == Tally(**counts)
        if any(talk.found.values()):
            assert tally_sentence(tally) in feed


def assert_waits_agree(client, held: list[Talk], asked: list[Ask]) -> None:
    """The list, the pages, the missed page, its picture, the export, the brief and home state one course."""
    courses = {
        p.recommendation.code: p.course for p in client.get("/recommendations/").context["page"].object_list
    }
    silent: dict[str, tuple] = {}
    in_force = {f"R-{n}" for n, ask in enumerate(asked) if not ask.withdrawn}
    for number, ask in enumerate(asked):
        code, since = f"R-{number}", sorted((t for t in held if ask.stands_at(t)), key=lambda talk: talk.day)
        course, judged = courses[code], Counter(talk.judged(ask.topic) for talk in since)
        ((pairing, _since),) = client.get(f"/recommendations/{code}/").context["courses"]
        assert told(pairing.course) == told(course)
        if not judged["found"]:
            assert (course.silent, course.unjudged, course.first) == (
                judged["silent"],
                judged["unjudged"],
                None,
            )
            if course.silent and code in in_force:
                silent[code] = course.silent, course.unjudged, course.days
    for row in as_json(client, "/recommendations.json"):
        course = courses[row["code"]]
        assert (row["state"], row["silent"], row["not_judged"], row["days"]) == (
            course.standing, course.silent, course.unjudged, course.days)  # fmt: skip
    missed = client.get("/missed/").context["page"].object_list
    assert {
        row.recommendation.code: (len(row.silences), row.course.unjudged, row.course.days) for row in missed
    } == silent
    picture = as_csv(client, "/pictures/waiting/all.csv")
    assert [row["Recommendation"] for row in picture] == [row.recommendation.code for row in missed]
    assert {row["Recommendation"]: row["Silent"] for row in picture} == {
        code: str(n) for code, (n, _unjudged, _days) in silent.items()
    }
    home = client.get("/").context
    assert {pairing.recommendation.code for pairing, _since in home["silent"]} <= silent.keys()
    assert sum(n for _standing, n in home["headline"].rows) == len({(ask.topic, ask.forum) for ask in asked})
    assert_briefs_agree(client, courses)


def told(course) -> list:
    """What pages say of a course, whether it was derived from its meetings or is kept."""
    names = ("standing", "meetings", "silent", "unjudged", "days", "first", "at_least", "record_ends_on")
    return [getattr(course, name) for name in names]


def assert_briefs_agree(client, courses) -> None:
    by_forum = defaultdict(list)
    for slug in FORUMS:
        by_forum[slug] = client.get(f"/dialogues/{slug}/brief/").context["brief"].items
        markdown = client.get(f"/dialogues/{slug}/brief.md").content.decode()
        for item in by_forum[slug]:
            assert told(item.pairing.course) == told(courses[item.pairing.recommendation.code])
            assert course_sentence(item.pairing.course) in markdown
            assert (
                ("not mentioned in the published readouts read whole" in markdown)
                or item.last
                or not item.silent
            )


LATE = Talk("ns", date(2023, 1, 1), [(False, True)], {"cables": "nothing", "space": "raised"}, True)
"""A joint paper came to light after findings were published: they show no absence any more."""


@example(held=[LATE], asked=[Ask("cables", "ns", date(2022, 1, 1), None)], covered_until=None)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    held=st.lists(talks, min_size=1, max_size=4, unique_by=lambda talk: talk.day),
    asked=st.lists(asks, max_size=4),
    covered_until=st.none() | days,
)
def test_no_place_counts_what_could_not_be_shown_and_all_places_agree(db, client, held, asked, covered_until):
    with transaction.atomic():
        build(held, asked, covered_until)
        assert Meeting.objects.count() == len(held) and Dialogue.objects.count() == len(FORUMS)
        assert_rates_agree(client, held)
        assert_meetings_agree(client, held, asked)
        assert_waits_agree(client, held, asked)
        transaction.set_rollback(True)
