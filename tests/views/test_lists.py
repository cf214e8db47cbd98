"""Lists: what a table of rows says first, its strips, the columns it leaves out, the choices it folds."""

import re

import pytest

from agenda.coverage.courses import Standing
from agenda.coverage.extent import Reading
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import short_rate
from agenda.coverage.states import State
from agenda.pictures.dots import MOST, MOST_LINKED
from agenda.templatetags.lists import recent_dots, unbroken
from agenda.views.columns import same_throughout
from tests.support import factories as f
from tests.support.data import as_csv
from tests.support.pages import text


@pytest.fixture
def forum(db):
    return f.dialogue(slug="ns", short_name="NS")


@pytest.fixture
def cables(forum):
    """Recommended before three meetings: silent at the first, raised at the second, partly at the third in part of a paper."""
    topic = f.topic("Cables", code="cables")
    f.recommendation(topic, forum, on="2022-01-01", code="R-C")
    f.finding(f.meeting(forum, "2022-02-01", slug="first", title="First"), topic, "not_raised")
    f.finding(f.meeting(forum, "2022-03-01", slug="second", title="Second"), topic, "raised")
    third = f.meeting(forum, "2022-04-01", slug="third", title="Third")
    f.finding(third, topic, "partly_raised", documents=[f.document(third, completeness="part")])
    return topic


def row_of(client, address):
    """The words of the one row of a table, and its HTML."""
    content = client.get(address).content.decode()
    (row,) = re.findall(r"<tr>.*?</tr>", content.split("<tbody>")[1].split("</tbody>")[0], re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", row).split()), row


def strip_of(html):
    return re.findall(r'class="dot ([a-z_]+)', html)


def test_topics_at_a_forum(client, forum, cables):
    said = text(client.get("/topics/?forum=ns"))
    assert "Topics at NS" in said and "Topics at NS (" not in said
    words, html = row_of(client, "/topics/?forum=ns")
    assert words.startswith("Cables 1 of 2 (+1) 1 April 2022 partly") and "● raised R-C" in words
    assert strip_of(html) == ["not_raised", "raised", "partly_raised"]
    assert 'href="/findings/second/cables/"' in html and "NS, 1 March 2022: raised" in html
    (row,) = as_csv(client, "/topics.csv?forum=ns")
    assert (row["last_raised_on"], row["last_raised_at"]) == ("2022-04-01", "third")


def test_the_strip_and_the_answer_keep_to_the_dates_asked_for(client, forum, cables):
    words, html = row_of(client, "/topics/?forum=ns&since=2022-02-15&until=2022-03")
    assert strip_of(html) == ["raised"] and words.startswith("Cables 1 of 1 1 March 2022")
    assert strip_of(row_of(client, "/topics/?as_of=2022-02-28")[1]) == ["not_raised"]
    assert as_csv(client, "/topics.csv?as_of=2022-02-28")[0]["last_raised_on"] == ""


@pytest.mark.parametrize(
    "query, title",
    [
        ("", "Topics"), ("forum=ns&forum=ew", "Topics at EW and NS"), ("forum=ns&forum=nix", "Topics at NS"),
        ("forum=ns&forum=ew&forum=wide", "Topics at EW, NS and Wide"),
        ("forum=ns&forum=ew&forum=wide&forum=last", "Topics at 4 forums"),
        ("forum=ns&outcome=raised", "Topics at NS (Outcome: Raised)"),
    ],
)  # fmt: skip
def test_titles_name_the_forums(client, forum, query, title):
    for slug, name in (("ew", "EW"), ("wide", "Wide"), ("last", "Zuletzt")):
        f.dialogue(slug=slug, short_name=name)
    response = client.get(f"/topics/?{query}")
    assert response.context["title"] == title
    assert f'<h1 id="heading">{title.split(" (")[0]}</h1>' in response.content.decode()


def test_at_several_forums_recommendations_are_counted(client, forum, cables):
    f.recommendation(cables, f.dialogue(slug="ew", short_name="EW"), on="2022-01-01")
    words, _html = row_of(client, "/topics/")
    assert words.endswith("● 1 raised … 1 no meeting since")


def test_the_answer_stands_before_the_rows(client, forum, cables):
    f.finding(forum.meetings.get(slug="first"), f.topic("Space"), "not_raised")
    said = text(client.get("/topics/?forum=ns"))
    assert (
        "Of 2 topics, 1 were raised, partly included, at the 3 meetings of NS on record. Recommended: 1 raised."
        in said
    )
    assert "at the 3 meetings on record. Recommended: 1 raised." in text(client.get("/topics/"))


def test_topics_are_sorted_by_when_they_were_last_raised(client, forum, cables):
    later, never = f.topic("Later"), f.topic("Never")
    meeting = f.meeting(forum, "2023-01-01")
    f.finding(meeting, later)
    f.finding(meeting, never, "not_raised")
    for query, wanted in (
        ("sort=-last_raised", ["Later", "Cables", "Never"]), ("sort=last_raised", ["Cables", "Later", "Never"]),
        ("sort=-topic", ["Never", "Later", "Cables"]), ("sort=recommended", ["Cables", "Later", "Never"]),
        ("", ["Cables", "Later", "Never"]),
    ):  # fmt: skip
        assert [row.topic.name for row in client.get(f"/topics/?{query}").context["page"]] == wanted, query


def test_a_meeting_shows_its_result_and_how_much_was_read(client, forum, cables):
    f.meeting(forum, "2022-05-01", status="cancelled", title="Off")
    rows = {row.meeting.title: row for row in client.get("/meetings/").context["page"]}
    assert [rows[title].reading for title in ("First", "Third", "Off")] == [
        Reading.WHOLE,
        Reading.IN_PART,
        None,
    ]
    assert [short_rate(rows[title].tally) for title in ("First", "Second", "Third", "Off")] == [
        "0 of 1",
        "1 of 1",
        "(+1)",
        "",
    ]
    said = text(client.get("/meetings/?q=third"))
    assert "Third ministers · in person (+1) Recommended" not in said and "1 April 2022 Third" in said
    words, _html = row_of(client, "/meetings/?q=third")
    assert words.endswith("NS (+1) ◐ 1 partly in part")


def test_recommendations_show_the_meetings_since(client, forum, cables):
    words, html = row_of(client, "/recommendations/")
    assert strip_of(html) == ["not_raised", "raised", "partly_raised"]
    assert "NS ● raised" in words and "First on 1 March 2022" in words
    assert "1 recommendation, counted once for each forum it names: 1 raised." in text(
        client.get("/recommendations/")
    )


def test_missed_shows_strip_and_what_was_examined(client, forum):
    topic = f.topic("Space")
    f.recommendation(topic, forum, on="2022-01-01")
    finding = f.finding(f.meeting(forum, "2022-02-01", title="First"), topic, "not_raised")
    words, html = row_of(client, "/missed/")
    assert strip_of(html) == ["not_raised"] and "what was examined First , 1 February 2022" in words
    assert finding.assessment.examinations.get().document.get_absolute_url() in html


def test_a_column_that_says_the_same_in_every_row_is_said_once(client, forum):
    for n in range(2):
        f.recommendation(f.topic(), forum, code=f"R-{n}{n}")
    response = client.get("/recommendations/")
    assert response.context["same"] == {
        "forum": "Forum: NS",
        "state": f"State: {Standing.NO_MEETING_SINCE.word}",
    }
    assert "In every row: State: no meeting since." in text(response) and "Sort by" in text(response)
    heads = re.findall(r'<th scope="col".*?</th>', response.content.decode())
    assert not [head for head in heads if ">State<" in head or ">Forum<" in head]
    assert client.get("/recommendations/?forum=ns").context["same"]["forum"] == ""  # the filter says it


@pytest.mark.parametrize(
    "rows, known, same",
    [
        ([], (), {}), (["a"], (), {}), (["a", "b"], (), {}), (["a", "a"], (), {"x": "X: a"}), ([None, ""], (), {"x": ""}),
        (["a", "a"], ("X: a",), {"x": ""}), ([0, 0], (), {"x": ""}), (["a", None], (), {}),
    ],
)  # fmt: skip
def test_same_throughout(rows, known, same):
    assert same_throughout(rows, {"x": ("X", lambda row: row)}, known) == same


def test_choices_that_would_show_nothing_are_folded(client, forum, cables):
    f.dialogue(slug="empty", short_name="Empty")
    (facet,) = [facet for facet in client.get("/topics/").context["facets"] if facet.name == "forum"]
    assert [o.value for o in facet.shown] == ["ns"] and [o.value for o in facet.folded] == ["empty"]
    assert "1 more, without results Empty 0" in text(client.get("/topics/"))
    (facet,) = [x for x in client.get("/topics/?forum=empty").context["facets"] if x.name == "forum"]
    assert "empty" in [o.value for o in facet.shown]  # what is chosen is seen


def test_a_long_strip_is_the_latest_of_it(forum):
    meetings = [f.meeting(forum, f"20{n:02}-01-01") for n in range(MOST + 2)]
    cells = [(meeting, State.RAISED, f"/{n}/") for n, meeting in enumerate(meetings)]
    assert recent_dots(cells[:MOST_LINKED]).count("<a ") == MOST_LINKED
    many = recent_dots(cells)
    assert "<a " not in many and many.count("<li>") == MOST and f"the last {MOST} of {MOST + 2}" in many
    assert "1 January 2001:" not in many and "1 January 2029:" in many


def test_short_rates_and_dates_that_do_not_break():
    assert short_rate(Tally()) == "" and short_rate(Tally(not_raised=2)) == "0 of 2"
    assert short_rate(Tally(raised=5, not_raised=1, partly_raised_in_part=3)) == "5 of 6 (+3)"
    assert (
        unbroken("ends on 27 January 2026; at 3 of 5").replace("\xa0", "_")
        == "ends on 27_January_2026; at 3 of 5"
    )


def test_divergence_names_sides_by_what_their_papers_do(client, forum):
    sides = [f.actor("Northland"), f.actor("Southland"), f.actor("Westland")]
    forum.members.set(sides)
    meeting = f.meeting(forum)
    ours = f.document(meeting, sides[0])
    f.finding(meeting, f.topic("Cables"), documents=[ours])
    said = text(client.get("/divergence/"))
    assert "● raised: Northland (readout) – none on record: Southland, Westland" in said
    assert "Of 1 topic named at a meeting: 1 not comparable." in said
