"""The finding, meeting, claims and planned pages say whose readouts do not mention a topic, and how far that reaches."""

import pytest

from agenda.models import Claim, Plan
from tests.support import factories as f
from tests.support.pages import text

REACH = "Not mentioned in the published readouts of Northland. No readout of their own on record: Southland."


@pytest.fixture
def meeting(db):
    f.codebook()
    forum = f.dialogue(short_name="NS", slug="ns")
    forum.members.set([f.actor("Northland", slug="northland"), f.actor("Southland", slug="southland")])
    return f.meeting(forum, title="The talk", slug="talk")


def paper(meeting, side, **values):
    return f.document(meeting, meeting.dialogue.members.get(slug=side), **values)


def silence(meeting):
    return f.finding(
        meeting, f.topic("Cables", code="cables"), "not_raised", documents=[paper(meeting, "northland")]
    )


def test_a_finding_that_does_not_mention_it_says_how_far_that_reaches(client, meeting):
    finding = silence(meeting)
    page = client.get(finding.get_absolute_url())
    said = text(page)
    assert REACH in said
    assert "In the readouts of Northland: not mentioned" in said
    assert "In the readouts of Southland: none on record" in said
    assert 'href="/coverage/?forum=ns#c-ns"' in page.content.decode()
    assert 'id="c-ns"' in client.get("/coverage/").content.decode()
    assert f"Verdict: {REACH}" in client.get(f"{finding.get_absolute_url()}?cite=ris").content.decode()


def test_a_finding_says_which_side_raised_it(client, meeting):
    finding = f.finding(
        meeting, f.topic(), documents=[paper(meeting, "southland"), paper(meeting, "northland")]
    )
    said = text(client.get(finding.get_absolute_url()))
    assert "○ In the readouts of Northland: not mentioned" in said
    assert "● In the readouts of Southland: raised" in said


def test_the_meeting_lists_what_is_not_mentioned_by_whose_readouts_were_read(client, meeting):
    silence(meeting)
    page = client.get(meeting.get_absolute_url())
    assert f"{REACH} Cables" in text(page)
    assert 'href="/coverage/?forum=ns#c-ns"' in page.content.decode()


def test_a_claim_stands_beside_what_each_side_says(client, meeting):
    topic = f.topic("Cables")
    documents = [paper(meeting, "southland"), paper(meeting, "northland")]
    f.finding(meeting, topic, documents=documents)
    article = f.document(kind="article", is_official=False, title="Article")
    Claim.objects.create(document=article, locator="p. 3", meeting=meeting, topic=topic, outcome="not_raised",
                         is_published=True)  # fmt: skip
    sentence = "In the readouts of Northland: not mentioned. In the readouts of Southland: raised."
    assert sentence in text(client.get("/claims/"))
    assert sentence in text(client.get(meeting.get_absolute_url()))


def test_a_plan_that_no_readout_mentions_says_whose(client, meeting):
    finding = silence(meeting)
    announcement = paper(meeting, "northland", kind="announcement")
    Plan.objects.create(document=announcement, topic=finding.topic, summary="Promised.", is_published=True)
    assert f"○ not mentioned {REACH}" in text(client.get("/planned/"))


def test_a_plan_of_a_meeting_that_was_not_held_is_not_unreported(client, meeting):
    meeting.status = "cancelled"
    meeting.save()
    Plan.objects.create(document=paper(meeting, "northland", kind="announcement"), topic=f.topic(), summary="Promised.",
                        is_published=True)  # fmt: skip
    assert "Promised." not in text(client.get("/planned/"))
