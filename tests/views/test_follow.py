"""Feeds and calendars, read by other people's programs."""

from datetime import timedelta
from html import unescape

import feedparser
import pytest
import vobject
from django.utils import timezone

from agenda.actions import withdraw
from agenda.dates import PartialDate
from agenda.models import RecordVersion
from tests.support import factories as f
from tests.support.pages import text


@pytest.fixture
def talk(db):
    f.codebook()
    return f.meeting(
        f.dialogue(short_name="NS", slug="ns"),
        "2022-06-01",
        title="First talk",
        slug="first",
        place="Oslo; north, quay",
    )


def entries(client, address):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10" and feed.feed.title and feed.feed.updated_parsed
    assert all(entry.link.startswith("http://testserver/") and entry.updated_parsed for entry in feed.entries)
    return feed.entries


def test_a_meeting_is_one_entry_that_says_what_its_readouts_name(client, talk):
    f.finding(talk, f.topic("Cables & <wires>"), "raised")
    f.finding(talk, f.topic("Space"), "not_raised")
    f.finding(f.meeting(title="Other talk"), f.topic(), "raised")
    assert len(entries(client, "/feed/")) == 2
    (entry,) = entries(client, "/dialogues/ns/feed/")
    assert entry.title == "First talk, 1 June 2022" and entry.link == "http://testserver/meetings/first/"
    assert "1 raised, 0 partly, 1 not mentioned in the published readouts (N = 2 cells" in entry.summary
    assert "Raised or partly raised: Cables & <wires>." in unescape(entry.summary)
    assert client.get("/dialogues/nix/feed/").status_code == 404


def test_a_meeting_without_a_date_breaks_no_page_and_no_feed(client, talk):
    f.meeting(talk.dialogue, None, title="Some day", slug="some-day", status="postponed")
    f.finding(talk, f.topic(), "raised")
    assert [entry.title for entry in entries(client, "/dialogues/ns/feed/")] == ["First talk, 1 June 2022"]
    for address in ("/", "/topics/", "/findings.csv", "/divergence/", "/meetings/", "/meetings/some-day/", "/dialogues/ns/",
                    "/coverage/"):  # fmt: skip
        assert client.get(address).status_code == 200, address


def test_a_topic_feed_tells_new_changed_and_withdrawn_findings(client, talk):
    topic, reviewer = f.topic("Cables", code="cables"), f.user("Reviewer")
    f.finding(talk, topic, "not_raised")
    assert [e.title for e in entries(client, "/topics/cables/feed/")] == [
        "Cables, First talk, 1 June 2022: not mentioned"
    ]
    newer = f.finding(talk, topic, "raised")
    (entry,) = entries(client, "/topics/cables/feed/")
    assert entry.title.endswith("raised") and "supersedes an earlier finding" in entry.summary
    withdraw(newer, by=reviewer, reason="Wrong paper")
    assert entries(client, "/topics/cables/feed/")[0].title.endswith("withdrawn")


def test_a_filter_is_a_feed_and_an_unknown_value_is_named(client, talk):
    f.finding(talk, f.topic("Cables", code="cables"), "raised")
    f.finding(talk, f.topic("Space"), "not_raised")
    assert len(entries(client, "/feed/findings/")) == 2
    assert len(entries(client, "/feed/findings/?forum=ns&outcome=raised&topic=cables")) == 1
    refused = client.get("/feed/findings/?forum=nix&topic=cables")
    assert refused.status_code == 400 and "forum: “nix” is not one of the choices" in refused.content.decode()


FEEDS = ("/feed/", "/dialogues/ns/feed/", "/feed/findings/", "/topics/cables/feed/")


def test_feeds_and_calendars_survive_every_character(client, talk):
    """Rows from before such characters were taken out on their way in."""
    odd = "".join(map(chr, (0x1, 0x8, 0xB, 0xC, 0x1F, 0xFFFE, 0xFFFF)))
    f.finding(talk, f.topic(f"Cables{odd}", code="cables"), "raised")
    talk.title, talk.place, talk.note = f"First{odd}talk", f"Oslo{odd}", f"Note{odd}"
    talk.save()
    talk.dialogue.name = talk.dialogue.short_name = f"N{odd}S"
    talk.dialogue.save()
    for address in FEEDS:
        (entry,) = entries(client, address)
        assert "First" in entry.title
    _book, found = events(client, "/calendar.ics")
    assert found["first@agenda"].location.value.strip() == "Oslo"
    assert not any(sign in client.get("/dialogues/ns/calendar.ics").content.decode() for sign in odd)


def test_feeds_name_an_author(client, talk, settings):
    f.finding(talk, f.topic(code="cables"), "raised")
    for address in FEEDS:
        assert feedparser.parse(client.get(address).content).feed.author == "Agenda"
    settings.OPERATOR = "Institute & <friends>"
    assert feedparser.parse(client.get("/feed/").content).feed.author == "Institute & <friends>"


@pytest.mark.parametrize("address", [*FEEDS, "/calendar.ics", "/dialogues/ns/calendar.ics"])
def test_who_has_it_already_is_told_so(client, talk, address):
    f.finding(talk, f.topic(code="cables"), "raised")
    answer = client.get(address)
    since, tag = {"If-Modified-Since": answer["Last-Modified"]}, {"If-None-Match": answer["ETag"]}
    for headers in (since, tag, since | tag):
        again = client.get(address, headers=headers)
        assert again.status_code == 304 and not again.content
    talk.title = "Renamed talk"
    talk.save()
    # A stamp has whole seconds, so the change is dated a minute on.
    RecordVersion.objects.update(changed_at=timezone.now() + timedelta(minutes=1))
    for headers in (since, tag, since | tag):
        again = client.get(address, headers=headers)
        assert again.status_code == 200 and b"Renamed talk" in again.content


def test_an_empty_record_has_feeds_too(client, db):
    for address in ("/feed/", "/calendar.ics"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_calendars_tell_revisions_and_when_to_look_again(client, talk):
    def first():
        return events(client, "/calendar.ics")[1]["first@agenda"]

    before = first()
    talk.held = PartialDate.parse("2022-06-02")
    talk.save()
    after = first()
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.last_modified.value == after.dtstamp.value >= before.last_modified.value
    lines = client.get("/calendar.ics").content.decode().split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines and "X-PUBLISHED-TTL:PT12H" in lines


def events(client, address):
    response = client.get(address)
    assert response["Content-Type"].startswith("text/calendar")
    book = vobject.readOne(response.content.decode())
    assert all(len(line.encode()) <= 75 for line in response.content.decode().split("\r\n"))
    return book, {event.uid.value: event for event in getattr(book, "vevent_list", [])}


def test_the_calendar_tells_held_called_moved_and_cancelled_meetings(client, talk):
    f.meeting(talk.dialogue, "2022-08", title="Month only", slug="month", status="scheduled")
    f.meeting(talk.dialogue, "2022-09-01", title="Gone", slug="gone", status="cancelled")
    f.meeting(talk.dialogue, "2022-10-01", title="Moved", slug="moved", status="postponed")
    f.meeting(talk.dialogue, None, title="Some day", slug="someday", status="scheduled")
    f.meeting(title="Other talk", slug="other")
    book, found = events(client, "/dialogues/ns/calendar.ics")
    assert set(found) == {"first@agenda", "month@agenda", "gone@agenda", "moved@agenda"}
    first = found["first@agenda"]
    assert str(first.dtstart.value) == "2022-06-01" and str(first.dtend.value) == "2022-06-02"
    assert first.summary.value == "First talk (NS)" and first.location.value == "Oslo; north, quay"
    assert first.url.value == "http://testserver/meetings/first/"
    month = found["month@agenda"]
    assert (str(month.dtstart.value), str(month.dtend.value)) == ("2022-08-01", "2022-09-01")
    assert "date known only to the month" in month.description.value
    assert [found[f"{slug}@agenda"].status.value for slug in ("first", "month", "moved", "gone")] == [
        "CONFIRMED", "TENTATIVE", "TENTATIVE", "CANCELLED"]  # fmt: skip
    assert found["gone@agenda"].summary.value == "Cancelled: Gone (NS)"
    assert "Some day" in book.contents["x-wr-caldesc"][0].value
    assert "other@agenda" in events(client, "/calendar.ics")[1]
    assert client.get("/calendar.ics").content == client.get("/calendar.ics").content


def test_the_page_that_lists_them_and_links_for_feed_readers(client, talk):
    f.topic("Cables", code="cables")
    said = client.get("/follow/").content.decode()
    for address in (
        "/feed/",
        "/calendar.ics",
        "/dialogues/ns/feed/",
        "/dialogues/ns/calendar.ics",
        "/topics/cables/feed/",
    ):
        assert f'href="{address}"' in said
    page = " ".join(client.get("/dialogues/ns/").content.decode().split())
    assert '<link rel="alternate" type="application/atom+xml" title="NS" href="/dialogues/ns/feed/">' in page


def test_sitemap_and_robots(client, talk):
    f.topic("Hidden", code="hidden", is_published=False)
    said = client.get("/sitemap.xml").content.decode()
    assert (
        "<loc>http://testserver/meetings/first/</loc>" in said
        and "<loc>http://testserver/missed/</loc>" in said
    )
    assert "hidden" not in said
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in robots and "Sitemap: http://testserver/sitemap.xml" in robots


def test_the_footer_says_how_far_the_record_reaches(client, talk):
    f.finding(talk, f.topic(), "raised")
    said = text(client.get("/actors/"))
    assert "Latest meeting on record: 1 June 2022" in said and "Last updated" in said
