"""Planned, elsewhere, claims, compare, and every question of them as of an earlier day."""

import pytest

from agenda.models import Claim, Plan
from agenda.questions.claims import Verdict, verdict_on
from tests.support import factories as f
from tests.support.pages import text


@pytest.fixture
def forum(db):
    f.codebook()
    return f.dialogue(short_name="NS", name="North-South Talks", slug="ns")


@pytest.fixture
def cables(forum):
    """A topic recommended in March 2022, not mentioned in June 2022, assessed as raised in June 2023."""
    topic = f.topic("Cables", code="cables")
    f.recommendation(topic, forum, on="2022-03-01", code="R-C")
    f.finding(f.meeting(forum, "2022-06-01", title="First talk", slug="first"), topic, "not_raised")
    return topic


def rows(client, address):
    return client.get(address).context["page"].object_list


def test_as_of_answers_as_the_record_of_meetings_stood(client, forum, cables):
    f.finding(f.meeting(forum, "2023-06-01", title="Second talk"), cables, "raised")
    assert [row.recommendation.code for row in rows(client, "/missed/?as_of=2022-12-31")] == ["R-C"]
    assert rows(client, "/missed/?as_of=2022-05-31") == []
    page = client.get("/missed/?as_of=2022-12")
    assert "As of 31 December 2022" in text(page)
    for address in ("/", "/dialogues/", "/dialogues/ns/", "/topics/", "/topics/cables/", "/recommendations/",
                    "/recommendations/R-C/", "/divergence/", "/planned/", "/elsewhere/", "/wording/", "/claims/",
                    "/wording/ns/cables/", "/compare/?forum=ns", "/dialogues/ns/brief/"):  # fmt: skip
        glue = "&" if "?" in address else "?"
        said = text(client.get(f"{address}{glue}as_of=2022-12-31"))
        assert "As of 31 December 2022" in said and "Second talk" not in said, address
        said = text(client.get(f"{address}{glue}as_of=01/12/2022"))
        assert "“01/12/2022” could be two days" in said and "Shown as of today" in said, address


def test_planned_and_unreported(client, forum, cables):
    meeting = forum.meetings.get(slug="first")
    paper = f.document(meeting, kind="announcement", title="Announcement")
    Plan.objects.create(document=paper, topic=cables, summary="Cables were promised.", is_published=True)
    said = text(client.get("/planned/"))
    assert "1 not mentioned." in said and "Cables were promised." in said
    assert "○ not mentioned Not mentioned in the published readouts" in said
    assert rows(client, "/planned/?afterwards=raised") == []


def test_elsewhere_keeps_to_the_window_and_to_other_dialogues(client, forum, cables):
    f.finding(f.meeting(forum, "2022-07-01"), cables, "raised")
    there = f.dialogue(short_name="EW", slug="ew")
    near, far = f.meeting(there, "2022-05-22", title="Near"), f.meeting(there, "2024-06-01", title="Far")
    for meeting in (near, far):
        f.finding(meeting, cables, "raised")
    (row,) = rows(client, "/elsewhere/")
    assert [(mention.occasion.title, mention.days) for mention in row.mentions] == [("Near", -10)]
    assert row.was_recommended
    assert "10 days before" in text(client.get("/elsewhere/"))
    assert len(rows(client, "/elsewhere/?window=900")[0].mentions) == 2
    assert rows(client, "/elsewhere/?window=5") == [] and rows(client, "/elsewhere/?recommended=no") == []
    assert "is not a number of days from 1 to 3650" in text(client.get("/elsewhere/?window=soon"))


@pytest.mark.parametrize(
    "claimed, found, verdict",
    [
        ("raised", "raised", Verdict.BORNE_OUT), ("raised", "partly_raised", Verdict.IN_PART),
        ("partly_raised", "raised", Verdict.IN_PART), ("not_raised", "partly_raised", Verdict.NOT_BORNE_OUT),
        ("raised", "not_raised", Verdict.NOT_BORNE_OUT), ("raised", "not_determinable", Verdict.CANNOT_TELL),
        ("raised", None, Verdict.CANNOT_TELL),
    ],
)  # fmt: skip
def test_verdicts(claimed, found, verdict):
    assert verdict_on(claimed, found) is verdict


def test_claims_are_shown_beside_the_record_and_not_before_they_were_made(client, forum, cables):
    paper = f.document(kind="article", is_official=False, on="2022-09-01", title="Article")
    Claim.objects.create(document=paper, locator="paragraph 3", meeting=forum.meetings.get(), topic=cables,
                         outcome="raised", is_published=True)  # fmt: skip
    said = text(client.get("/claims/"))
    assert "1: the record does not bear it out" in said and "paragraph 3" in said
    assert (
        rows(client, "/claims/?verdict=borne_out") == [] and rows(client, "/claims/?as_of=2022-08-31") == []
    )


def test_compare_forums_and_periods(client, forum, cables):
    there = f.dialogue(short_name="EW", slug="ew")
    f.finding(f.meeting(there, "2023-05-22"), cables, "raised")
    said = text(client.get("/compare/?forum=ns&forum=ew"))
    assert "Cables 0/1 1/1" in said
    f.finding(f.meeting(forum, "2024-06-01"), cables, "raised")
    said = text(client.get("/compare/?forum=ns&since=2022&until=2022&then_since=2024&then_until=2024"))
    assert "NS, 2022" in said and "NS, 2024" in said and "Cables 0/1 1/1" in said
    assert "One column is chosen" in text(client.get("/compare/?forum=ns"))
    assert "Choose two or three forums" in text(client.get("/compare/"))
    others = [f.dialogue().slug for _ in range(2)]
    query = "&".join(f"forum={slug}" for slug in ["ns", "ew", *others])
    assert "At most 3 forums fit side by side" in text(client.get(f"/compare/?{query}"))
