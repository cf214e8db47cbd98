"""Nothing unpublished is seen: a canary word in every hidden row, looked for on every page."""

import pytest
from django.utils import timezone

from agenda.models import Actor, Claim, Correction, Dialogue, Document, Finding, Meeting, Plan, Topic
from tests.support import factories as f
from tests.support.pages import crawl, text, words_of

WORD = "zqxcanary"
ANSWER = "It was read again."


@pytest.fixture
def planted(small_record):
    plant()


def plant():
    """Hidden rows of every noun, and public-flagged rows that hang on a hidden one."""
    hidden = {"is_published": False}
    forum_seen, topic = Dialogue.objects.get(slug="ns"), Topic.objects.get(code="cables")
    meeting, paper = Meeting.objects.get(slug="talk-1"), Document.objects.get(slug="k-article")
    north = Actor.objects.get(slug="north")
    ghost = f.actor(f"{WORD} actor", slug=f"{WORD}-a", **hidden, parent=north)
    forum_seen.members.add(ghost)
    meeting.attendances.create(actor=ghost, representative=f"{WORD} person")
    forum = f.dialogue(
        name=f"{WORD} forum", short_name=f"{WORD}", slug=f"{WORD}-d", parent=forum_seen, **hidden
    )
    forum.members.add(north)
    secret_topic = f.topic(f"{WORD} topic", code=f"{WORD}-t", parent=topic, **hidden)
    below = f.meeting(forum, title=f"{WORD} below a hidden dialogue", slug=f"{WORD}-m1")
    secret_meeting = f.meeting(forum_seen, title=f"{WORD} meeting", slug=f"{WORD}-m2", **hidden)
    readout = meeting.documents.get(slug="p-own")
    f.document(meeting, title=f"{WORD} document", slug=f"{WORD}-p1", **hidden)
    below_hidden = f.document(secret_meeting, title=f"{WORD} below a hidden meeting", slug=f"{WORD}-p2")
    announcement = f.document(
        meeting, kind="announcement", title=f"{WORD} planned", slug=f"{WORD}-p3", **hidden
    )
    Plan.objects.create(document=announcement, topic=topic, summary=WORD, is_published=True)
    for row_topic, row_forum, values in (
        (topic, forum_seen, hidden),
        (secret_topic, forum_seen, {}),
        (topic, forum, {}),
    ):
        summary = WORD if row_forum == forum_seen else "seen, but not where"
        f.recommendation(row_topic, row_forum, summary=summary, document=paper, **values)
    Claim.objects.create(
        document=paper, locator=WORD, meeting=meeting, topic=topic, outcome="raised", note=WORD
    )
    for where, what, paper in (
        (below, topic, f.document(below)),
        (secret_meeting, topic, below_hidden),
        (meeting, secret_topic, readout),
    ):
        f.finding(where, what, documents=[paper], note=WORD, summary=WORD)
    plant_corrections(meeting, secret_meeting, topic, secret_topic)
    draft = {"documents": [readout], "note": f"{WORD} draft", "summary": WORD}
    f.assessment(meeting, topic, by=f.user("Analyst"), **draft)


def plant_corrections(meeting, secret_meeting, topic, secret_topic):
    """What readers reported: unanswered, dismissed, answered without their words, answered about what is hidden."""
    sent = {"text": WORD, "name": f"{WORD} person", "email": f"{WORD}@example.org"}
    decided = {"decided_by": f.user("Reviewer"), "decided_at": timezone.now()}
    told, silent = (
        {"status": "answered", "answer": WORD} | decided,
        {"status": "dismissed", "reason": WORD} | decided,
    )
    seen = [
        {"meeting": meeting},
        {"meeting": Meeting.objects.get(slug="talk-2"), "topic": topic},
        {"document": meeting.documents.get(slug="p-own")},
    ]
    hidden = [
        {"meeting": secret_meeting},
        {"meeting": secret_meeting, "topic": topic},
        {"meeting": meeting, "topic": secret_topic},
        {"document": Document.objects.get(slug=f"{WORD}-p1")},
    ]
    for about in seen:
        for values in ({}, silent, told | {"answer": ANSWER}):
            Correction.objects.create(**sent, **about, **values)
    for about in hidden:
        Correction.objects.create(**sent, **about, **told, is_text_shown=True)


def test_no_page_shows_a_canary(planted, client):
    filters = ["/topics/?q=zqx", "/meetings/?q=zqx", "/documents/?q=zqx", "/recommendations/?q=zqx",
               "/search/suggestions/?q=zqx", "/feed/findings/?forum=ns", "/missed/?forum=ns", "/divergence/?forum=ns",
               "/elsewhere/?forum=ns", "/compare/?forum=ns&forum=other", "/dialogues/ns/brief/?on=2030-01-01",
               "/topics/?forum=ns", "/recommendations/?forum=ns", "/documents/?forum=ns"]  # fmt: skip
    pages = crawl(client) | {address: client.get(address) for address in filters}
    seen = [
        a for a, r in pages.items() if WORD in words_of(r).replace('value="zqx"', "").replace("q=zqx", "")
    ]
    assert not seen
    answered = {a for a, r in pages.items() if ANSWER in words_of(r)}
    assert {
        "/meetings/talk-1/",
        "/findings/talk-2/cables/",
        "/documents/p-own/",
        "/meetings/talk-1.json",
    } <= answered
    for address in (f"/meetings/{WORD}-m2/", f"/findings/talk-1/{WORD}-t/", f"/documents/{WORD}-p1/"):
        assert WORD not in text(client.get(f"/corrections/new/?about={address}"))
        assert client.post("/corrections/new/", {"about": address, "text": "Wrong."}).status_code == 422
    for address in (f"/dialogues/{WORD}-d/", f"/meetings/{WORD}-m1/", f"/meetings/{WORD}-m2/", f"/topics/{WORD}-t/",
                    f"/documents/{WORD}-p1/", f"/documents/{WORD}-p2/", f"/actors/{WORD}-a/"):  # fmt: skip
        assert client.get(address).status_code == 404


def counts(client):
    context = client.get("/").context
    return {address.partition("?")[0]: n for address, n, _label in context["counts"]}, context["tally"].total


def test_no_count_includes_hidden_rows(small_record, client):
    rows, cells = counts(client)
    plant()
    # A public recommendation that names a hidden forum stands on record without it.
    rows["/recommendations/"] += 1
    assert counts(client) == (rows, cells)


def test_hidden_findings_have_no_page(planted, client):
    hidden = Finding.objects.filter(assessment__note=WORD)
    assert hidden.count() == 3
    for finding in hidden:
        assert client.get(finding.get_absolute_url()).status_code == 404
