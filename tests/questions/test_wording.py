"""Word-by-word comparison: on plain texts, then the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.actions import Judgement, Passage, assess, publish
from agenda.models import Body, Dialogue, Topic
from agenda.questions.wording import WordChange, Wording, compare, compared
from tests.support import factories as f
from tests.support.pages import text

SAME, NEW, GONE = WordChange.SAME, WordChange.ADDED, WordChange.VANISHED


def words(pieces, *kinds):
    return " ".join(piece.text for piece in pieces if piece.change in kinds)


def test_new_and_vanished_words_are_marked_and_the_rest_is_the_same():
    pieces = compare("We welcome secure cables.", "We welcome trusted cables and satellites.")
    assert [(p.text, p.change) for p in pieces] == [
        ("We welcome", SAME), ("secure", GONE), ("trusted", NEW), ("cables", SAME), ("and satellites.", NEW),
    ]  # fmt: skip


def test_case_and_punctuation_are_not_new_wording():
    assert [p.change for p in compare("Secure cables, always", "secure cables always")] == [SAME]


@given(st.text(alphabet="ab c.", max_size=60), st.text(alphabet="ab c.", max_size=60))
def test_both_texts_can_be_read_back(before, after):
    pieces = compare(before, after)
    assert words(pieces, SAME, NEW).split() == after.split()
    assert len(words(pieces, SAME, GONE).split()) == len(before.split())


def passage(on, issuer, words, is_ours=False):
    return Wording(on, "document", issuer, words, is_ours)


def test_each_is_compared_with_the_last_of_the_same_issuer_and_sort():
    rows = compared([
        passage(1, "US", "secure cables"), passage(1, "Japan", "cables"), passage(2, "US", "our words", True),
        passage(3, "US", "trusted cables"), passage(4, "US", ""),
    ])  # fmt: skip
    assert [row.before for row in rows] == [None, None, None, rows[0], None]
    assert [row.is_first for row in rows] == [True, True, True, False, False]
    assert [row.is_last for row in rows] == [False, True, True, True, False]


def quoted(meeting, publisher, topic, words):
    paper = f.document(meeting, publisher)
    f.finding(meeting, topic, documents=[paper], summary=words)
    return paper


def test_the_page_shows_first_last_and_vanished_wording(db, client):
    f.codebook()
    us, topic = f.actor("Northland"), f.topic("Cables", code="cables")
    forum = f.dialogue(short_name="NS", slug="ns")
    quoted(f.meeting(forum, "2022-01-10"), us, topic, "We want secure cables.")
    quoted(f.meeting(forum, "2023-01-10"), us, topic, "We want trusted cables.")
    third = f.meeting(forum, "2024-01-10")
    f.finding(third, topic, "not_raised", documents=[f.document(third, us)])
    said = text(client.get("/wording/ns/cables/")).replace(" ]", "]")
    assert "We want [vanished: secure] [new: trusted] cables." in said
    assert "our abstract · first" in said and "our abstract · last" in said
    assert (
        "Vanished: not mentioned here in the published readouts of Northland. "
        "The wording of 10 January 2023 was: We want trusted" in said
    )
    fourth = f.meeting(forum, "2025-01-10")
    f.finding(fourth, topic, "not_raised", documents=[f.document(fourth, us)])
    assert text(client.get("/wording/ns/cables/")).count("Vanished:") == 1  # once, where it vanished
    assert "[new:" not in text(client.get("/wording/ns/cables/?as_of=2022-06"))
    assert client.get("/wording/ns/nothing/").status_code == 404
    assert "Cables NS 2" in text(client.get("/wording/"))


def test_each_meeting_says_what_each_side_does(db, client):
    f.codebook()
    north, south, topic = f.actor("Northland"), f.actor("Southland"), f.topic("Cables", code="cables")
    forum = f.dialogue(short_name="NS", slug="ns")
    forum.members.set([north, south])
    meeting = f.meeting(forum)
    papers = [f.document(meeting, south), f.document(meeting, north)]
    f.finding(meeting, topic, documents=papers)
    said = text(client.get("/wording/ns/cables/"))
    assert "In the readouts of Northland: not mentioned. In the readouts of Southland: raised." in said


def test_wording_vanished_only_when_every_paper_of_its_issuer_was_read_whole(db, client):
    f.codebook()
    north, topic = f.actor("Northland"), f.topic("Cables", code="cables")
    forum = f.dialogue(short_name="NS", slug="ns")
    quoted(f.meeting(forum, "2022-01-10"), north, topic, "We want secure cables.")
    second = f.meeting(forum, "2023-01-10")
    f.document(second, north, completeness="not_read")
    f.finding(second, topic, "not_raised", documents=[f.document(second, north)])
    assert "Vanished:" not in text(client.get("/wording/ns/cables/"))


PARAGRAPHS = ("They met.", "They want trusted cables at length.")


def spoken(forum, on, publisher, topic, kind, **passage):
    """A meeting whose paper has a text of that kind and proves the topic by the passage."""
    meeting = f.meeting(forum, on)
    paper, words = f.document(meeting, publisher), "\n\n".join(PARAGRAPHS)
    Body.objects.create(document=paper, kind=kind, text=words, sha256=Body.digest(words))
    judgement = Judgement("raised", examined=[paper], passages=[Passage(paper, **passage)])
    publish(assess(meeting, topic, judgement, by=f.user("Analyst")), by=f.user("Reviewer"))


@pytest.mark.parametrize(
    "kind, passage, shown, is_ours",
    [
        ("official_text", {"start": 21, "end": 35}, "trusted cables", False),
        ("official_text", {"paragraph": 2, "summary": "About cables."}, PARAGRAPHS[1], False),
        ("official_text", {"paragraph": 9, "summary": "About cables."}, "About cables.", True),
        ("abstract", {"start": 21, "end": 35}, "trusted cables", True),
        ("abstract", {"paragraph": 2, "summary": "About cables."}, "About cables.", True),
        ("abstract", {"paragraph": 2}, PARAGRAPHS[1], True),
    ],
)
def test_official_words_go_before_ours_and_ours_are_marked(db, client, kind, passage, shown, is_ours):
    f.codebook()
    forum, topic = f.dialogue(short_name="NS", slug="ns"), f.topic("Cables", code="cables")
    spoken(forum, "2022-01-10", f.actor("Northland"), topic, kind, **passage)
    page = client.get("/wording/ns/cables/")
    ((wording,),) = (row.wordings for row in page.context["rows"])
    assert (wording.text, wording.is_ours, page.context["any_ours"]) == (shown, is_ours, is_ours)
    assert ("our abstract" in text(page)) == is_ours


def test_nothing_is_compared_before_the_first_meeting_nor_of_what_is_hidden(db, client):
    f.codebook()
    forum, topic = f.dialogue(short_name="NS", slug="ns"), f.topic("Cables", code="cables")
    spoken(forum, "2022-01-10", f.actor("Northland"), topic, "official_text", paragraph=2)
    assert client.get("/wording/ns/cables/").status_code == 200
    assert client.get("/wording/ns/cables/?as_of=2021").status_code == 404
    Topic.objects.update(is_published=False)
    assert client.get("/wording/ns/cables/").status_code == 404
    Topic.objects.update(is_published=True)
    Dialogue.objects.update(is_published=False)
    assert client.get("/wording/ns/cables/").status_code == 404
