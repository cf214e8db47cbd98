"""Rows that may be one: told of at once where one is made, and on the front page."""

import pytest
from django.urls import reverse

from agenda.admin.alike import alike_keys, alike_to
from agenda.models import Actor, Dialogue, Topic
from tests.support import factories as f
from tests.support.admin import add, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Economy Ministry"},
        {"name": "METI"},
        {"name": "Ministry of Econmy"},
        {"name": "Something else", "name_ja": "経済省"},
        {"name": "Something else", "translations": "de.name: Wirtschaftsministerium"},
    ],
)
def test_an_actor_that_looks_like_another_is_asked_about_on_the_form(editor_client, values):
    f.actor("Ministry of Economy", name_ja="経済省", translations={"de": {"name": "Wirtschaftsministerium"}})
    f.actor("Ministry of Economy, Trade and Industry")
    data = form_data(editor_client.get(add("actor"))) | {"kind": "ministry"} | values
    answer = editor_client.post(add("actor"), data)
    assert "This looks like" in text(answer) and "Ministry of Econ" in text(answer)
    assert f'value="{values["name"]}"' in answer.content.decode() and Actor.objects.count() == 2
    assert editor_client.post(add("actor"), data | {"not_duplicate": "on"}).status_code == 302


def test_a_dialogue_is_known_by_any_of_its_names(editor_client):
    f.dialogue(
        name="Economic Policy Consultative Committee", short_name="Two Plus Two", other_names=["Economic 2+2"]
    )
    data = form_data(editor_client.get(add("dialogue"))) | {
        "kind": "bilateral",
        "level": "ministerial",
        "status": "active",
    }
    for named in ({"name": "A new one", "short_name": "EPCC"}, {"name": "Economic 2+2", "short_name": "X"}):
        assert "This looks like" in text(editor_client.post(add("dialogue"), data | named))
    assert Dialogue.objects.count() == 1


def test_the_front_page_counts_them_and_the_list_shows_them(editor_client):
    alike = {f.topic("Semiconductors").pk, f.topic("Chips", aliases=["semiconductor"]).pk}
    f.topic("Cables")
    assert alike_keys(Topic) == alike
    assert "Topics whose names look alike" in text(editor_client.get(reverse("admin:index")))
    page = editor_client.get(reverse("admin:agenda_topic_changelist"), {"alike": "yes"})
    assert {row.pk for row in page.context["cl"].result_list} == alike
    Topic.objects.filter(name="Chips").update(aliases=[])
    assert alike_keys(Topic) == set()


def test_a_merge_offers_them(editor_client):
    one, other = f.actor("Ministry of Economy"), f.actor("Economy Ministry")
    assert list(alike_to(one)) == [other]
    page = editor_client.get(reverse("admin:agenda_actor_merge", args=[one.pk]))
    assert "These look alike" in text(page) and "Economy Ministry" in text(page)
