"""Nothing unpublished is seen: a canary word in every hidden row, looked for on every page."""

import pytest

from agenda.models import Claim, Plan
from tests.support import factories as f
from tests.support.pages import crawl, words_of

WORD = "zqxcanary"


@pytest.fixture
def planted(record):
    """Hidden rows of every noun, and public-flagged rows that hang on a hidden one."""
    from agenda.models import Actor, Dialogue, Document, Meeting, Topic

    hidden = {"is_published": False}
    quad, topic = Dialogue.objects.get(slug="quad"), Topic.objects.get(code="space")
    meeting, paper = (
        Meeting.objects.get(slug="quad-2021-03-12"),
        Document.objects.get(slug="jacobs-2022-q1-technology"),
    )
    ghost = f.actor(f"{WORD} actor", slug=f"{WORD}-a", **hidden, parent=Actor.objects.get(slug="japan"))
    quad.members.add(ghost)
    meeting.attendances.create(actor=ghost, representative=f"{WORD} person")
    forum = f.dialogue(name=f"{WORD} forum", short_name=f"{WORD}", slug=f"{WORD}-d", parent=quad, **hidden)
    forum.members.add(Actor.objects.get(slug="japan"))
    secret_topic = f.topic(f"{WORD} topic", code=f"{WORD}-t", parent=topic, **hidden)
    below = f.meeting(forum, title=f"{WORD} below a hidden dialogue", slug=f"{WORD}-m1")
    secret_meeting = f.meeting(quad, title=f"{WORD} meeting", slug=f"{WORD}-m2", **hidden)
    f.document(meeting, title=f"{WORD} document", slug=f"{WORD}-p1", **hidden)
    f.document(secret_meeting, title=f"{WORD} below a hidden meeting", slug=f"{WORD}-p2")
    announcement = f.document(
        meeting, kind="announcement", title=f"{WORD} planned", slug=f"{WORD}-p3", **hidden
    )
    Plan.objects.create(document=announcement, topic=topic, summary=WORD, is_published=True)
    for row_topic, row_forum, values in ((topic, quad, hidden), (secret_topic, quad, {}), (topic, forum, {})):
        summary = WORD if row_forum == quad else "seen, but not where"
        f.recommendation(row_topic, row_forum, summary=summary, document=paper, **values)
    Claim.objects.create(
        document=paper, locator=WORD, meeting=meeting, topic=topic, outcome="raised", note=WORD
    )
    for where, what in ((below, topic), (secret_meeting, topic), (meeting, secret_topic)):
        f.finding(where, what, note=WORD, summary=WORD)
    f.assessment(meeting, topic, note=f"{WORD} draft", by=f.user("Analyst"), summary=WORD)


def test_no_page_shows_a_canary(planted, client):
    filters = ["/topics/?q=zqx", "/meetings/?q=zqx", "/documents/?q=zqx", "/recommendations/?q=zqx",
               "/search/suggestions/?q=zqx", "/feed/findings/?forum=quad", "/missed/?forum=quad", "/divergence/?forum=quad",
               "/elsewhere/?forum=quad", "/compare/?forum=quad&forum=jhlc", "/dialogues/quad/brief/?on=2030-01-01",
               "/topics/?forum=quad", "/recommendations/?forum=quad", "/documents/?forum=quad"]  # fmt: skip
    pages = crawl(client) | {address: client.get(address) for address in filters}
    seen = [
        a for a, r in pages.items() if WORD in words_of(r).replace('value="zqx"', "").replace("q=zqx", "")
    ]
    assert not seen
    for address in (f"/dialogues/{WORD}-d/", f"/meetings/{WORD}-m1/", f"/meetings/{WORD}-m2/", f"/topics/{WORD}-t/",
                    f"/documents/{WORD}-p1/", f"/documents/{WORD}-p2/", f"/actors/{WORD}-a/"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_no_count_includes_hidden_rows(planted, client):
    response = client.get("/")
    assert {label: n for _, n, label in response.context["counts"]} == {
        "dialogues": 13, "meetings held": 56, "official documents": 83, "topics": 34, "recommendations": 42,
    }  # fmt: skip
    assert response.context["tally"].total == 1330


def test_hidden_findings_have_no_page(planted, client):
    from agenda.models import Finding

    hidden = Finding.objects.filter(assessment__note=WORD)
    assert hidden.count() == 3
    for finding in hidden:
        assert client.get(finding.get_absolute_url()).status_code == 404
