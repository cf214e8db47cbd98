"""The page of a meeting: the answer first, each passage once, the papers with what was read."""

import re

import pytest

from agenda.models import Evidence, Finding, Meeting, Topic
from tests.support import factories as f
from tests.support.pages import markup, text


@pytest.fixture
def talk(db):
    """A meeting with two papers, one read in part, and topics in each state recommended before it."""
    forum = f.dialogue(slug="ns", short_name="NS")
    north, south = f.actor("Northland"), f.actor("Southland")
    forum.members.set([north, south])
    talk = f.meeting(forum, "2022-05-06", slug="talk")
    f.document(talk, north, title="Northern readout", url="https://example.org/north")
    f.document(talk, south, title="Southern notes", completeness="part")
    for name, outcome in (("Cables", "raised"), ("Chips", "partly_raised"), ("Space", "not_raised")):
        topic = f.topic(name)
        f.recommendation(topic, forum, on="2022-01-01")
        values = {} if outcome == "not_raised" else {"summary": "One paragraph for all."}
        f.finding(talk, topic, outcome, **values)
    f.recommendation(f.topic("Ports"), forum, on="2022-01-01")
    f.finding(talk, f.topic("Trade"), "raised", summary="One paragraph for all.")
    talk.attendances.create(actor=north, representative="A. Minister", office="Minister")
    return talk


def test_the_answer_comes_first_and_says_how_much_was_read(client, talk):
    said = text(client.get(talk.get_absolute_url()))
    answer = (
        "Of 4 topics recommended before it: 1 raised, 1 partly raised, "
        "1 not mentioned in the published readouts, 1 not yet assessed."
    )
    assert answer in said and "Of 2 readouts on record: 1 read whole, 1 read in part." in said
    for later in ("Recommended before it", "Documents by side", "Attended by", "Raised, with the proof"):
        assert said.index(answer) < said.index(later)
    assert f'content="{answer}' in markup(client.get(talk.get_absolute_url()))


def test_a_passage_that_serves_three_topics_is_shown_once_with_their_tags(client, talk):
    page = markup(client.get(talk.get_absolute_url()))
    assert page.count("One paragraph for all.") == 1
    tags = re.search(r'<ul class="tags".*?</ul>', page)[0]
    assert [name for name in ("Cables", "Chips", "Trade") if name in tags] == ["Cables", "Chips", "Trade"]
    assert "Also found, not recommended before" in page


def test_papers_stand_by_side_with_what_was_read_before_the_passages(client, talk):
    said = text(client.get(talk.get_absolute_url())).split("Raised, with the proof")[0]
    assert re.search(r"Northland Northern readout .* read whole · official text", said)
    assert re.search(r"Southland Southern notes .* read in part", said)
    assert "A. Minister, Minister (Northland)" in said


def test_only_what_governments_issued_is_called_an_official_text(db, client, desk):
    meeting = f.meeting()
    news = f.document(meeting, title="News", kind="news", is_official=False, url="https://news.example/1")
    for address in (meeting.get_absolute_url(), news.get_absolute_url()):
        page = markup(client.get(address))
        assert "where it was published" in page and "official text" not in page
    page = markup(desk.client.get(f"/desk/meetings/{meeting.slug}/"))
    assert "where it was published" in page and "official text" not in page
    assert "No official document is on record, so only “No public record” can be chosen." in page


def test_a_meeting_read_in_part_is_never_called_silent(client, db):
    meeting = f.meeting()
    f.document(meeting, completeness="part")
    f.recommendation(f.topic(), meeting.dialogue, on="2022-01-01")
    topic = f.topic("Ports")
    f.recommendation(topic, meeting.dialogue, on="2022-01-01")
    f.finding(meeting, topic, "not_determinable")
    said = text(client.get(meeting.get_absolute_url()))
    assert "Of 2 topics recommended before it: 1 cannot be told, 1 not yet assessed." in said
    assert "a topic that was not found there cannot be called absent" in said


@pytest.mark.parametrize(
    "status, words", [("cancelled", "It was cancelled"), ("scheduled", "No record says that it was held")]
)
def test_a_meeting_that_was_not_held_answers_nothing(client, db, status, words):
    meeting = f.meeting(status=status)
    f.recommendation(f.topic(), meeting.dialogue, on="2022-01-01")
    said = text(client.get(meeting.get_absolute_url()))
    assert words in said and "recommended before it" not in said


def test_what_changed_since_the_last_judged_meeting_of_the_same_level(client, talk):
    forum = talk.dialogue
    cables, trade, space = (Topic.objects.get(name=name) for name in ("Cables", "Trade", "Space"))
    later = f.meeting(forum, "2023-05-06", slug="later")
    f.finding(later, cables, "raised")
    f.finding(later, trade, "not_raised")
    f.finding(later, space, "raised")
    f.finding(f.meeting(forum, "2023-04-01", level="working"), cables, "raised")
    f.meeting(forum, "2023-04-02", slug="unjudged")
    page = client.get(later.get_absolute_url())
    assert "(ministers, 6 May 2022): 1 new, 1 kept, 1 not repeated, 1 cannot be told." in text(page)
    assert "/dialogues/ns/changes/?earlier=talk&amp;later=later" in markup(page)
    assert "Since the last meeting" not in text(client.get(talk.get_absolute_url()))


def test_the_real_record_shows_no_passage_of_a_paper_twice(record, client):
    meeting = Meeting.objects.get(slug="quad-2024-09-21")
    page = client.get(meeting.get_absolute_url())
    passages = [passage for cited in page.context["cited"] for passage in cited.passages]
    rows = Evidence.objects.filter(
        examination__assessment__findings__in=Finding.objects.published().filter(meeting=meeting)
    )
    assert len(passages) == len(
        set(rows.values_list("examination__document", "paragraph", "summary", "quote"))
    )
    assert sum(len(passage.topics) for passage in passages) == rows.count() > len(passages)
