"""The cells of rows: characters, dates as they were written."""

import json

import pytest

from agenda.models import Meeting
from tests.support import factories as f
from tests.support.imports import brought, csv_of, messages, states, tried

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def quad(db):
    return f.dialogue(slug="quad", short_name="Quad", level="leaders")


def test_control_characters_become_blanks(quad, editor):
    rows = (
        ("Forum", "Date", "Title"),
        ("Quad", "2022-05-24", "Fourth\x0bmeeting"),
        ("Quad", "2022-06-24", "Fifth"),
    )
    as_json = json.dumps([{"dialogue": "quad", "held_on": "2022-05-24", "title": "Fourth\x0bmeeting\x01"}])
    brought("meetings", csv_of(*rows), by=editor, fixed={"format": "phone"})
    assert Meeting.objects.get(slug="quad-2022-05-24").title == "Fourth meeting"
    plan = tried("meetings", as_json.encode(), by=editor)
    assert states(plan) == ["unchanged"]


def test_the_order_of_day_and_month_is_found_from_the_column_and_told(quad, editor):
    rows = [("Forum", "Date", "Format"), ("Quad", "05/06/2023", "phone"), ("Quad", "13/06/2023", "phone")]
    plan = tried("meetings", csv_of(*rows), by=editor)
    assert [result.key for result in plan.results] == [
        "quad-2023-06-05",
        "quad-2023-06-13",
    ] and not plan.ambiguous
    assert "“Date”: the day stands before the month, as other dates of the column show." in plan.notes
    plan = tried("meetings", csv_of(*rows[:2]), by=editor)
    assert plan.ambiguous == ["05/06/2023"] and "write 2023-05-06 or 2023-06-05" in messages(plan)
    plan = tried("meetings", csv_of(*rows), b"Forum,Date,Format\r\nQuad,06/13/2024,phone", by=editor)
    assert [result.key for result in plan.results][-1] == "quad-2024-06-13"


def test_a_date_kept_less_exactly_is_said_in_its_row(quad, editor):
    plan = tried("meetings", csv_of(("Forum", "Date", "Format"), ("Quad", "Q1 2022", "phone")), by=editor)
    assert states(plan) == ["created"] and "“Q1 2022” is kept as the year" in messages(plan)
    assert plan.writes[0].values["held_on"] == "2022"


def test_several_forums_in_one_cell_are_told_apart_where_each_is_known(quad, editor):
    f.dialogue(slug="two-plus-two", short_name="Economic 2+2", other_names=["経済版2プラス2"])
    topic, paper = f.topic(code="cables"), f.document(kind="article", is_official=False, slug="paper")
    head = ("code", "topic", "document", "recommender", "made_on", "kind", "summary", "dialogues")

    def planned(forums):
        actor = f.actor(kind="person")
        row = ("R1", topic.code, paper.slug, actor.slug, "2022-03", "explicit", "Do it.", f'"{forums}"')
        return tried("recommendations", csv_of(head, row), by=editor)

    for forums in (
        "Economic 2+2 & Quad",
        "Quad, Economic 2+2",
        "経済版2プラス2、Quad",
        "Quad and economic 2+2",
        "quad; Economic 2+2",
    ):
        plan = planned(forums)
        assert plan.writes and plan.writes[0].values["dialogues"] == ["quad", "two-plus-two"], messages(plan)
    assert "names several: Economic 2+2, Quad" in messages(planned("Economic 2+2 & Quad"))
    assert "There is no dialogue “Quad & Nix”" in messages(planned("Quad & Nix"))
