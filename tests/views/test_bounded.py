"""Files and lists that would hold everything hold so much and say where the rest is."""

import pytest

from agenda.coverage.elsewhere import SHOWN
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_a_calendar_of_many_meetings_holds_the_newest_and_says_so(client, monkeypatch):
    monkeypatch.setattr("agenda.views.calendars.MOST", 2)
    forum = f.dialogue()
    for month in (1, 2, 3):
        f.meeting(forum, f"2022-{month:02}-05", title=f"Talk {month}")
    answer = client.get("/calendar.ics").content.decode().replace("\r\n ", "")
    assert "Talk 1" not in answer and "Talk 2" in answer and "Talk 3" in answer
    assert "The newest 2 meetings" in answer and "/follow/" in answer


def test_many_addresses_stand_in_several_files_that_hold_them_all(client, monkeypatch):
    for _n in range(3):
        f.topic()
    monkeypatch.setattr("agenda.views.sitemaps.MOST", 1)
    index = client.get("/sitemap.xml").content.decode()
    assert "<sitemapindex" in index and "/sitemap-topic.xml" in index
    topics = client.get("/sitemap-topic.xml").content.decode()
    assert topics.count("<url>") == 6, "three topics in two languages"


def test_a_row_names_the_first_meetings_elsewhere_and_how_many_there_are(client):
    here, topic = f.dialogue(), f.topic()
    f.recommendation(topic, here, on="2022-01-01")
    for month in range(2, 2 + SHOWN + 2):
        f.finding(f.meeting(f.dialogue(), f"2022-{month:02}-05", title=f"Far {month}"), topic, "raised")
    page = text(client.get("/recommendations/"))
    assert f"raised elsewhere: {SHOWN + 2}" in page
    assert f"Far {SHOWN + 1}" in page and f"Far {SHOWN + 2}" not in page
    assert "The first of them; all are on the topic's page" in page


def test_a_silence_says_what_was_examined_at_the_newest_meetings(client, monkeypatch):
    monkeypatch.setattr("agenda.views.missed.NEWEST", 1)
    forum, topic = f.dialogue(), f.topic()
    f.recommendation(topic, forum, on="2022-01-01")
    for month in (2, 3, 4):
        f.finding(f.meeting(forum, f"2022-{month:02}-05"), topic, "not_raised")
    assert "2 earlier ones are on the page of the recommendation" in text(client.get("/missed/"))


def test_an_actor_s_documents_are_shown_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr("agenda.views.actors.MOST", 2)
    north, south = f.actor("North", slug="north"), f.actor("South")
    papers = [f.document(publisher=north, on=f"2022-0{n}-01", title=f"Paper {n}") for n in (1, 2)]
    signed = f.document(publisher=south, on="2022-03-01", title="Paper 3")
    signed.issuers.add(north)
    f.document(publisher=south, author=north, on="2022-04-01", title="Paper 4")
    f.document(publisher=south, on="2022-05-01", title="Paper 5")
    first, second = text(client.get("/actors/north/")), text(client.get("/actors/north/?documents=2"))
    assert [f"Paper {n}" in first for n in (1, 2, 3, 4, 5)] == [False, False, True, True, False]
    assert [f"Paper {n}" in second for n in (1, 2, 3, 4, 5)] == [True, True, False, False, False]
    assert "1 to 2 of 4, the latest first" in first and "3 to 4 of 4, the latest first" in second
    papers[0].issuers.add(north)
    assert "3 to 4 of 4" in text(client.get("/actors/north/?documents=2")), "each is counted once"
