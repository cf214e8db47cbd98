"""Lists in an order asked for: rows, heads, nonsense, and the same order in the data."""

import json

import pytest

from agenda.views.sources import SOURCES
from tests.support import factories as f
from tests.support.data import as_csv, as_json
from tests.support.pages import text

LISTS = (
    "topics",
    "recommendations",
    "meetings",
    "documents",
    "missed",
    "divergence",
    "elsewhere",
    "planned",
    "claims",
)


def order_of(client, address):
    return [row.meeting.title for row in client.get(address).context["page"]]


@pytest.fixture
def meetings(db):
    forum = f.dialogue(slug="ns", short_name="NS")
    topics = [f.topic() for _ in range(2)]
    for title, on, raised in (("B", "2022-01-01", 0), ("A", "2023-01-01", 2), ("C", "2021-01-01", 1)):
        meeting = f.meeting(forum, on, title=title, slug=title.lower())
        for topic in topics[:raised]:
            f.finding(meeting, topic)


def test_meetings_by_date_title_and_what_was_raised(meetings, client):
    for query, wanted in (
        ("", "ABC"), ("sort=held", "CBA"), ("sort=-held", "ABC"), ("sort=title", "ABC"), ("sort=-title", "CBA"),
        ("sort=-raised", "ACB"), ("sort=raised", "CAB"),
    ):  # fmt: skip
        assert order_of(client, f"/meetings/?{query}") == list(wanted), query


def test_the_data_stands_in_the_order_of_the_page(meetings, client):
    for query, wanted in (("sort=-title", "CBA"), ("sort=held", "CBA"), ("", "ABC")):
        assert [row["title"] for row in as_csv(client, f"/meetings.csv?{query}")] == list(wanted), query
        for limit in (1, 2, 3):
            rows = as_json(client, f"/meetings.json?{query}&limit={limit}")
            assert [row["title"] for row in rows] == list(wanted), (query, limit)


def test_a_cursor_that_no_row_of_the_order_has_is_refused(meetings, client):
    refused = client.get("/meetings.json?sort=title&cursor=gone")
    assert refused.status_code == 400 and json.loads(refused.content)["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("name", LISTS)
def test_each_order_there_is_keeps_every_row_and_is_described(small_record, client, name):
    usual = client.get(f"/{name}/").context["page"].paginator.count
    described = json.loads(client.get("/api/openapi.json").content)["paths"][f"/{name}.json"]["get"][
        "parameters"
    ]
    (known,) = [parameter["schema"]["enum"] for parameter in described if parameter["name"] == "sort"]
    orders = SOURCES[name].filterset(client.get(f"/{name}/").wsgi_request).filters["sort"].orders
    assert known == [*(sign + key for key in orders for sign in ("", "-")), ""]
    for order in known:
        page = client.get(f"/{name}/?sort={order}").context["page"]
        assert page.paginator.count == usual, order
        assert len(as_json(client, f"/{name}.json?sort={order}&limit=3")) == usual, order


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("typed", ["color", "-", "--held", "held,title", "%00", "'", "a" * 400])
def test_an_unknown_order_is_said_beside_the_field_and_the_rest_is_kept(db, client, name, typed):
    response = client.get(f"/{name}/?sort={typed}&since=2022")
    assert response.status_code == 200 and b'value="2022"' in response.content
    if typed != "%00":
        assert "is not a column this list is sorted by; it was left out." in text(response)
        assert client.get(f"/{name}.csv?sort={typed}").status_code == 400


def test_heads_say_how_the_list_is_sorted_and_lead_to_the_reverse(meetings, client):
    heads = client.get("/meetings/?forum=ns&page=1").content.decode()
    assert 'aria-sort="descending"><a href="?forum=ns&amp;sort=held">' in heads
    assert '<th scope="col"><a href="?forum=ns&amp;sort=title">' in heads
    turned = client.get("/meetings/?sort=held").content.decode()
    assert 'aria-sort="ascending"><a href="?sort=-held">' in turned and "Date, turned round" in turned


def test_the_order_is_no_filter(meetings, client):
    response = client.get("/meetings/?sort=title")
    assert not response.context["filterset"].chips() and response.context["title"] == "Meetings"
    assert b'<option value="title" selected>' in response.content
