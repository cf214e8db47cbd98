import pytest

from agenda.coverage.courses import Standing
from tests.support import factories as f
from tests.support.pages import text
from tests.support.record import by_key, outcomes, record_rows


def titles(response):
    return [row.title for row in response.context["page"]]


def codes(response):
    return [row.topic.code for row in response.context["page"]]


def facet(response, name):
    found = next(facet for facet in response.context["facets"] if facet.name == name)
    return {option.value: option.count for option in found.options}


def year(row, name):
    return int(row[name][:4]) if row[name] else 0


def forum_of(document):
    return by_key("meetings")[document["meeting"]]["dialogue"] if document["meeting"] else ""


@pytest.mark.parametrize(
    "query, is_wanted",
    [
        ("forum=quad", lambda row: row["dialogue"] == "quad"),
        ("forum=quad&forum=jwlc", lambda row: row["dialogue"] in ("quad", "jwlc")),
        ("level=working", lambda row: row["level"] == "working"),
        ("status=held", lambda row: row["status"] == "held"),
        ("since=2025", lambda row: year(row, "held_on") >= 2025),
        ("until=2019", lambda row: 0 < year(row, "held_on") <= 2019),
        (
            "forum=quad&level=leaders&since=2022&until=2022",
            lambda row: (row["dialogue"], row["level"], year(row, "held_on")) == ("quad", "leaders", 2022),
        ),
        ("q=economic+two+plus+two", lambda row: row["dialogue"] == "two-plus-two"),
    ],
)
def test_meetings(record, client, query, is_wanted):
    wanted = {row["slug"] for row in record_rows("meetings") if is_wanted(row)}
    assert wanted and shown(client, f"/meetings/?{query}") == wanted


@pytest.mark.parametrize(
    "query, is_wanted",
    [
        ("forum=eppd", lambda row: forum_of(row) == "eppd"),
        ("kind=announcement", lambda row: row["kind"] == "announcement"),
        ("read=not_read", lambda row: row["completeness"] == "not_read"),
        ("publisher=kantei", lambda row: row["publisher"] == "kantei"),
        (
            "since=2025&kind=joint_statement",
            lambda row: row["kind"] == "joint_statement" and year(row, "issued_on") >= 2025,
        ),
        ("until=2019", lambda row: 0 < year(row, "issued_on") <= 2019),
    ],
)
def test_documents(record, client, query, is_wanted):
    wanted = {row["slug"] for row in record_rows("documents") if is_wanted(row)}
    assert wanted and shown(client, f"/documents/?{query}") == wanted


def shown(client, address) -> set[str]:
    """The slugs on all pages of a list."""
    pages = client.get(address).context["page"].paginator
    return {row.slug for row in pages.object_list}


def test_words_are_looked_for_in_titles_places_and_notes(client, db):
    f.meeting(title="Hiroshima summit", slug="title")
    f.meeting(place="Hiroshima", slug="place")
    f.meeting(note="They went on to Hiroshima.", slug="note")
    f.meeting(title="Another summit")
    assert shown(client, "/meetings/?q=hiroshima") == {"title", "place", "note"}
    assert shown(client, "/meetings/?q=hiroshima+summit") == {"title"}
    f.document(title="Press briefing by Jen Psaki", slug="briefing")
    f.document(title="Press briefing by another")
    assert shown(client, "/documents/?q=psaki") == {"briefing"}


def test_topics_by_forum_with_counts(record, client):
    response = client.get("/topics/?forum=quad")
    shown_rows = {row.topic.code: row.tally for row in response.context["page"]}
    for code in ("asean", "open-ran"):
        tally = shown_rows[code]
        found = {
            "raised": tally.raised + tally.raised_in_part,
            "partly_raised": tally.partly_raised + tally.partly_raised_in_part,
            "not_raised": tally.not_raised,
            "not_determinable": tally.not_determinable,
        }
        assert tally.total and found == outcomes(dialogue="quad", topic=code)


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


def test_topics_recommended_or_not_and_by_text(record, client):
    topics = {row["code"] for row in record_rows("topics")}
    recommended = {row["topic"] for row in record_rows("recommendations")}
    at_jhlc = {row["topic"] for row in record_rows("recommendations") if "jhlc" in row["dialogues"]}
    for query, wanted in (
        ("recommended=yes", recommended),
        ("recommended=no", topics - recommended),
        ("forum=jhlc&recommended=yes", at_jhlc),
    ):
        assert wanted and set(codes(client.get(f"/topics/?{query}"))) == wanted, query


def test_topics_by_their_names_and_aliases(client, db):
    f.topic("Open RAN", code="open-ran", aliases=["O-RAN"])
    f.topic("Quantum", code="quantum")
    assert codes(client.get("/topics/?q=O-RAN")) == ["open-ran"]
    assert codes(client.get("/topics/?q=quant")) == ["quantum"]


def test_counts_beside_the_options_are_what_choosing_them_gives(record, client):
    base = "since=2022&outcome=raised"
    response = client.get(f"/topics/?{base}")
    for forum, count in facet(response, "forum").items():
        assert len(codes(client.get(f"/topics/?{base}&forum={forum}"))) == count, forum
    for outcome, count in facet(client.get("/topics/?forum=quad&since=2023"), "outcome").items():
        assert len(codes(client.get(f"/topics/?forum=quad&since=2023&outcome={outcome}"))) == count, outcome
    for name in ("recommended", "recommender"):
        for value, count in facet(response, name).items():
            assert len(codes(client.get(f"/topics/?{base}&{name}={value}"))) == count, value
    by_one = "recommender=erik-m-jacobs"
    for name in ("forum", "outcome", "recommended"):
        for value, count in facet(client.get(f"/topics/?{by_one}"), name).items():
            assert len(codes(client.get(f"/topics/?{by_one}&{name}={value}"))) == count, value
    for level, count in facet(client.get("/meetings/?forum=quad"), "level").items():
        assert client.get(f"/meetings/?forum=quad&level={level}").context["page"].paginator.count == count


@pytest.mark.parametrize("standing", Standing)
def test_recommendations_by_state(record, client, standing):
    page = client.get(f"/recommendations/?state={standing}").context["page"]
    assert {row.course.standing for row in page} <= {standing}
    assert page.paginator.count == facet(client.get("/recommendations/"), "state")[standing]


def test_every_recommendation_at_each_of_its_forums_has_one_state(record, client):
    pairs = sum(len(row["dialogues"]) or 1 for row in record_rows("recommendations"))
    assert sum(facet(client.get("/recommendations/"), "state").values()) == pairs


@pytest.mark.parametrize(
    "query, is_wanted",
    [
        ("forum=jhlc", lambda row, forum: forum == "jhlc"),
        ("topic=open-ran", lambda row, forum: row["topic"] == "open-ran"),
        ("recommender=white-house", lambda row, forum: row["by"] == "white-house"),
        ("kind=reported", lambda row, forum: row["kind"] == "reported"),
        ("q=J22-37", lambda row, forum: row["code"] == "J22-37"),
    ],
)
def test_recommendations_by_forum_topic_and_recommender(record, client, query, is_wanted):
    pairs = [(row, forum) for row in record_rows("recommendations") for forum in row["dialogues"] or [""]]
    wanted = [pair for pair in pairs if is_wanted(*pair)]
    assert wanted and client.get(f"/recommendations/?{query}").context["page"].paginator.count == len(wanted)


@pytest.mark.parametrize("address", ["/topics/", "/meetings/", "/documents/", "/recommendations/"])
def test_unknown_values_say_so_keep_the_rest_and_never_crash(record, client, address):
    response = client.get(f"{address}?forum=quad&forum=nix&page=junk&utm_source=x&since=12/11/2022")
    said = text(response)
    assert response.status_code == 200 and "“nix” is not one of the choices; it was left out." in said
    without = client.get(f"{address}?forum=quad")
    assert response.context["page"].paginator.count == without.context["page"].paginator.count > 0
    assert "“12/11/2022” is not a date such as 2022-03-01, 2022-03 or 2022; it was left out." in said
    assert b'value="12/11/2022"' in response.content


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
