import csv
import io
import re

import pytest

from agenda.coverage.states import State
from agenda.pictures import matrix
from agenda.pictures.matrix import Head, render
from agenda.pictures.scene import mark
from tests.support import factories as f
from tests.support.pages import text


def test_escapes_what_comes_from_the_record_and_marks_each_state():
    rows = [Head(1, "<script>R&D", '/topics/"x/', is_recommended=True), Head(2, "Space", "/topics/space/")]
    columns = [Head(7, "<b>May", "/meetings/m/", "<i>note")]
    html = render("<caption>", rows, columns, {(1, 7): (State.NOT_RAISED, "/findings/m/rd/", True)})
    for raw in ("<script>", "<b>May", "<i>note", '"x/', "<caption><caption>"):
        assert raw not in html
    assert "&lt;script&gt;R&amp;D" in html and "&lt;b&gt;May" in html
    words = "&lt;b&gt;May: not mentioned, recommended before it"
    assert f'<a class="dot not_raised recommended" href="/findings/m/rd/" title="{words}"></a>' in html
    assert html.count("<td></td>") == 1


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
        r'<table class="matrix meetings">.*?</table>', client.get("/dialogues/ns/").content.decode(), re.S
    )[0]
    cells = re.findall(r"<td[^>]*><(?:a|span).*?</td>", table)
    assert [("recommended before it" in cell) for cell in cells] == [is_starred, False]
    rows = list(
        csv.DictReader(io.StringIO(client.get("/pictures/matrix/ns.csv").content.decode("utf-8-sig")))
    )
    assert {row["Topic"]: row["Recommended before"] for row in rows} == {
        "Cables": "yes" if is_starred else "no", "Space": "no"}  # fmt: skip


def test_red_is_for_what_was_recommended_and_is_not_mentioned():
    rows, columns = [Head(1, "T", "/t/"), Head(2, "U", "/u/")], [Head(7, "M", "/m/")]
    cells = {(1, 7): (State.NOT_RAISED, "/x/", True), (2, 7): (State.NOT_RAISED, "/y/", False)}
    html = render("x", rows, columns, cells)
    assert re.findall(r'<a class="(dot [^"]+)"', html) == ["dot not_raised recommended", "dot not_raised"]
    assert mark(State.NOT_RAISED, 0, 0, 5, is_recommended=True).paint == "not"
    assert mark(State.NOT_RAISED, 0, 0, 5).paint == mark(State.EXCLUDED, 0, 0, 5).paint == "silent"
    assert mark(State.RAISED, 0, 0, 5, is_recommended=True).paint != mark(State.PARTLY_RAISED, 0, 0, 5).paint


WIDE = [Head(n, f"{n} Sep 2024", f"/meetings/m-{n}/") for n in range(40)]
TALL = [Head(n, f"Topic {n}", f"/topics/t-{n}/", "1 of 40") for n in range(120)]


def test_the_matrix_stands_once_in_the_page():
    finding = "/findings/a-dialogue-2024-09-21/a-topic/"
    cells = {(row.key, column.key): (State.NOT_RAISED, finding, True) for row in TALL for column in WIDE}
    html = render("All", TALL, WIDE, cells)
    assert html.count(f'href="{finding}"') == html.count("</a></td>") == len(cells)
    longest = max(map(len, re.findall(r"<td><.*?</td>", html)))
    assert len(html) < len(cells) * (longest + 15), "what is beside the cells is a tenth of them"
    assert longest < len(finding) + len("30 Sep 2024: not mentioned, recommended before it") + 80


def test_each_state_of_a_cell_says_itself_in_words_and_keeps_its_own_address():
    rows = [Head(n, f"T{n}", f"/t/{n}/") for n in range(len(State))]
    columns = [Head(7, "May 2024", "/m/", is_unread=True)]
    told = {(n, 7): (state, f"/findings/{n}/" if n % 2 else None, False) for n, state in enumerate(State)}
    html = render("x", rows, columns, told)
    for n, state in enumerate(State):
        words = f"May 2024: {state.word or 'not recommended then'}"
        dot = (
            f'<a class="dot {state}" href="/findings/{n}/" title="{words}"></a>'
            if n % 2
            else f'<span class="dot {state}" role="img" aria-label="{words}" title="{words}"></span>'
        )
        assert f'<td class="unread">{dot}</td>' in html


def test_a_matrix_of_more_than_a_page_says_what_it_shows_and_leads_to_the_rest(db, client, monkeypatch):
    monkeypatch.setattr(matrix, "MOST_MEETINGS", 2)
    monkeypatch.setattr(matrix, "MOST_TOPICS", 3)
    f.codebook()
    forum = f.dialogue(slug="ns")
    topics = [f.topic(f"Topic {n}", code=f"t-{n}") for n in range(4)]
    for day in ("2022-01-01", "2022-02-01", "2022-03-01"):
        talk = f.meeting(forum, day)
        for topic in topics:
            f.finding(talk, topic, "not_raised")
    answer = client.get("/dialogues/ns/")
    first = answer.content.decode()
    assert "Meetings 1 to 2 of 3, newest first." in text(answer) and "Topics 1 to 3 of 4." in text(answer)
    assert 'href="/pictures/matrix/ns.csv"' in first
    seen = set()
    for meetings in (1, 2):
        for topics_page in (1, 2):
            html = client.get(f"/dialogues/ns/?meetings={meetings}&topics={topics_page}").content.decode()
            seen |= set(re.findall(r'<a class="dot not_raised" href="([^"]+)"', html.split("<table")[1]))
    assert len(seen) == 3 * 4
    assert "?meetings=2#matrix" in first and "?topics=2#matrix" in first
    assert client.get("/dialogues/ns/?meetings=no&topics=999").status_code == 200
