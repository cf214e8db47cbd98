"""Every count that links to a list leads to a list of as many rows."""

import html
import re

import pytest

from agenda.models import Dialogue, Recommendation
from tests.support import factories as f
from tests.support.data import as_csv
from tests.support.pages import SMALL_PAGES, text

LISTS = (
    "meetings",
    "documents",
    "topics",
    "recommendations",
    "missed",
    "divergence",
    "elsewhere",
    "planned",
    "claims",
)
LINK = re.compile(r'<a\b[^>]*href="(?P<address>[^"]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
DATA = re.compile(r"This data, (?P<n>\d+) rows?:.*?href=\"(?P<address>[^\"]*\.csv[^\"]*)\"", re.DOTALL)


@pytest.fixture
def wide_record(small_record):
    """The small record, with recommendations that name two forums and meetings to come."""
    forum = Dialogue.objects.get(slug="other")
    for recommendation in Recommendation.objects.exclude(dialogues=None)[:3]:
        recommendation.dialogues.add(forum)
    f.meeting(forum, "2199-01", slug="to-come", status="scheduled")
    f.document(
        f.meeting(forum, "2199-02", slug="later", status="scheduled"),
        completeness="not_read",
        kind="announcement",
    )


def counted_links(content: str) -> list[tuple[str, int]]:
    """(address, number) of each link to a list with one number in its words, or one in brackets in or after them."""
    main = content.split("<main", 1)[1].split("</main>", 1)[0]
    found = []
    for link in LINK.finditer(main):
        address = html.unescape(link["address"])
        words = re.sub(r"<[^>]*>", " ", html.unescape(link["text"]))
        numbers = re.findall(r"\((\d+)\)", words) or re.findall(r"\d+", words)
        after = re.match(r"\s*\((\d+)\)", main[link.end() :])
        numbers += [after[1]] if after else []
        if re.match(rf"/({'|'.join((*LISTS, 'dialogues', 'actors'))})/(\?|$)", address) and len(numbers) == 1:
            found.append((address, int(numbers[0])))
    return found


def rows_of(client, address) -> int:
    context = client.get(address).context
    return len(context["dialogues"]) if address.startswith("/dialogues/") else context["page"].paginator.count


def test_a_count_leads_to_as_many_rows(wide_record, client):
    seen = []
    for page in SMALL_PAGES:
        links = counted_links(client.get(page).content.decode())
        wrong = [
            (page, address, n, rows_of(client, address))
            for address, n in links
            if rows_of(client, address) != n
        ]
        assert not [row for row in wrong if "page=" not in row[1]]
        seen += [address for address, _n in links]
    for name in ("dialogues", "meetings", "documents", "topics", "recommendations"):
        assert [address for address in seen if address.startswith(f"/{name}/")], name
    assert [address for address in seen if "recommender=" in address and "as_of=" in address]


@pytest.mark.parametrize(
    "page", ["/", "/dialogues/", "/actors/", "/coverage/", *(f"/{name}/" for name in LISTS)]
)
def test_the_data_of_a_page_has_as_many_rows_as_it_says(wide_record, client, page):
    (found,) = DATA.finditer(client.get(page).content.decode())
    assert len(as_csv(client, html.unescape(found["address"]))) == int(found["n"])


def test_a_number_of_recommendations_is_told_from_the_rows_they_take(wide_record, client):
    n = Recommendation.objects.count()
    rows = client.get("/recommendations/").context["page"].paginator.count
    assert rows > n
    assert f"{rows} recommendations, counted by forum" in text(client.get("/"))
    assert f"{n} recommendations, counted once for each forum they name" in text(
        client.get("/recommendations/")
    )


def test_lists_answer_for_a_day(wide_record, client):
    assert rows_of(client, "/meetings/?status=held&as_of=2022-05-10") == 2
    assert "to-come" not in client.get("/meetings/?as_of=2100").content.decode()
    assert "is not a date" in text(client.get("/documents/?as_of=then"))


def test_the_documents_of_an_actor_are_those_of_its_page(wide_record, client):
    for slug in ("north", "south", "a-person"):
        shown = client.get(f"/actors/{slug}/").context["documents"]
        found = client.get(f"/actors/{slug}.json").json()["documents"]
        assert {row.slug for row in shown} == {row["slug"] for row in found}
    assert "p-joint" in {row["slug"] for row in client.get("/actors/south.json").json()["documents"]}


def test_the_counts_of_the_record_that_ships_lead_to_as_many_rows(record, client):
    """Where topics, recommendations and forums differ in number, which they hardly do in the small record."""
    seen: dict[str, int] = {}
    wrong = []
    forums = [
        f"/dialogues/{slug}/{part}" for slug in ("eppd", "two-plus-two", "quad") for part in ("", "brief/")
    ]
    for page in ("/", "/coverage/", *forums):
        for address, n in counted_links(client.get(page).content.decode()):
            if address not in seen:
                seen[address] = rows_of(client, address)
            wrong += [(page, address, n)] if seen[address] != n else []
    assert len(seen) > 20 and not [row for row in wrong if "page=" not in row[1]]
