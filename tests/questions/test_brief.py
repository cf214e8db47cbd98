"""The next-meeting brief: on the page, as Markdown and as a Word file."""

import io
from datetime import date

import docx
import pytest

from agenda.models import Topic
from agenda.questions.brief import TOPICS
from tests.support import factories as f
from tests.support.pages import text


@pytest.fixture
def forum(db):
    """Cables, silent at one of two meetings since; space, last said in 2021 and silent since."""
    f.codebook()
    forum = f.dialogue(short_name="NS", name="North-South Talks", slug="ns", covered_until=date(2024, 9, 26))
    cables, space = f.topic("Cables", code="cables"), f.topic("Space | time", code="space")
    f.recommendation(cables, forum, on="2022-03-01", code="R-C")
    first, second = f.meeting(forum, "2022-06-01", slug="first"), f.meeting(forum, "2022-07-01")
    paper = f.document(first, publisher=f.actor("Atlantis"))
    f.finding(first, cables, "not_raised", documents=[paper])
    f.finding(f.meeting(forum, "2021-06-01"), space, "raised", summary="They spoke of *orbits*.")
    f.recommendation(space, forum, on="2022-01-01", code="R-S", recommender=f.actor("Ada", kind="person"))
    f.finding(second, space, "not_raised")
    elsewhere = f.meeting(f.dialogue(short_name="EW", slug="ew"), "2022-09-01", title="Elsewhere talk")
    f.finding(elsewhere, cables, "raised")
    return forum


def test_ranks_by_silence_and_says_what_was_last_said_and_where(client, forum):
    response = client.get("/dialogues/ns/brief/?on=2022-12-01")
    items = response.context["brief"].items
    assert [(item.topic.name, item.pairing.course.silent) for item in items] == [
        ("Space | time", 1),
        ("Cables", 1),
    ]
    said = text(response)
    assert "Ada R-S" in said and "1 June 2021: They spoke of *orbits*." in said and "Elsewhere talk" in said
    assert "silent at 1 of 2; 1 could not be judged; 275 days" in said
    assert "not mentioned in the published readouts read whole: Atlantis (1 meeting judged)" in said


def test_never_says_that_readouts_do_not_mention_what_none_could_show(client, forum):
    topic = f.topic("Quantum")
    f.recommendation(topic, forum, on="2022-03-01", code="R-Q")
    f.finding(f.meeting(forum, "2022-08-01"), topic, "not_determinable")
    for address in ("/dialogues/ns/brief/", "/dialogues/ns/brief.md"):
        lines = text(client.get(f"{address}?on=2022-12-01"))
        said = lines.split("Quantum", 1)[1]
        assert "no meeting of this dialogue could be judged on it" in said
        assert "not mentioned" not in said.split("R-Q", 1)[1].split("“Not mentioned”")[0]


def test_markdown_and_word_say_the_same(client, forum):
    markdown = client.get("/dialogues/ns/brief.md?on=2022-12-01")
    assert markdown["Content-Type"].startswith("text/markdown")
    said = markdown.content.decode()
    assert r"| 1 | Space \| time |" in said and r"They spoke of \*orbits\*." in said
    assert said.rstrip().endswith("http://testserver/dialogues/ns/brief/?on=2022-12-01")
    word = client.get("/dialogues/ns/brief.docx?on=2022-12-01")
    assert 'filename="brief-ns-2022-12-01.docx"' in word["Content-Disposition"]
    table = docx.Document(io.BytesIO(word.content)).tables[0]
    assert [cell.text for cell in table.rows[1].cells][1:3] == ["Space | time", "Ada (R-S)"]
    assert [cell.text for cell in table.rows[2].cells][4] == (
        "not mentioned in the published readouts read whole: Atlantis (1 meeting judged)"
    )
    assert len(table.rows) == 3


def test_the_last_meeting_comes_first_with_its_passages_each_once(client, forum):
    last = f.meeting(forum, "2022-08-01", title="August talk", slug="august")
    cables, ports = Topic.objects.get(code="cables"), f.topic("Ports", code="ports")
    paper = f.document(last, publisher=f.actor("Atlantis Office"), kind="joint_statement")
    for topic in (ports, cables):
        f.finding(last, topic, documents=[paper], paragraph=4, summary="Cables end in ports.")
    f.meeting(forum, "2022-09-01", title="Silent talk")
    page = client.get("/dialogues/ns/brief/?on=2022-12-01")
    said = text(page)
    assert "Last met: Silent talk, 1 September 2022" in said and "Found at August talk, 1 August 2022" in said
    assert said.count("Cables end in ports.") == 1
    assert said.index("Found at August talk") < said.index(
        "Recommended and not known to have been raised since"
    )
    (rows,) = page.context["brief"].last.passages
    assert [(row.topic.name, row.is_recommended) for row in rows] == [("Cables", True), ("Ports", False)]
    line = "Cables (raised); Ports (raised): Cables end in ports. (Atlantis Office, joint statement, paragraph 4)"
    assert f"- {line}" in client.get("/dialogues/ns/brief.md?on=2022-12-01").content.decode()
    word = docx.Document(io.BytesIO(client.get("/dialogues/ns/brief.docx?on=2022-12-01").content))
    assert line in [paragraph.text for paragraph in word.paragraphs]


def test_the_last_meeting_names_as_many_topics_as_there_is_room_for(client, forum):
    last = f.meeting(forum, "2022-08-01", slug="august")
    for number in range(TOPICS + 3):
        f.finding(last, f.topic(f"Matter {number:02}"), summary=f"Passage {number}.")
    page = client.get("/dialogues/ns/brief/?on=2022-12-01")
    assert len(page.context["brief"].last.passages) == TOPICS and "3 more topics were found there" in text(
        page
    )


def test_it_says_how_many_wait_what_is_covered_and_where_it_stands(client, forum):
    forum.covered_from, forum.gaps = date(2021, 1, 1), ["Calls are not on record."]
    forum.save()
    for address in ("/dialogues/ns/brief/?on=2022-12-01", "/dialogues/ns/brief.md?on=2022-12-01"):
        said = text(client.get(address))
        assert (
            "Of 2 topics recommended and in force, 2 wait after at least one recommendation: 2 silent so far."
            in said
        )
        assert "Meetings are on record from 1 January 2021 to 1 December 2022." in said
        assert "Of 3 meetings held, absence could be shown at 3. Known gaps: Calls are not on record." in said
        assert "http://testserver/dialogues/ns/brief/?on=2022-12-01" in said and "1 December 2022" in said


def test_the_brief_of_the_quad_is_more_than_one_row(record, client):
    brief = client.get("/dialogues/quad/brief/").context["brief"]
    assert len(brief.last.said) > 5 and all(row.words and row.document for row in brief.last.said)
    assert len(brief.items) + brief.more == sum(brief.waiting.values()) > 1


def test_nothing_waiting(client, db):
    f.dialogue(short_name="New", slug="new")
    for address in ("/dialogues/new/brief/", "/dialogues/new/brief.md"):
        assert "No recommendation for this dialogue is waiting" in text(client.get(address))
    assert client.get("/dialogues/nix/brief/").status_code == 404
    assert "is not a date we can read" in text(client.get("/dialogues/new/brief/?on=tomorrow"))
