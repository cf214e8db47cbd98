"""Boxes of the admin: dates as people write them, rows chosen without a script, what the next new row takes over."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Dialogue, Document, Meeting
from tests.support import factories as f
from tests.support.admin import add, change, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db
MEETING = {
    "title": "First",
    "format": "virtual",
    "level": "ministerial",
    "status": "held",
    "held_on": "2022-05-06",
}


def empty(client, noun, **values):
    return form_data(client.get(add(noun))) | values


@pytest.mark.parametrize(
    ("first", "last", "kept", "ends"),
    [
        ("令和4年5月6日", "", "2022-05-06", None),
        ("Sept. 2022", "", "2022-09", None),
        ("5–6 May 2022", "", "2022-05-05", date(2022, 5, 6)),
        ("2022-05-05/06", "6 May 2022", "2022-05-05", date(2022, 5, 6)),
        ("2022年5月31日～6月1日", "", "2022-05-31", date(2022, 6, 1)),
        ("2022-05-31", "1. Juni 2022", "2022-05-31", date(2022, 6, 1)),
        ("2022-05-31", "31 May 2022", "2022-05-31", None),
    ],
)
def test_a_meeting_of_several_days_has_a_first_and_a_last_day(editor_client, first, last, kept, ends):
    data = empty(editor_client, "meeting", **MEETING, dialogue=f.dialogue().pk)
    answer = editor_client.post(add("meeting"), data | {"held_on": first, "ends_on": last}, follow=True)
    row = Meeting.objects.get()
    assert (row.held.iso, row.ends_on) == (kept, ends)
    assert "is kept" not in text(answer)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2022-05-06", "2022-05-05", "The last day comes after the first one"),
        ("2022-05-06", "2022-06-06", "within a month of it"),
        ("May 2022", "2022-05-07", "has a first day, known to the day"),
        ("5–6 May 2022", "2022-05-09", "The first box says 2022-05-06"),
        ("6–5 May 2022", "", "the last day lies before the first"),
    ],
)
def test_a_last_day_that_does_not_follow_is_told_beside_what_was_typed(editor_client, first, last, told):
    data = empty(editor_client, "meeting", **MEETING, dialogue=f.dialogue().pk)
    answer = editor_client.post(add("meeting"), data | {"held_on": first, "ends_on": last})
    assert answer.status_code == 200 and not Meeting.objects.exists() and told in text(answer)
    assert f'value="{first}"' in answer.content.decode()


def test_a_meeting_that_goes_on_was_not_held_yet(editor_client):
    today = timezone.now().date()
    data = empty(editor_client, "meeting", **MEETING, dialogue=f.dialogue().pk)
    data |= {"held_on": f"{today - timedelta(days=2)}", "ends_on": f"{today + timedelta(days=3)}"}
    answer = editor_client.post(add("meeting"), data)
    assert "lies ahead, so it cannot have been held" in text(answer) and not Meeting.objects.exists()
    assert editor_client.post(add("meeting"), data | {"status": "scheduled"}).status_code == 302


def test_a_meeting_on_a_day_of_another_one_looks_like_it(editor_client):
    forum = f.dialogue()
    f.meeting(forum, "2022-05-06", ends_on=date(2022, 5, 8))
    data = empty(editor_client, "meeting", **MEETING, dialogue=forum.pk) | {"held_on": "2022-05-07"}
    assert "This looks like" in text(editor_client.post(add("meeting"), data))


def test_every_box_for_a_day_reads_what_imports_read(editor_client):
    row = f.dialogue()
    data = form_data(editor_client.get(change(row))) | {
        "covered_from": "5 March 2019",
        "covered_until": "R4.3.14",
    }
    assert editor_client.post(change(row), data).status_code == 302
    row.refresh_from_db()
    assert (row.covered_from, row.covered_until) == (date(2019, 3, 5), date(2022, 3, 14))
    answer = editor_client.post(change(row), data | {"covered_from": "March 2019"})
    assert "is no single day" in text(answer) and 'value="March 2019"' in answer.content.decode()
    paper = f.document(f.meeting())
    data = form_data(editor_client.get(change(paper))) | {"retrieved_on": "2. März 2026"}
    assert editor_client.post(change(paper), data).status_code == 302
    assert Document.objects.get().retrieved_on == date(2026, 3, 2)


def test_a_meeting_is_made_without_a_script(editor_client):
    dialogue = f.dialogue(short_name="EPCC")
    page = editor_client.get(add("meeting"))
    assert '<noscript> <input type="text" name="dialogue__named"' in page.content.decode()
    data = empty(editor_client, "meeting", **MEETING) | {"dialogue__named": "nobody"}
    refused = editor_client.post(add("meeting"), data)
    assert "nobody" in text(refused) and 'name="dialogue__named" value="nobody"' in refused.content.decode()
    assert editor_client.post(add("meeting"), data | {"dialogue__named": "epcc"}).status_code == 302
    assert Meeting.objects.get().dialogue == dialogue
    f.dialogue(name="EPCC")
    assert (
        editor_client.post(add("meeting"), data | {"title": "B", "dialogue__named": "epcc"}).status_code
        == 200
    )


def test_several_rows_are_named_without_a_script(editor_client):
    topics = f.topic("Cables"), f.topic("Chips")
    row = f.dialogue()
    data = form_data(editor_client.get(change(row))) | {"out_of_scope__named": "Cables; chips"}
    assert editor_client.post(change(row), data).status_code == 302
    assert set(Dialogue.objects.get().out_of_scope.all()) == {*topics}


def test_the_next_meeting_keeps_the_dialogue(editor_client):
    dialogue = f.dialogue()
    data = empty(editor_client, "meeting", **MEETING, dialogue=dialogue.pk, _addanother="1")
    page = editor_client.post(add("meeting"), data, follow=True)
    assert Meeting.objects.get().dialogue == dialogue
    form = page.context["adminform"].form
    assert str(form["dialogue"].value()) == str(dialogue.pk) and form["format"].value() == "virtual"
    assert not form["title"].value() and not form["held_on"].value()


def test_the_exact_match_stands_first(editor_client):
    for name in ("A wide Quad", "Quadrilateral", "Zeta"):
        f.dialogue(name=name, short_name=name)
    f.dialogue(name="Z", short_name="Quad")
    found = editor_client.get(
        reverse("admin:autocomplete"),
        {"term": "quad", "app_label": "agenda", "model_name": "meeting", "field_name": "dialogue"},
    ).json()["results"]
    assert [row["text"] for row in found] == ["Quad", "Quadrilateral", "A wide Quad"]


@pytest.mark.parametrize("words", ["EPCC", "経済版2プラス2", "Other name"])
def test_meetings_and_documents_are_found_by_any_name_of_their_forum(editor_client, words):
    dialogue = f.dialogue(short_name="EPCC", name_ja="経済版2プラス2", other_names=["Other name"])
    paper = f.document(f.meeting(dialogue))
    f.document(f.meeting())
    for noun, row in (("meeting", paper.meeting), ("document", paper)):
        listed = editor_client.get(reverse(f"admin:agenda_{noun}_changelist"), {"q": words})
        assert list(listed.context["cl"].result_list) == [row]
