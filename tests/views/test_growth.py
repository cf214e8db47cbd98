"""What a page reads grows with what it shows, not with what is stored beside it."""

import pytest
from django.db import connection

from agenda.coverage.light import light_pairings
from tests.support import factories as f

pytestmark = pytest.mark.django_db


class RowsRead:
    """Counts the statements and the rows that come back, whoever asks."""

    def __init__(self):
        self.statements = self.rows = 0

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.statements += 1
        if sql.lstrip().upper().startswith("SELECT") and "agenda_currentcell" in sql and not many:
            with connection.connection.cursor() if connection.vendor == "postgresql" else _plain() as cursor:
                cursor.execute(_literal(sql), tuple(params or ()))
                self.rows += len(cursor.fetchall())
        return result


class _plain:
    """A cursor of SQLite's own, beside the one that is being counted."""

    def __enter__(self):
        self.cursor = connection.connection.cursor()
        return self.cursor

    def __exit__(self, *_error):
        self.cursor.close()


def _literal(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else sql


def read(client, address) -> tuple[int, int]:
    client.get(address)
    counting = RowsRead()
    with connection.execute_wrapper(counting):
        assert client.get(address).status_code == 200
    return counting.statements, counting.rows


def fill(forum, topics, months):
    for month in months:
        meeting = f.meeting(forum, f"2022-{month:02}-05")
        for topic in topics:
            f.finding(meeting, topic, "raised")


def test_other_dialogues_cost_a_narrow_page_nothing(client):
    forum, topics = f.dialogue(), [f.topic() for _n in range(3)]
    recommendation = f.recommendation(topics[0], forum, on="2022-01-01")
    fill(forum, topics, (2, 3, 4))
    addresses = [
        forum.get_absolute_url(),
        f"{forum.get_absolute_url()}brief/",
        recommendation.get_absolute_url(),
    ]
    before = [read(client, address) for address in addresses]
    others = [f.topic() for _n in range(3)]
    for _n in range(2):
        fill(f.dialogue(), others, (5, 6))
    assert [read(client, address) for address in addresses] == before
    assert all(rows for _statements, rows in before), "the pages do read cells"


def ask(forum, topic, number):
    """A recommendation of `number` meetings' silence: made before all that `fill` makes."""
    return f.recommendation(topic, forum, on=f"2022-01-{number:02}")


def test_lists_read_a_page_of_what_is_stored(client, monkeypatch):
    monkeypatch.setattr("agenda.views.base.PER_PAGE", 2)
    forum, topics = f.dialogue(), [f.topic() for _n in range(2)]
    for month in (2, 3, 4):
        meeting = f.meeting(forum, f"2022-{month:02}-05")
        for topic, outcome in zip(topics, ("raised", "not_raised"), strict=True):
            f.finding(meeting, topic, outcome)
    for number in range(1, 5):
        ask(forum, topics[number % 2], number)
    addresses = ["/divergence/", "/recommendations/", "/missed/"]
    before = [read(client, address) for address in addresses]
    for number in range(5, 12):
        ask(forum, topics[number % 2], number)
    for month in (7, 8, 9):
        f.finding(f.meeting(f.dialogue(), f"2021-{month:02}-05"), topics[0], "raised")
    for address, (statements, rows) in zip(addresses, before, strict=True):
        now = read(client, address)
        assert now[0] == statements, f"{address} asks as many statements of a longer list"
        assert now[1] <= rows + 6, f"{address} reads a page, and a row more for each option it counts"


def silences(forum, topic, year):
    for month in range(2, 9):
        f.finding(f.meeting(forum, f"{year}-{month:02}-05"), topic, "not_raised")


def test_elsewhere_reads_the_mentions_of_a_page(client, monkeypatch):
    monkeypatch.setattr("agenda.views.base.PER_PAGE", 2)
    here, there, topic = f.dialogue(), f.dialogue(), f.topic()
    for month in (1, 3, 5, 7, 9):
        f.finding(f.meeting(there, f"2022-{month:02}-20"), topic, "raised")
    silences(here, topic, 2022)
    statements, rows = read(client, "/elsewhere/")
    silences(here, topic, 2021)
    silences(here, topic, 2023)
    page = client.get("/elsewhere/")
    assert page.context["page"].paginator.count == 21 and len(page.context["page"]) == 2
    assert all(
        len(row.mentions) == 3 and row.n_more == 2 for row in client.get("/elsewhere/?page=5").context["page"]
    )
    now = read(client, "/elsewhere/")
    # The rows, and the options that the database cannot group, are counted from a key a row, up to a bound.
    assert now[0] == statements and now[1] <= rows + 4 * 14


def test_a_topic_proves_a_page_of_the_meetings_that_raised_it(client, monkeypatch):
    monkeypatch.setattr("agenda.views.topics.PER_PAGE", 2)
    forum, topic = f.dialogue(), f.topic(code="cables")
    fill(forum, [topic], (2, 3, 4, 5, 6))
    first = client.get("/topics/cables/?as_of=2023")
    assert [finding.meeting.held.iso for finding in first.context["raised"]] == ["2022-06-05", "2022-05-05"]
    assert (
        "Found at 5 meetings" in first.content.decode() and "?as_of=2023&amp;page=2" in first.content.decode()
    )
    last = client.get("/topics/cables/?page=3")
    assert [finding.meeting.held.iso for finding in last.context["raised"]] == ["2022-02-05"]
    assert all(finding.proof for finding in (*first.context["raised"], *last.context["raised"]))


def test_a_list_of_topics_makes_pairings_of_those_it_shows(client, monkeypatch):
    monkeypatch.setattr("agenda.views.base.PER_PAGE", 1)
    forum, topics = f.dialogue(slug="here"), [f.topic() for _n in range(3)]
    fill(forum, topics[:1], (2, 3))
    for number, topic in enumerate(topics, start=1):
        ask(forum, topic, number)
    made = []

    def counted(rows):
        made.append(list(light_pairings(rows)))
        return made[-1]

    monkeypatch.setattr("agenda.filters.topic_list.light_pairings", counted)
    page = client.get("/topics/?forum=here")
    (row,) = page.context["page"]
    assert len(row.pairings) == 1 and [len(pairings) for pairings in made] == [1]
    assert row.pairings[0].recommendation.topic_id == row.topic.pk
    assert [n for _standing, n in page.context["recommended"]] == [1, 2], "all of them are counted"


def test_what_others_recommend_costs_a_recommender_s_page_nothing(client):
    tank, forum, topics = f.actor(slug="tank"), f.dialogue(), [f.topic() for _n in range(3)]
    fill(forum, topics, (3, 4))
    for topic in topics:
        f.recommendation(topic, forum, on="2022-01-01", recommender=tank)
    small = read(client, "/actors/tank/")
    other = f.dialogue()
    fill(other, topics, (5, 6, 7))
    for topic in topics:
        f.recommendation(topic, other, on="2021-01-01")
    assert read(client, "/actors/tank/") == small and small[0] <= 20
