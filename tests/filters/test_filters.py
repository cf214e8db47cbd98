import pytest

from tests.support.pages import text


def titles(response):
    return [row.title for row in response.context["page"]]


def codes(response):
    return [row.topic.code for row in response.context["page"]]


def facet(response, name):
    found = next(facet for facet in response.context["facets"] if facet["name"] == name)
    return {option.value: option.count for option in found["options"]}


@pytest.mark.parametrize(
    "query, count",
    [
        ("forum=quad", 15),
        ("forum=quad&forum=jwlc", 16),
        ("level=working", 1),
        ("status=held", 56),
        ("status=cancelled", 0),
        ("since=2025", 3),
        ("until=2019", 3),
        ("forum=quad&level=leaders&since=2022&until=2022", 2),
        ("q=hiroshima", 2),
        ("q=economic+two+plus+two", 5),
    ],
)
def test_meetings(record, client, query, count):
    assert client.get(f"/meetings/?{query}").context["page"].paginator.count == count


@pytest.mark.parametrize(
    "query, count",
    [
        ("forum=eppd", 7),
        ("kind=announcement", 2),
        ("read=not_read", 7),
        ("publisher=kantei", 2),
        ("since=2025&kind=joint_statement", 3),
        ("until=2019", 5),
        ("q=psaki", 1),
    ],
)
def test_documents(record, client, query, count):
    assert client.get(f"/documents/?{query}").context["page"].paginator.count == count


def test_topics_by_forum_with_counts(record, client):
    response = client.get("/topics/?forum=quad")
    rows = {row.topic.code: row.tally for row in response.context["page"]}
    asean = rows["asean"]
    assert (asean.raised, asean.partly_raised, asean.not_raised, asean.not_determinable) == (8, 0, 1, 1)
    assert "8/9 = 89 %" in text(response)


def test_topic_filters_hold_for_one_cell_together(record, client):
    """A topic raised at the Quad in 2021 and missing elsewhere in 2024 is not "missing at the Quad in 2024"."""
    from agenda.models import Finding

    response = client.get("/topics/?forum=us-japan-leaders&outcome=partly_raised&since=2022&until=2022")
    expected = set(
        Finding.objects.published()
        .filter(
            meeting__dialogue__slug="us-japan-leaders", outcome="partly_raised", meeting__held_on__year=2022
        )
        .values_list("topic__code", flat=True)
    )
    assert expected and set(codes(response)) == expected


@pytest.mark.parametrize("query, count", [
    ("recommended=yes", 18), ("recommended=no", 16), ("forum=jhlc&recommended=yes", 7), ("q=O-RAN", 1),
    ("q=quantum", 1),
])  # fmt: skip
def test_topics_recommended_or_not_and_by_text(record, client, query, count):
    from agenda.models import Recommendation

    assert Recommendation.objects.values("topic").distinct().count() == 18
    assert len(codes(client.get(f"/topics/?{query}"))) == count


def test_counts_beside_the_options_are_what_choosing_them_gives(record, client):
    base = "since=2022&outcome=raised"
    response = client.get(f"/topics/?{base}")
    for forum, count in facet(response, "forum").items():
        assert len(codes(client.get(f"/topics/?{base}&forum={forum}"))) == count, forum
    for outcome, count in facet(client.get("/topics/?forum=quad&since=2023"), "outcome").items():
        assert len(codes(client.get(f"/topics/?forum=quad&since=2023&outcome={outcome}"))) == count, outcome
    for said, count in facet(response, "recommended").items():
        assert len(codes(client.get(f"/topics/?{base}&recommended={said}"))) == count, said
    for level, count in facet(client.get("/meetings/?forum=quad"), "level").items():
        assert client.get(f"/meetings/?forum=quad&level={level}").context["page"].paginator.count == count


@pytest.mark.parametrize(
    "query, standing",
    [("state=raised", "raised"), ("state=waiting", "waiting"), ("state=undetermined", "undetermined"),
     ("state=partly_raised", "partly_raised"), ("state=no_forum", "no_forum"), ("state=missed", "missed")],
)  # fmt: skip
def test_recommendations_by_state(record, client, query, standing):
    rows = client.get(f"/recommendations/?{query}").context["page"].object_list
    assert {row.course.standing for row in rows} <= {standing}
    total = sum(facet(client.get("/recommendations/"), "state").values())
    assert total == 53 and len(rows) == facet(client.get("/recommendations/"), "state")[standing]


@pytest.mark.parametrize("query, count", [
    ("forum=jhlc", 8), ("topic=open-ran", 2), ("who=white-house", 1), ("kind=reported", 1), ("q=J22-37", 4),
])  # fmt: skip
def test_recommendations_by_forum_topic_and_who(record, client, query, count):
    assert client.get(f"/recommendations/?{query}").context["page"].paginator.count == count


@pytest.mark.parametrize("address", ["/topics/", "/meetings/", "/documents/", "/recommendations/"])
def test_unknown_values_say_so_keep_the_rest_and_never_crash(record, client, address):
    response = client.get(f"{address}?forum=quad&forum=nix&page=junk&utm_source=x&since=12/2022")
    said = text(response)
    assert response.status_code == 200 and "“nix” is not one of the choices; it was left out." in said
    without = client.get(f"{address}?forum=quad")
    assert response.context["page"].paginator.count == without.context["page"].paginator.count > 0
    if address != "/recommendations/":
        assert "“12/2022” is not a year such as 2023" in said and b'value="12/2022"' in response.content


@pytest.mark.parametrize(
    "nonsense", ["%00", "'", "%22%3E%3Cscript%3E", "%F0%9F%92%A5", "(" * 50, "9" * 400, "%", "_"]
)
@pytest.mark.parametrize("address", ["/topics/", "/meetings/", "/documents/", "/recommendations/"])
def test_nonsense_is_harmless(db, client, address, nonsense):
    for name in ("q", "forum", "since", "page", "outcome", "state"):
        response = client.get(f"{address}?{name}={nonsense}")
        assert response.status_code == 200 and b"<script>" not in response.content


def test_chips_remove_one_and_clear_all(record, client):
    response = client.get("/topics/?forum=quad&forum=jhlc&outcome=raised&q=ai&page=1")
    chips = {chip.label: chip.url for chip in response.context["filterset"].chips()}
    assert chips["Forum: Quad"] == "?forum=jhlc&outcome=raised&q=ai"
    assert chips["Text: ai"] == "?forum=quad&forum=jhlc&outcome=raised"
    assert "clear all" in text(response)


def test_pages_keep_the_filters(record, client):
    response = client.get(
        "/documents/?forum=quad&forum=us-japan-leaders&forum=two-plus-two&forum=eppd&page=2"
    )
    assert response.context["page"].number == 2
    assert (
        b"?forum=quad&amp;forum=us-japan-leaders&amp;forum=two-plus-two&amp;forum=eppd&amp;page=1"
        in response.content
    )
