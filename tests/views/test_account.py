"""What people who are signed in find in the frame of a page, and what readers do not."""

import pytest
from django.urls import reverse

from tests.support import factories as f
from tests.support.desk import at, code
from tests.support.pages import markup, text

pytestmark = pytest.mark.django_db


def line(client, address):
    """The account's line of a page: its links' addresses by label."""
    from html.parser import HTMLParser

    page = markup(client.get(address))
    if 'class="account"' not in page:
        return None
    part = page.split('class="account"')[1].split("</nav>")[0]

    class Links(HTMLParser):
        found, at_link = {}, None

        def handle_starttag(self, tag, attrs):
            self.at_link = dict(attrs).get("href") if tag == "a" else None

        def handle_data(self, data):
            if self.at_link and data.strip():
                self.found[data.strip()] = self.at_link

    links = Links()
    links.found = {}
    links.feed(part)
    return links.found


def test_readers_see_none_of_it(desk, client):
    client.logout()
    assert line(client, reverse("home")) is None
    assert line(client, reverse("meeting", args=["epcc-1"])) is None


def test_each_role_finds_its_own_work(desk, client):
    meeting = reverse("meeting", args=["epcc-1"])
    sheet, ruling = at("sheet", "epcc-1"), at("adjudication", "epcc-1")
    edit = reverse("admin:agenda_meeting_change", args=[desk.meeting.pk])
    expected = {"Analyst": {"Code": sheet}, "Reviewer": {"Rule": ruling}, "Editor": {"Edit": edit}}
    for role, links in expected.items():
        person = f.user(role, first_name="Ada", last_name="Coder")
        client.force_login(person)
        found = line(client, meeting)
        assert {label: found.get(label) for label in ("Code", "Rule", "Edit")} == {
            "Code": None, "Rule": None, "Edit": None
        } | links  # fmt: skip
        assert ("Desk" in found) == (role != "Editor")
        assert "Ada Coder" in text(client.get(meeting)) and "Sign out" in text(client.get(meeting))


def test_a_finding_leads_to_its_topic(desk, client):
    code(desk, desk.analyst, "raised")
    client.force_login(desk.reviewer)
    client.post(at("settle", "epcc-1"), {"single": "1"})
    client.force_login(f.user("Analyst", "Reviewer"))
    links = line(client, reverse("finding", args=["epcc-1", "open-ran"]))
    assert links["Code"] == at("sheet", "epcc-1") + "?topic=open-ran"
    assert links["Rule"] == at("adjudication", "epcc-1") + "#t-open-ran"


def test_a_meeting_not_held_offers_no_coding(desk, client):
    desk.meeting.status = "scheduled"
    desk.meeting.save()
    client.force_login(f.user("Analyst", "Reviewer"))
    assert not {"Code", "Rule"} & set(line(client, reverse("meeting", args=["epcc-1"])))
