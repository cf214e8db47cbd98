"""One topic, dialogue by dialogue: the answer first, a strip a dialogue, what was recommended there."""

import re
from datetime import date

import pytest

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.ledger import Ledger
from agenda.models import Topic
from agenda.questions.topic import TopicOnRecord
from agenda.questions.topic_cells import topics_for_pages
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
        assert [mention.at for mention in found.mentions] == [meeting for *_when, meeting in mentions]
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


def many(monkeypatch, **bounds):
    for name, most in bounds.items():
        monkeypatch.setattr(f"agenda.questions.topic.{name}", most)


def test_a_page_of_very_many_meetings_says_what_it_leaves_out(client, cables, monkeypatch):
    """Four cells: the picture draws the latest two and says so; its files have all."""
    assert "draws the latest" not in text(client.get("/topics/cables/"))
    many(monkeypatch, DRAWN=2, SILENT=1)
    page = client.get("/topics/cables/")
    assert "The picture of this page draws the latest 2 of 4 meetings; the files have all." in text(page)
    figure = markup(page).split("<figure")[1].split("</figure>")[0]
    assert figure.count("<tr>") == 3 and "2023-05-06" in figure and "2021-05-06" not in figure
    assert client.get("/pictures/strip/cables.csv").content.decode().count("\n") == 5


def test_meetings_without_a_mention_are_named_part_by_part(client, cables, monkeypatch):
    many(monkeypatch, DRAWN=1, SILENT=1)
    monkeypatch.setattr("agenda.views.topics.SILENT", 1)
    first = client.get("/topics/cables/?self_coded=include")
    part = markup(first).split('id="h-other"')[1].split("</section>")[0]
    assert "2 meetings" in part and part.count("<li>") == 1 and "1 June 2022" in part
    assert "1 to 1 of 2, the latest first" in part and "silent=2" in part and "self_coded=include" in part
    second = markup(client.get("/topics/cables/?silent=2")).split('id="h-other"')[1].split("</section>")[0]
    assert "6 May 2022" in second and second.count("<li>") == 1 and "<details open>" in second


def test_forums_that_are_not_listed_are_counted_and_lead_to_all_findings(client, cables, monkeypatch):
    assert "not listed" not in text(client.get("/topics/cables/"))
    many(monkeypatch, FORUMS=1)
    page = client.get("/topics/cables/")
    assert "1 more forum is not listed" in text(page) and "/findings.csv?topic=cables" in markup(page)
    assert [at.dialogue.slug for at, _dots in page.context["forums"]] == ["ew"]
    assert client.get("/findings.json?topic=cables").json()["count"] == 4


def test_of_very_many_meetings_elsewhere_the_oldest_are_named_and_all_counted(client, cables, monkeypatch):
    forum = f.dialogue(slug="far")
    f.recommendation(cables, forum, on="2020-01-01")
    many(monkeypatch, ELSEWHERE=1)
    words = text(client.get("/topics/cables/"))
    assert "raised elsewhere: 2" in words and "The first of them; all are on the topic's page:" in words


def test_a_long_strip_of_a_forum_is_the_latest_of_it(client, cables, monkeypatch):
    monkeypatch.setattr("agenda.templatetags.lists.MOST_SMALL", 2)
    assert "the last 2 of 3" in text(client.get("/topics/cables/"))
