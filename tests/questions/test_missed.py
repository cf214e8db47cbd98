"""Recommended and found silent: the page, its picture, its filters, and the home page's list."""

from datetime import date

import pytest

from agenda.coverage.courses import Standing
from tests.support import factories as f
from tests.support.data import as_csv, as_json
from tests.support.pages import text


@pytest.fixture
def forum(db):
    f.codebook()
    return f.dialogue(short_name="NS", name="North-South Talks", slug="ns", covered_until=date(2024, 9, 26))


@pytest.fixture
def cables(forum):
    """A topic recommended in March 2022 and not mentioned in June 2022."""
    topic = f.topic("Cables", code="cables")
    f.recommendation(topic, forum, on="2022-03-01", code="R-C", recommender=f.actor("Ada", slug="ada"))
    f.finding(f.meeting(forum, "2022-06-01", title="First talk", slug="first"), topic, "not_raised")
    return topic


def rows(client, address="/missed/"):
    return client.get(address).context["page"].object_list


def test_ranked_by_meetings_found_silent_with_the_documents_examined(client, forum, cables):
    other = f.topic("Space", code="space")
    f.recommendation(other, forum, on="2022-03-01", code="R-S")
    for day in ("2022-07-01", "2022-08-01"):
        f.finding(f.meeting(forum, day), other, "not_raised")
    found = rows(client)
    assert [(row.recommendation.code, len(row.silences)) for row in found] == [("R-S", 2), ("R-C", 1)]
    (silence,) = found[1].silences
    page = client.get("/missed/").content.decode()
    assert f'href="{silence.cell.address}"' in page
    assert f'href="{silence.documents[0].get_absolute_url()}"' in page
    said = text(client.get("/missed/"))
    assert "Recommended and found silent" in said
    assert (
        "Silent at 1 of 3; 2 could not be judged; 940 days; the record of this dialogue ends on 26 September 2024"
        in said
    )


def test_what_could_not_be_judged_is_not_missed(client, forum):
    for name, outcome in (("Unread", "not_determinable"), ("Unassessed", None)):
        topic = f.topic(name)
        f.recommendation(topic, forum, on="2022-03-01")
        if outcome:
            f.finding(f.meeting(forum, "2022-06-01"), topic, outcome)
    assert rows(client) == []
    assert "No recommendation in force was found silent" in text(client.get("/missed/"))
    states = {pairing.course.standing for pairing in rows(client, "/recommendations/")}
    assert states == {Standing.CANNOT_BE_TOLD}


def test_what_was_raised_since_or_withdrawn_is_not_missed(client, forum, cables):
    f.finding(f.meeting(forum, "2023-06-01"), cables, "raised")
    gone = f.topic("Gone")
    f.recommendation(gone, forum, on="2022-03-01", withdrawn_on="2023-01-01")
    f.finding(f.meeting(forum, "2022-07-01"), gone, "not_raised")
    assert rows(client) == []


def test_page_picture_home_list_and_export_state_one_sum(client, forum, cables):
    f.recommendation(cables, forum, on="2022-04", code="R-D")
    f.meeting(forum, "2022-09-01")
    sums = [
        (row.recommendation.code, row.course.silent, row.course.unjudged, row.course.days)
        for row in rows(client)
    ]
    assert [row[:3] for row in sums] == [("R-C", 1, 1), ("R-D", 1, 1)]
    columns = ("Recommendation", "Silent", "Could not be judged", "Days")
    picture = as_csv(client, "/pictures/waiting/all.csv")
    assert [tuple(str(value) for value in row) for row in sums] == [
        tuple(row[name] for name in columns) for row in picture
    ]
    export = as_json(client, "/recommendations.json?state=silent_so_far")
    assert [(row["code"], row["silent"], row["not_judged"], row["days"]) for row in export] == sums
    assert {row["record_ends_on"] for row in export} == {"2024-09-26"}
    ((at_home, _since),) = client.get("/").context["silent"]
    assert at_home.recommendation.code == "R-C", "one line a topic and dialogue"
    assert "could not be judged; record ends 26 Sep 2024" in text(client.get("/"))


@pytest.mark.parametrize(
    "before, now",
    [
        ("state=missed", ["silent"]),
        ("state=undetermined", ["silent_so_far", "cannot_be_told"]),
        ("state=waiting&state=raised", ["no_meeting_since", "raised"]),
    ],
)
def test_states_as_they_were_called_before_keep_their_meaning(client, forum, cables, before, now):
    page = client.get(f"/recommendations/?{before}")
    assert page.context["filterset"].cleaned()["state"] == now and not page.context["filterset"].problems
    assert client.get(f"/recommendations.json?{before}").status_code == 200


def test_filtered_by_who_recommends(client, forum, cables):
    other = f.topic("Space", code="space")
    bo = f.actor("Bo", slug="bo")
    f.recommendation(other, forum, on="2022-03-01", code="R-S", recommender=bo)
    f.finding(forum.meetings.get(), other, "not_raised")
    for address in ("/missed/", "/recommendations/"):
        for name in ("recommender", "who"):
            assert [row.recommendation.code for row in rows(client, f"{address}?{name}=bo")] == ["R-S"]
    assert [row["code"] for row in as_json(client, "/recommendations.json?who=bo")] == ["R-S"]
    assert [row.topic.code for row in rows(client, "/topics/?recommender=bo")] == ["space"]
    assert "is not one of the choices" in text(client.get("/topics/?recommender=nobody"))
