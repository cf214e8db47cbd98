"""Topics out of scope are set once, for the codebook and all dialogues."""

import pytest
from django.urls import reverse

from agenda.actions.scope import change_scope
from agenda.models import Dialogue
from tests.support import factories as f
from tests.support.desk import at, code
from tests.support.pages import markup, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def grid(desk):
    desk.forum = desk.meeting.dialogue
    desk.quad = f.dialogue(short_name="Quad", slug="quad")
    desk.client.force_login(f.user("Editor", "Analyst", "Reviewer"))
    return desk


def out(dialogue):
    return set(dialogue.out_of_scope.values_list("code", flat=True))


def test_only_what_was_changed_is_changed(grid):
    assert "Space: out of scope at Quad" in markup(grid.client.get(at("scope")))
    grid.client.post(at("scope"), {"out": ["quad:space", f"{grid.forum.slug}:open-ran"]})
    assert out(grid.quad) == {"space"} and out(grid.forum) == {"open-ran"}
    assert grid.quad.history.first().out_of_scope.count() == 1, "who changed it is on record"
    page = markup(grid.client.get(at("scope")))
    assert '<input type="hidden" name="was" value="quad:space">' in page
    grid.quad.out_of_scope.add(grid.topic)  # by somebody else, meanwhile
    said = text(
        grid.client.post(at("scope"), {"was": ["quad:space", f"{grid.forum.slug}:open-ran"]}, follow=True)
    )
    assert "2 cells changed." in said
    assert out(grid.quad) == {"open-ran"} and out(grid.forum) == set()
    assert "Nothing was changed." in text(grid.client.post(at("scope"), {}, follow=True))


def test_a_published_finding_stands_in_the_way_and_ticks_stay(grid):
    code(grid, grid.analyst, "raised")
    grid.client.force_login(grid.reviewer)
    grid.client.post(at("settle", "epcc-1"), {"single": "1"})
    grid.client.force_login(f.user("Editor"))
    ticked = [f"{grid.forum.slug}:open-ran", "quad:space"]
    refused = grid.client.post(at("scope"), {"out": ticked})
    assert refused.status_code == 422
    assert f"{grid.forum}: withdraw the published findings first: Open RAN" in text(refused)
    assert markup(refused).count(" checked>") == 2 and not Dialogue.out_of_scope.through.objects.exists()


@pytest.mark.parametrize("cell", ["quad", "quad:nothing", "nowhere:space", "\x00", ":"])
def test_a_cell_that_is_none_is_told(grid, cell):
    refused = grid.client.post(at("scope"), {"out": [cell]})
    assert refused.status_code == 422 and "is not there any more" in text(refused)


def test_done_meetings_count_the_topics_in_scope_only(grid):
    code(grid, grid.analyst, "raised")
    grid.client.force_login(grid.reviewer)
    grid.client.post(at("settle", "epcc-1"), {"single": "1"})
    kinds = {task.kind for task in grid.client.get(at("desk")).context["tasks"]}
    assert "second" in kinds, "one of two topics is decided"
    change_scope(by=f.user("Editor"), put_out={(grid.forum.slug, "space")}, take_in=())
    assert grid.client.get(at("desk")).context["tasks"] == []


def test_editors_find_the_grid_from_the_list_of_dialogues(grid):
    grid.client.force_login(f.user("Editor"))
    page = grid.client.get(reverse("admin:agenda_dialogue_changelist")).content.decode()
    assert f'href="{at("scope")}"' in page


def test_only_editors_say_what_is_out_of_scope(grid):
    grid.client.force_login(grid.analyst)
    assert grid.client.get(at("scope")).status_code == 403
    assert grid.client.post(at("scope"), {"out": ["quad:space"]}).status_code == 403
