"""Lists of the admin that hold more rows than are counted."""

import pytest

from agenda.models import Document
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
FINDINGS, MEETINGS, DOCUMENTS = (f"/admin/agenda/{noun}/" for noun in ("finding", "meeting", "document"))


@pytest.fixture
def few(monkeypatch):
    """As if no more than three rows were counted, and pages held one."""
    monkeypatch.setattr("agenda.admin.bounded.COUNTED", 3)
    monkeypatch.setattr("agenda.admin.bounded.AHEAD", 1)
    monkeypatch.setattr("agenda.admin.base.RecordAdmin.list_per_page", 1)


def labels(response) -> list[str]:
    """What the choices of the filters say."""
    changelist = response.context["cl"]
    return [choice["display"] for spec in changelist.filter_specs for choice in spec.choices(changelist)]


def test_a_list_of_few_rows_is_counted_with_its_choices(editor_client):
    for n in range(3):
        f.meeting(title=f"Meeting {n}")
    response = editor_client.get(MEETINGS)
    assert "3 meetings" in text(response) and "Held (3)" in labels(response)


def test_of_many_rows_it_is_said_that_there_are_more_and_no_choice_is_counted(editor_client, few):
    for _n in range(5):
        f.meeting()
    response = editor_client.get(MEETINGS)
    assert "more than 3 meetings" in text(response) and "5 meetings" not in text(response)
    assert "Held" in labels(response) and not any("(" in label for label in labels(response))
    assert "Select all rows of the list, on further pages too" in text(response)


def test_choices_are_counted_where_their_own_filter_leaves_few(editor_client, few):
    forum = f.dialogue()
    for of in (forum, forum, *(None for _n in range(4))):
        f.meeting(of)
    found = labels(editor_client.get(MEETINGS, {"dialogue__id__exact": forum.pk}))
    assert "Held (2)" in found  # of the two of this forum
    assert str(forum) in found  # six without the filter: too many to count


def test_every_row_of_many_is_reached_page_by_page(editor_client, few):
    rows = {f.meeting(on=f"2022-05-{day:02}").pk for day in range(1, 12)}
    seen, number = [], 1
    while True:
        response = editor_client.get(MEETINGS, {"p": number})
        changelist = response.context["cl"]
        seen += [row.pk for row in changelist.result_list]
        if number >= changelist.paginator.num_pages:
            break
        number += 1
    assert len(seen) == len(rows) and set(seen) == rows
    assert "11 meetings" in text(response)


def test_days_of_many_rows_lead_to_all_of_them(editor_client, few):
    for day in ("2020-03-01", "2020-05-02", "2022-01-01", "2022-01-02", "2022-02-03"):
        f.meeting(on=day)
    years = editor_client.get(MEETINGS).context["cl"].days()
    assert [year["title"] for year in years] == ["2020", "2021", "2022"]
    found = editor_client.get(f"{MEETINGS}{years[0]['link']}").context["cl"]
    assert [str(row.held) for row in found.queryset] == ["2 May 2020", "1 March 2020"]
    f.meeting(on="2022-03-03")
    months = editor_client.get(f"{MEETINGS}{years[2]['link']}").context["cl"].days()
    assert [month["title"] for month in months][:2] == ["January 2022", "February 2022"] and len(months) == 12
    january = editor_client.get(f"{MEETINGS}{months[0]['link']}").context["cl"]
    assert january.queryset.count() == 2


def test_of_very_many_choices_some_are_listed_and_others_found_by_name(editor_client, monkeypatch):
    monkeypatch.setattr("agenda.admin.bounded.MOST_CHOICES", 2)
    for name in ("Alpha", "Beta", "Gamma"):
        f.document(publisher=f.actor(name=name))
    response = editor_client.get(DOCUMENTS)
    assert "There are more: find them by a part of the name." in text(response)
    assert not any(label.startswith("Gamma") for label in labels(response))
    response = editor_client.get(DOCUMENTS, {"find_publisher": "gam", "kind__exact": "readout"})
    assert any(label.startswith("Gamma") for label in labels(response))
    assert 'name="kind__exact" value="readout"' in response.content.decode()
    chosen = Document.objects.get(publisher__name="Gamma")
    response = editor_client.get(DOCUMENTS, {"publisher__id__exact": chosen.publisher_id})
    assert [row.pk for row in response.context["cl"].result_list] == [chosen.pk]
    assert any(label.startswith("Gamma") for label in labels(response))  # chosen, though not among the first


@pytest.mark.parametrize("typed", ["nix", "%", "\x00", "x" * 500, "<b>"])
def test_a_name_that_finds_no_choice_leaves_the_list_and_the_box(editor_client, typed):
    row = f.document(publisher=f.actor(name="Alpha"))
    response = editor_client.get(DOCUMENTS, {"find_publisher": typed})
    assert [found.pk for found in response.context["cl"].result_list] == [row.pk]
    assert 'name="find_publisher"' in response.content.decode() and "<b>" not in response.content.decode()


def test_actions_reach_all_rows_that_were_not_counted(editor_client, few):
    rows = [f.meeting() for _n in range(6)]
    posted = {"action": "unpublish", "select_across": "1", "_selected_action": [rows[0].pk]}
    response = editor_client.post(MEETINGS, posted)
    assert all(str(row) in text(response) for row in rows)
