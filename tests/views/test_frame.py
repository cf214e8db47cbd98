"""The frame of every page: the latest meeting, the last change and the settings, in one statement."""

from datetime import timedelta

import pytest

from agenda.coverage.changed import last_changed_on, read_frame
from agenda.models import Meeting, SiteSettings
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_the_latest_meeting_is_the_newest_public_one_that_was_held():
    assert read_frame().latest_held is None
    first, other = f.dialogue(), f.dialogue()
    f.meeting(first, "2021-05-06")
    latest = f.meeting(other, "2022-05-06")
    f.meeting(first, "2023-05-06", is_published=False)
    f.meeting(first, "2024-05-06", status="scheduled")
    f.meeting(f.dialogue(is_published=False), "2025-05-06")
    f.meeting(first, None, status="scheduled")
    found = read_frame().latest_held
    assert found.slug == latest.slug and found.held == latest.held
    assert found.get_absolute_url() == latest.get_absolute_url()


def test_the_frame_says_the_last_change_as_it_is_said_elsewhere(client):
    row = f.meeting()
    f.finding(row, f.topic())
    newest = f.finding(f.meeting(), f.topic())
    assert read_frame().changed_on == last_changed_on() == newest.decided_at.date()
    hidden = f.finding(f.meeting(is_published=False), f.topic())
    assert hidden.decided_at >= newest.decided_at and read_frame().changed_on == last_changed_on()


def test_a_page_asks_the_frame_and_the_settings_once_and_shows_them_as_they_are(
    client, django_assert_num_queries
):
    row = f.meeting(on="2022-05-06")
    SiteSettings.objects.create(pk=SiteSettings.ONLY, name="Before", stamp="one")
    assert "Before" in text(client.get("/methodology/"))
    with django_assert_num_queries(3):  # the actors; the version before and after they are read
        assert "Latest meeting on record: 6 May 2022" in text(client.get("/actors/"))
    SiteSettings.objects.update(name="After", stamp="two")
    Meeting.objects.filter(pk=row.pk).update(held_on=row.held_on + timedelta(days=1))
    said = text(client.get("/actors/"))
    assert "After" in said and "Latest meeting on record: 7 May 2022" in said
