"""Links that were shared: what other programs hang on them changes nothing."""

import pytest
from django.contrib import admin

from agenda.filters import base
from agenda.serving.tracking import is_tracking, without_tracking
from agenda.views.data import parameters
from agenda.views.sources import SOURCES
from tests.support import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("fbclid=abc", ""),
        ("utm_source=x&forum=quad&UTM_Campaign=y", "forum=quad"),
        ("forum=a%26b&amp;utm_medium=mail&gclid=1&msclkid&mc_cid=2", "forum=a%26b"),
        ("utm%5Fsource=x&q=2%2B2+talks", "q=2%2B2+talks"),
        ("q=utm_source&sort=-held_on", "q=utm_source&sort=-held_on"),
        ("pk__in=1,2&_changelist_filters=x", "pk__in=1,2&_changelist_filters=x"),
    ],
)
def test_only_what_tracks_is_taken_off(query, left):
    assert without_tracking(query) == left


def test_no_parameter_of_ours_is_taken_for_one():
    ours = {
        "cite",
        "page",
        "cursor",
        "limit",
        "as_of",
        "self_coded",
        "about",
        "codebook",
        "level",
        "topic",
        "state",
        "kind",
    }
    for name in SOURCES:
        ours |= {*parameters(name, "json")}
    for filters in base.FilterSet.__subclasses__():
        ours |= {*filters.base_filters, *filters.formerly}
    fields = {field.name for model in admin.site._registry for field in model._meta.get_fields()}
    assert len(ours) > 30 and len(fields) > 30
    assert [name for name in ours | fields if is_tracking(name)] == []


def test_data_feeds_details_and_calendars_answer_as_without(client):
    row = f.meeting(title="First talk", slug="first")
    f.finding(row, f.topic(), "raised")
    mark = "fbclid=abc&utm_source=x"
    for address in ("/meetings.csv", "/meetings.json", "/meetings.xlsx", "/meetings/first.json", "/feed/findings/",
                    "/calendar.ics"):  # fmt: skip
        answer = client.get(f"{address}?{mark}")
        assert answer.status_code == 200 and answer.getvalue(), address
    assert client.get(f"/meetings.csv?{mark}").getvalue() == client.get("/meetings.csv").getvalue()
    said = client.get(f"/meetings.json?limit=1&{mark}").json()
    assert said["count"] == 1
    assert client.get("/meetings.csv?fbclidx=1").status_code == 400


def test_pages_do_not_pass_them_on(client):
    f.meeting(slug="first")
    said = client.get("/meetings/?utm_source=newsletter&status=held").content.decode()
    assert "newsletter" not in said and "utm_source" not in said
    assert b"newsletter" not in client.get("/meetings/first/?cite=txt&utm_source=newsletter").content


def test_the_admin_keeps_its_filters(client):
    client.force_login(f.user(is_superuser=True))
    f.meeting(status="held")
    answer = client.get("/admin/agenda/meeting/?status__exact=held&utm_source=x")
    assert answer.status_code == 200 and answer.context["cl"].result_count == 1
