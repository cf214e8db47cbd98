"""One topic, dialogue by dialogue: the answer first, a strip a dialogue, what was recommended there."""

import re
from datetime import date

import pytest

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.ledger import Ledger
from agenda.models import Topic
from agenda.questions.topic import TopicOnRecord, topics_for_pages
from tests.support import factories as f
from tests.support.pages import markup, text


@pytest.fixture
def cables(db):
    """Raised twice at one dialogue and silent once, recommended to another that has not been judged on it."""
    topic = f.topic("Cables", code="cables")
    forum, other = f.dialogue(slug="ns", short_name="NS"), f.dialogue(slug="ew", short_name="EW")
    for day, outcome in (
        ("2021-05-06", "raised"),
        ("2022-05-06", "not_raised"),
        ("2023-05-06", "partly_raised"),
    ):
        f.finding(f.meeting(forum, day), topic, outcome)
    f.finding(f.meeting(other, "2022-06-01"), topic, "not_determinable")
    f.recommendation(topic, other, on="2022-01-01")
    return topic


def topic_on_record(code, on):
    topic = topics_for_pages(on).get(code=code)
    return TopicOnRecord(topic, Ledger(on, topics=[topic.pk]))


def test_recommended_dialogues_come_first_then_those_that_found_it_most(cables):
    f.dialogue(slug="idle")
    on_record = topic_on_record("cables", date(2024, 1, 1))
    rows = on_record.forums
    assert [row.dialogue.slug for row in rows] == ["ew", "ns"]
    assert rows[0].pairing.course.standing == "cannot_be_told" and rows[0].last is None
    assert rows[1].pairing is None and rows[1].last.held.iso == "2023-05-06"
    assert [o.held.iso for o in on_record.found_first_and_last] == ["2021-05-06", "2023-05-06"]


@pytest.mark.parametrize("day", ["2021-12-31", "2022-12-31", "2024-01-01"])
def test_the_page_counts_what_a_ledger_counts(record, day):
    """Of every topic of the real record: the tallies, first and last mention, mentions elsewhere, and recommended cells."""
    on = date.fromisoformat(day)
    ledger = Ledger(on)
    paired = ledger.pairings()
    for topic in Topic.objects.published():
        found = topic_on_record(topic.code, on)
        assert found.tally == ledger.tally(topic_id=topic.pk)
        assert found.tallies == {
            pk: tally
            for pk in ledger.dialogues
            if (tally := ledger.tally(topic_id=topic.pk, dialogue_id=pk)).total
        }
        mentions = sorted(
            (ledger.occasions[meeting].held, ledger.occasions[meeting].slug, meeting)
            for (meeting, of), cell in ledger.cells.items()
            if of == topic.pk and cell.outcome in TAKEN_UP
        )
        assert [mention.meeting for mention in found.mentions] == [meeting for *_when, meeting in mentions]
        found.attach_elsewhere()
        own = [pairing for pairing in paired if pairing.recommendation.topic_id == topic.pk]
        assert pairing_words(found.pairings) == pairing_words(own)
        listed = {row.dialogue.pk for row in found.forums}
        assert found.asked_before() == {
            meeting for meeting, _topic in ledger.recommended_before(own)
            if ledger.occasions[meeting].dialogue_id in listed
        }  # fmt: skip


def pairing_words(pairings):
    """What pages say of pairings, in an order of their own."""
    return sorted(
        (p.recommendation.code, p.dialogue.slug if p.dialogue else "", p.course.standing, p.course.silent,
         p.course.days or 0, p.course.first.slug if p.course.first else "", p.course.at_least, p.in_force,
         p.n_elsewhere, [occasion.slug for occasion in p.elsewhere])
        for p in pairings
    )  # fmt: skip


def test_the_page_answers_first_with_a_strip_for_each_dialogue(client, cables):
    page = client.get("/topics/cables/")
    said = text(page)
    answer = (
        "Found at 2 meetings, first on 6 May 2021 and last on 6 May 2023. "
        "Recommended to 1 dialogue: 1 cannot be told."
    )
    assert answer in said and said.index(answer) < said.index("By forum")
    assert f'content="{answer}' in markup(page)
    assert "EW –? cannot be told NS 2/3 6 May 2023" in said.split("By forum")[1]
    assert markup(page).count('<ol class="strip small">') == 2
    assert "%" not in said.split("By forum")[1].split("Where and when")[0]


def test_a_topic_that_was_never_found_claims_no_more_than_was_judged(client, db):
    topic = f.topic("Ports", code="ports")
    assert "No meeting could be judged on it." in text(client.get("/topics/ports/"))
    f.finding(f.meeting(), topic, "not_determinable")
    assert "No meeting could be judged on it." in text(client.get("/topics/ports/"))
    f.finding(f.meeting(), topic, "not_raised")
    said = text(client.get("/topics/ports/"))
    assert "Not mentioned in the published readouts of the 1 meeting that could be judged." in said


def test_the_first_passage_stands_open_and_the_others_are_folded(client, record):
    page = client.get("/topics/open-ran/")
    many = next(finding for finding in page.context["raised"] if len(finding.proof) > 2)
    item = next(part for part in markup(page).split("<li> <h3>") if many.get_absolute_url() in part)
    assert f"{len(many.proof) - 1} more passages" in item
    assert item.index("<summary>") > item.index('<ul class="proof">')


def test_a_finding_shows_the_verdict_the_strip_and_the_proof_before_who_decided(client, cables):
    finding = cables.findings.get(meeting__held_on="2023-05-06")
    page = client.get(finding.get_absolute_url())
    said = text(page)
    order = [
        "partly",
        "At the meetings of NS, oldest first",
        "Proof",
        "Documents examined",
        "How it was decided",
    ]
    assert sorted(order, key=said.index) == order
    strip = re.search(r'<ol class="strip">.*?</ol>', markup(page))[0]
    assert re.findall(r'class="dot ([\w ]+)"', strip) == ["raised", "not_raised", "partly_raised"]
