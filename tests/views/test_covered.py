"""Whatever states a rate or says "not mentioned" leads to what the record covers."""

import re

import pytest

from tests.support.pages import SMALL_PAGES

SAYS = re.compile(r"not mention|silent at|silent so far|N = \d|\d of \d", re.IGNORECASE)
MORE = (
    "/dialogues/ns/changes/", "/changes/", "/wording/", "/wording/ns/t-raised/", "/meetings/talk-2/",
    "/findings/talk-1/t-not-raised/", "/topics/t-raised/", "/recommendations/R-raised/", "/search/?q=cables", "/api/",
    "/embed/rates/all/", "/embed/matrix/ns/", "/embed/waiting/all/", "/embed/strip/t-not-raised/",
)  # fmt: skip


def main_of(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("address", [*SMALL_PAGES, *MORE])
def test_what_says_silence_leads_to_the_coverage(small_record, client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    main = main_of(response)
    assert not says_it(main) or "/coverage/" in main


def says_it(main: str) -> bool:
    return bool(SAYS.search(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))))


def test_most_of_these_pages_say_it(small_record, client):
    said = [a for a in (*SMALL_PAGES, *MORE) if says_it(main_of(client.get(a, follow=True)))]
    assert len(said) > len(SMALL_PAGES) / 2
