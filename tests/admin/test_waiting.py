"""The admin's front page: what waits, each with the count of the list it leads to."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from agenda.admin.waiting import ORDER, waiting_for
from agenda.models import Body, Correction, Draft, Import, Topic
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(editor):
    """Something of every kind that waits, and rows beside it that do not."""
    meeting = f.meeting(is_published=False)
    f.document(meeting, completeness="not_read", title="Unread")
    whole = f.document(f.meeting())
    Body.objects.create(document=whole, kind="official_text", text="A", sha256=Body.digest("A"))
    f.actor("Ministry of Economy, Trade and Industry", is_published=False)
    f.actor("The Ministry of Economy, Trade & Industry")
    f.actor("Ministry of Trade")
    for number in range(2):
        f.dialogue(name=f"Dialogue {number}", short_name="EPCC")
        Topic.objects.create(code=f"t-{number}", name=["Open RAN", "open-RAN"][number], definition="D.")
        f.document(url="https://example.org/same", is_published=number == 0)
    f.recommendation(f.topic(), is_published=False)
    f.dialogue(is_published=False)
    Draft.objects.create(meeting=meeting, topic=f.topic(), analyst=editor, content={})
    Draft.objects.create(meeting=f.meeting(), topic=f.topic(), analyst=f.user("Analyst"), content={})
    Correction.objects.create(meeting=meeting, text="Wrong.")
    Import.objects.create(kind="actors", made_by=editor)
    Import.objects.create(kind="actors", made_by=f.user("Editor"))


def test_each_count_is_the_number_of_rows_of_the_list_it_leads_to(work, editor, editor_client):
    page = editor_client.get(reverse("admin:index"))
    waiting = waiting_for(editor)
    assert len({item.work.label for item in waiting}) == len(waiting) == 15
    for item in waiting:
        assert item.work.address in page.content.decode().replace("&amp;", "&")
        answer = editor_client.get(item.work.address)
        assert answer.status_code == 200, item.work.address
        if "cl" in answer.context:
            assert answer.context["cl"].result_count == item.n, item.work.label
            assert answer.context["cl"].get_filters_params(), "the address chooses"
        else:
            assert len(answer.context.get("waiting") or answer.context["unfinished"]) == item.n
    counts = {str(item.work.label): item.n for item in waiting}
    assert counts["Actors whose names look alike"] == 2 and counts["Documents that look alike"] == 2
    assert counts["Meetings with drafts of yours, not handed in"] == 1
    assert counts["Reports of errors to answer"] == counts["Imports to finish"] == 1


def test_the_counts_take_five_queries_however_much_waits(work, editor, django_assert_num_queries):
    editor.has_perm("agenda.view_meeting")
    with django_assert_num_queries(5):
        assert waiting_for(editor)


def test_whoever_may_not_do_a_work_is_not_told_of_it(work, client):
    reader = f.user()
    reader.user_permissions.add(Permission.objects.get(codename="view_meeting"))
    assert waiting_for(reader) == []
    client.force_login(reader)
    assert "Nothing waits for you." in text(client.get(reverse("admin:index")))
    labels = {str(item.work.label) for item in waiting_for(f.user("Reviewer"))}
    assert labels == {"Reports of errors to answer"}


def test_models_stand_in_the_order_of_work(editor_client):
    page = editor_client.get(reverse("admin:index")).content.decode()
    found = re.findall(r'id="agenda-(\w+)"', page)
    assert found[:7] == list(ORDER[:7])
