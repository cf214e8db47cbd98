"""Every export that holds a topic not mentioned says how far the absence reaches."""

import pytest

from agenda.catalogue import TABLES
from agenda.models import Claim
from tests.support import factories as f
from tests.support.data import as_csv, as_json
from tests.support.pages import text

pytestmark = pytest.mark.django_db
WORDS = "Not mentioned in the published readouts of Northland. No readout of their own on record: Southland."


@pytest.fixture
def silence():
    """Cables, recommended and claimed, are not mentioned at one talk of ns, of which only Northland's paper is on record."""
    f.codebook()
    north, south = f.actor("Northland", slug="north"), f.actor("Southland", slug="south")
    forum = f.dialogue(slug="ns", short_name="NS")
    forum.members.set([north, south])
    cables = f.topic("Cables", code="cables")
    f.recommendation(cables, forum, on="2020-01-01", code="R-1")
    first, talk = f.meeting(forum, "2021-05-06", slug="first"), f.meeting(forum, "2022-05-06", slug="talk")
    f.finding(first, cables, "raised", documents=[f.document(first, north)])
    f.document(talk, north, slug="own")
    found = f.finding(talk, cables, "not_raised", documents=[talk.documents.get()])
    f.recommendation(cables, forum, on="2021-06-01", code="R-2")
    there = f.meeting(f.dialogue(slug="ew"), "2022-06-01", slug="there")
    f.finding(there, cables, "raised")
    return found


def test_every_table_with_an_outcome_has_a_column_for_its_reach():
    outcomes = ("outcome", "afterwards", "earlier_outcome", "later_outcome", "silent_at")
    for name, table in TABLES.items():
        if name != "divergence" and any(column in table.names for column in outcomes):
            assert [column for column in table.names if "reach" in column], name


@pytest.mark.parametrize(
    "name, column",
    [("findings", "reach"), ("elsewhere", "reach"), ("changes", "later_reach"), ("missed", "silent_reaches")],
)
def test_the_reach_stands_as_a_word_and_in_words(silence, client, name, column):
    rows = [row for row in as_json(client, f"/{name}.json") if row.get("meeting", "talk") == "talk"]
    words = f"{column}_words"
    assert [row[column] for row in rows if row[column]] == ([["part"]] if name == "missed" else ["part"])
    assert [row[words] for row in rows if row[words]] == ([[WORDS]] if name == "missed" else [WORDS])


def test_the_data_of_pictures_carry_it_too(silence, client):
    for address in ("/pictures/strip/cables.csv", "/pictures/matrix/ns.csv"):
        rows = as_csv(client, address)
        assert {row["Result"]: row["Reach"] for row in rows} == {"raised": "", "not mentioned": "part"}, (
            address
        )


def test_feed_pages_and_claims_say_it_in_words(silence, client):
    assert WORDS.removesuffix(".") in client.get("/feed/findings/").content.decode()
    for address in ("/missed/", "/elsewhere/", "/meetings/talk/", "/findings/talk/cables/"):
        assert WORDS in text(client.get(address)), address
    Claim.objects.create(document=f.document(kind="article"), topic=silence.topic, meeting=silence.meeting,
                         outcome="not_raised", locator="p. 1", is_published=True)  # fmt: skip
    assert "the record bears it out, as far as readouts were read" in text(client.get("/claims/"))
    assert as_json(client, "/claims.json")[0]["reach"] == "part"
