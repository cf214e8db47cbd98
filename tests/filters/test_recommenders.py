"""Every list of cells, meetings and documents can be narrowed to what one recommender asked for."""

import pytest

from agenda.models import Claim, Dialogue, Recommendation
from tests.support import factories as f
from tests.support.data import as_json
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Ana asked for cables at ns before the later talk; Bo for chips, and withdrew; nobody for ports."""
    f.codebook()
    north, south = f.actor("Northland", slug="north"), f.actor("Southland", slug="south")
    forum, other = f.dialogue(slug="ns", short_name="NS"), f.dialogue(slug="ew", short_name="EW")
    forum.members.set([north, south])
    cables, chips, ports = (f.topic(name, code=name) for name in ("cables", "chips", "ports"))
    ana, bo = f.actor("Ana", slug="ana", kind="person"), f.actor("Bo", slug="bo", kind="person")
    f.recommendation(cables, forum, on="2022-01-01", code="R-A", recommender=ana)
    f.recommendation(chips, forum, on="2022-01-01", code="R-B", recommender=bo, withdrawn_on="2022-06-01")
    for slug, day in (("early", "2021-05-01"), ("middle", "2022-05-01"), ("late", "2023-05-01")):
        meeting = f.meeting(forum, day, slug=slug)
        papers = [f.document(meeting, north), f.document(meeting, south)]
        for topic, outcome in ((cables, "raised"), (chips, "raised"), (ports, "not_raised")):
            f.finding(meeting, topic, outcome, documents=papers)
    f.finding(f.meeting(other, "2023-05-02", slug="there"), ports, "raised")
    for slug, topic in (("middle", cables), ("late", chips)):
        meeting = forum.meetings.get(slug=slug)
        Claim.objects.create(
            document=f.document(kind="article"),
            topic=topic,
            meeting=meeting,
            outcome="raised",
            locator="p. 1",
            is_published=True,
        )


def cells(rows) -> set:
    return {(row["meeting"], row["topic"]) for row in rows}


def test_cells_are_those_recommended_before_the_meeting_and_not_withdrawn_by_then(asked, client):
    ana = {("middle", "cables"), ("late", "cables")}
    assert cells(as_json(client, "/findings.json?recommender=ana")) == ana
    assert cells(as_json(client, "/findings.json?recommender=bo")) == {("middle", "chips")}
    assert cells(as_json(client, "/divergence.json?recommender=ana")) == ana
    assert cells(as_json(client, "/divergence.json?recommender=ana&recommender=bo")) == ana | {
        ("middle", "chips")
    }
    assert cells(as_json(client, "/claims.json?recommender=ana")) == {("middle", "cables")}
    assert not as_json(client, "/claims.json?recommender=bo"), "withdrawn before the late talk"
    assert not as_json(client, "/elsewhere.json?recommender=ana") and as_json(client, "/elsewhere.json")


def test_meetings_and_documents(asked, client):
    assert {row["slug"] for row in as_json(client, "/meetings.json?recommender=bo")} == {"middle"}
    assert {row["slug"] for row in as_json(client, "/meetings.json?recommender=ana")} == {"middle", "late"}
    source = Recommendation.objects.get(code="R-A").document.slug
    assert [row["slug"] for row in as_json(client, "/documents.json?recommender=ana")] == [source]


@pytest.mark.parametrize(
    "name", ["meetings", "documents", "divergence", "elsewhere", "planned", "claims", "changes"]
)
def test_the_page_offers_it_with_counts_as_its_data_do(asked, client, name):
    response = client.get(f"/{name}/")
    (facet,) = [facet for facet in response.context["filterset"].facets() if facet.name == "recommender"]
    assert {option.label for option in facet.options} >= {"Ana", "Bo"}
    for option in facet.options:
        assert option.count == len(as_json(client, f"/{name}.json?recommender={option.value}")), option
    assert "“nobody” is not one of the choices" in text(client.get(f"/{name}/?recommender=nobody"))


def test_whoever_makes_no_public_recommendation_is_no_choice(asked, client):
    Recommendation.objects.filter(code="R-B").update(is_published=False)
    assert "Bo" not in text(client.get("/divergence/")) and "Ana" in text(client.get("/divergence/"))


def counts(client, address: str, name: str) -> dict[str, int]:
    facets = client.get(address).context["filterset"].facets()
    return {option.value: option.count for facet in facets if facet.name == name for option in facet.options}


def test_a_chosen_forum_narrows_recommenders_and_a_recommender_does_not_empty_other_forums(asked, client):
    forum, di = Dialogue.objects.get(slug="ew"), f.actor("Di", slug="di", kind="person")
    f.recommendation(f.topic(code="wood"), forum, on="2022-01-01", recommender=di)
    of_forum = counts(client, "/meetings/?forum=ns", "recommender")
    assert of_forum["ana"] == 2 and of_forum["bo"] == 1 and not of_forum["di"]
    of_both = counts(client, "/meetings/?forum=ns&recommender=di", "forum")
    assert of_both["ew"] == 1 and not of_both["ns"], "the other forum is counted by what was asked of it"
