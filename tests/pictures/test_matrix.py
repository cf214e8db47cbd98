import csv
import io
import re

import pytest

from agenda.coverage.states import State
from agenda.pictures.matrix import Head, render
from agenda.pictures.scene import mark
from tests.support import factories as f


def test_escapes_what_comes_from_the_record_and_marks_each_state():
    rows = [Head(1, "<script>R&D", '/topics/"x/', is_recommended=True), Head(2, "Space", "/topics/space/")]
    columns = [Head(7, "<b>May", "/meetings/m/", "<i>note")]
    cells = {
        (1, 7): (State.NOT_RAISED, "/findings/m/rd/", True),
        (2, 7): (State.NOT_RECOMMENDED, None, False),
    }
    html = render("<caption>", rows, columns, lambda row, column: cells[row, column])
    for raw in ("<script>", "<b>May", "<i>note", '"x/', "<caption><caption>"):
        assert raw not in html
    assert "&lt;script&gt;R&amp;D" in html and "&lt;b&gt;May" in html
    words = "&lt;b&gt;May: not mentioned, recommended before it"
    assert f'<a class="dot not_raised recommended" href="/findings/m/rd/" title="{words}"></a>' in html
    assert '<td class="c not_recommended"></td>' in html


@pytest.mark.parametrize(
    "day, is_starred",
    [
        ("2022-01-01", False),
        ("2022-01-02", True),
        ("2022-05-31", True),
        ("2022-06-01", False),
        ("2022-06-02", False),
    ],
)
def test_a_recommendation_stands_from_the_day_after_it_to_the_day_before_its_withdrawal(
    db, client, day, is_starred
):
    f.codebook()
    forum = f.dialogue(slug="ns")
    cables, space = f.topic("Cables", code="cables"), f.topic("Space", code="space")
    f.recommendation(cables, forum, on="2022-01-01", withdrawn_on="2022-06-01")
    talk = f.meeting(forum, day)
    for topic in (cables, space):
        f.finding(talk, topic, "not_raised")
    table = re.search(
        r'<table class="matrix">.*?</table>', client.get("/dialogues/ns/").content.decode(), re.S
    )[0]
    cells = re.findall(r'<td class="c .*?</td>', table)
    assert [("recommended before it" in cell) for cell in cells] == [is_starred, False]
    rows = list(
        csv.DictReader(io.StringIO(client.get("/pictures/matrix/ns.csv").content.decode("utf-8-sig")))
    )
    assert {row["Topic"]: row["Recommended before"] for row in rows} == {
        "Cables": "yes" if is_starred else "no", "Space": "no"}  # fmt: skip


def test_red_is_for_what_was_recommended_and_is_not_mentioned():
    rows, columns = [Head(1, "T", "/t/"), Head(2, "U", "/u/")], [Head(7, "M", "/m/")]
    cells = {(1, 7): (State.NOT_RAISED, "/x/", True), (2, 7): (State.NOT_RAISED, "/y/", False)}
    html = render("x", rows, columns, lambda row, column: cells[row, column])
    assert re.findall(r'<td class="(c [^"]+)"', html) == ["c not_raised recommended", "c not_raised"]
    assert mark(State.NOT_RAISED, 0, 0, 5, is_recommended=True).paint == "not"
    assert mark(State.NOT_RAISED, 0, 0, 5).paint == mark(State.EXCLUDED, 0, 0, 5).paint == "silent"
    assert mark(State.RAISED, 0, 0, 5, is_recommended=True).paint != mark(State.PARTLY_RAISED, 0, 0, 5).paint
