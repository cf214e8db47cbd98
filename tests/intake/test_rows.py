"""The cells of rows: characters, dates as they were written."""

import json

import pytest

from agenda.models import Meeting
from tests.support import factories as f
from tests.support.imports import brought, csv_of, messages, states, tried


@pytest.fixture
def quad(db):
    return f.dialogue(slug="quad", short_name="Quad", level="leaders")


def test_control_characters_become_blanks_and_that_is_told(quad, editor):
    rows = (
        ("Forum", "Date", "Title"),
        ("Quad", "2022-05-24", "Fourth\x0bmeeting"),
        ("Quad", "2022-06-24", "Fifth"),
    )
    as_json = json.dumps([{"dialogue": "quad", "held_on": "2022-05-24", "title": "Fourth\x0bmeeting\x01"}])
    plan = brought("meetings", csv_of(*rows), by=editor, fixed={"format": "phone"})
    assert "In one line control characters became blanks." in plan.notes
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
