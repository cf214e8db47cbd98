"""A legend explains what is drawn: "excluded" stands in it only where a cell is excluded."""

import pytest

from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_excluded", [True, False])
def test_excluded_stands_in_the_legend_only_when_present(client, is_excluded):
    forum = f.dialogue(slug="ns")
    topic = f.topic(code="cables")
    f.recommendation(topic, forum, on="2021-01-01", code="R-1")
    f.finding(f.meeting(forum, "2022-05-06"), topic, "not_raised", is_excluded=is_excluded)
    for address in ("/dialogues/ns/", "/topics/", "/recommendations/", "/missed/", "/meetings/"):
        response = client.get(address)
        legend = response.content.decode().split('class="legend', 1)[1].split("</ul>", 1)[0]
        assert ("excluded" in legend) is is_excluded, address
    assert "no record" in text(client.get("/dialogues/ns/")), "the other states always stand in it"
