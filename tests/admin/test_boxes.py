"""Boxes of the admin: dates as people write them, rows chosen without a script, what the next new row takes over."""

from datetime import date

import pytest
from django.urls import reverse

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
    ("written", "kept", "told"),
    [
        ("令和4年5月6日", "2022-05-06", ""),
        ("Sept. 2022", "2022-09", ""),
        ("5–6 May 2022", "2022-05-05", "the first day is kept"),
        ("2022-05-05/06", "2022-05-05", "the first day is kept"),
        ("2022年5月31日～6月1日", "2022-05-31", "the first day is kept"),
    ],
)
def test_a_meeting_of_two_days_keeps_the_first_and_says_so(editor_client, written, kept, told):
    data = empty(editor_client, "meeting", **MEETING, dialogue=f.dialogue().pk) | {"held_on": written}
    answer = editor_client.post(add("meeting"), data, follow=True)
    assert Meeting.objects.get().held.iso == kept and told in text(answer)
    assert ("the first day is kept" in text(answer)) == bool(told)


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
