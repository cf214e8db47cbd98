"""A small record in which every kind of row stands in each of its states: a crawl of it meets each kind of page."""

from datetime import date

from django.utils import timezone

from agenda.actions import Judgement, Passage, adjudicate, publish, publish_undisputed, withdraw
from agenda.models import (
    Actor,
    Affiliation,
    Assignment,
    Body,
    Claim,
    Dialogue,
    Document,
    Meeting,
    Outcome,
    Plan,
    Topic,
)

from . import factories as f

TEXT = "They met.\n\nThey discussed cables at length.\n\nThey left."
SINCE = "2022-06-01"  # the day of the newest held meeting of the dialogue `ns`


def make_small_record() -> None:
    f.codebook()
    sides = make_actors()
    forum = make_dialogues(sides)
    first, newest = make_meetings(forum, sides)
    article = make_documents(first, newest, sides)
    make_findings(first, newest, article)
    make_recommendations(forum, article)
    make_claims_and_plans(first, article)


def make_actors() -> list[Actor]:
    sides = [f.actor("Northland", slug="north", name_ja="北国"), f.actor("Southland", slug="south")]
    for kind in Actor.Kind.values:
        f.actor(
            slug=f"a-{kind.replace('_', '-')}", kind=kind, parent=sides[0] if kind == "ministry" else None
        )
    return sides


def make_dialogues(sides) -> Dialogue:
    """One of each status; the active one, `ns`, has all that follows."""
    forum = f.dialogue(slug="ns", short_name="NS", name="North-South Dialogue", other_names=["N+S"])
    forum.members.set(sides)
    for status in Dialogue.Status.values:
        row = f.dialogue(slug=f"d-{status.replace('_', '-')}", status=status, parent=forum)
        row.members.set(sides)
    return forum


def make_meetings(forum, sides) -> tuple[Meeting, Meeting]:
    """Two meetings of the forum that were held, the first and the newest."""
    first = f.meeting(forum, "2022-05-06", slug="talk-1", place="Oslo", note="A first talk.")
    newest = f.meeting(forum, SINCE, slug="talk-2", format="phone")
    first.attendances.create(actor=sides[0], representative="A. Minister", office="Minister")
    for status in {*Meeting.Status.values} - {"held"}:
        f.meeting(forum, None if status == "postponed" else "2022-08", slug=f"m-{status}", status=status)
    f.meeting(forum, "2022-08-09", slug="m-days", status="cancelled", ends_on=date(2022, 8, 11))
    return first, newest


def make_documents(first, newest, sides) -> Document:
    """Readouts of both meetings read whole, elsewhere one of each kind and of each completeness; returns the article."""
    joint = f.document(first, sides[0], slug="p-joint", kind="joint_statement", title="Joint statement")
    joint.issuers.set(sides)
    own = f.document(first, sides[1], slug="p-own", url="https://example.org/own")
    abstract = f.document(newest, sides[0], slug="p-abstract")
    for paper, kind in ((own, "official_text"), (abstract, "abstract")):
        Body.objects.create(document=paper, kind=kind, text=TEXT, sha256=Body.digest(TEXT))
    other = f.meeting(f.dialogue(slug="other"), "2021", slug="elsewhere")
    for kind in Document.Kind.values:
        official = kind not in ("article", "report", "news")
        meeting, slug = other if official else None, f"k-{kind.replace('_', '-')}"
        f.document(meeting, sides[0], slug=slug, kind=kind, is_official=official)
    for completeness in Document.Completeness.values:
        f.document(other, sides[1], slug=f"c-{completeness.replace('_', '-')}", completeness=completeness)
    return Document.objects.get(slug="k-article")


def make_findings(first, newest, article) -> None:
    """One of each outcome, excluded, self-coded, agreed, adjudicated, superseded and withdrawn, each on its own topic."""
    reviewer = f.user("Reviewer")
    for outcome in Outcome.values:
        f.finding(first, f.topic(code=f"t-{outcome.replace('_', '-')}"), outcome)
    f.finding(newest, f.topic(code="t-excluded"), "not_raised", is_excluded=True)
    f.finding(newest, f.topic("Cables", code="cables", aliases=["cables"]), "raised", depth="commitment")
    f.finding(newest, f.topic(code="t-superseded"), "not_raised")
    superseding = f.assessment(newest, topic_of("t-superseded"), "raised")
    publish(superseding, by=reviewer, reason="Read again")
    withdraw(f.finding(newest, f.topic(code="t-withdrawn")), by=reviewer, reason="Another meeting's")
    f.topic(code="t-below", parent=f.topic(code="t-unassessed"))
    make_self_coded(newest, article)
    make_coded_by_two(newest, reviewer)


def make_self_coded(meeting, article) -> None:
    analyst, tank = f.user("Analyst"), f.actor(slug="tank", kind="think_tank")
    Affiliation.objects.create(user=analyst, organization=tank)
    topic = f.topic(code="t-self-coded")
    f.recommendation(topic, meeting.dialogue, recommender=tank, document=article, code="R-own")
    f.finding(meeting, topic, "raised", by=analyst)


def make_coded_by_two(meeting, reviewer) -> None:
    """Two analysts agree on one topic and not on another, which is ruled on."""
    agreed, disputed = f.topic(code="t-agreed"), f.topic(code="t-ruled")
    for outcome in ("raised", "not_raised"):
        analyst = f.user("Analyst")
        f.assessment(meeting, agreed, "not_raised", by=analyst)
        f.assessment(meeting, disputed, outcome, by=analyst)
        now = timezone.now()
        Assignment.objects.create(
            meeting=meeting, analyst=analyst, assigned_by=reviewer, submitted_at=now, first_submitted_at=now
        )
    publish_undisputed(meeting, by=reviewer)
    paper = meeting.documents.first()
    ruling = Judgement("raised", examined=[paper], passages=[Passage(paper, paragraph=2)])
    adjudicate(meeting, disputed, ruling, by=reviewer, reason="Paragraph 2 names it")


def make_recommendations(forum, article) -> None:
    """One that was raised, partly raised, not mentioned, cannot be told, waits, names no forum, was withdrawn."""
    source = {"recommender": Actor.objects.get(slug="a-person"), "document": article}
    for outcome in Outcome.values:
        code = outcome.replace("_", "-")
        f.recommendation(topic_of(f"t-{code}"), forum, code=f"R-{code}", **source)
    f.recommendation(topic_of("t-unassessed"), forum, on=SINCE, code="R-waiting", **source)
    cables = topic_of("cables")
    f.recommendation(cables, code="R-nowhere", kind="implicit", **source)
    f.recommendation(cables, forum, code="R-withdrawn", kind="reported", withdrawn_on="2022-04-01", **source)


def make_claims_and_plans(meeting, article) -> None:
    announcement = f.document(meeting, kind="announcement", slug="p-planned", on="2022-05-01")
    for code in ("t-raised", "t-not-raised"):
        row = {"topic": topic_of(code), "is_published": True}
        Plan.objects.create(document=announcement, summary="To be discussed.", **row)
        for outcome in ("raised", "not_raised"):
            Claim.objects.create(document=article, locator=outcome, meeting=meeting, outcome=outcome, **row)


def topic_of(code) -> Topic:
    return Topic.objects.get(code=code)
