"""Writes over several models: whole or not at all, and no one overwrites another."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from agenda.actions import Judgement, Passage, assess, publish, withdraw
from agenda.models import Affiliation, Assessment, Body, CodebookVersion, Evidence, Finding
from tests.support import factories as f


@pytest.mark.django_db
def test_a_marked_passage_is_quoted_from_the_frozen_text():
    f.codebook()
    meeting, analyst = f.meeting(), f.user("Analyst")
    paper = f.document(meeting)
    words = "The ministers discussed 半導体 supply chains and more."
    Body.objects.create(document=paper, kind="official_text", text=words, sha256=Body.digest(words))
    start = words.index("半導体")
    passage = Passage(paper, start=start, end=start + 3)
    assess(meeting, f.topic(), Judgement("raised", examined=[paper], passages=[passage]), by=analyst)
    evidence = Evidence.objects.get()
    assert (evidence.quote, evidence.prefix, evidence.suffix) == (
        "半導体",
        words[:start],
        words[start + 3 :][:32],
    )


@pytest.mark.django_db
@pytest.mark.parametrize("start, end", [(5, 5), (-1, 3), (0, 10_000)])
def test_a_passage_outside_the_text_stores_nothing(start, end):
    f.codebook()
    meeting = f.meeting()
    paper = f.document(meeting)
    Body.objects.create(document=paper, kind="abstract", text="Short.", sha256=Body.digest("Short."))
    passage = Passage(paper, start=start, end=end)
    with pytest.raises(ValidationError, match="outside the frozen text"):
        assess(meeting, f.topic(), Judgement("raised", examined=[paper], passages=[passage]), by=f.user())
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_documents_of_another_meeting_are_refused():
    f.codebook()
    with pytest.raises(ValidationError, match="Not a document of this meeting"):
        judgement = Judgement("not_raised", examined=[f.document(f.meeting())])
        assess(f.meeting(), f.topic(), judgement, by=f.user())


@pytest.mark.django_db
def test_the_first_judgement_makes_version_1_of_the_codebook():
    paper, topics, analyst = f.document(f.meeting()), [f.topic(), f.topic()], f.user("Analyst")
    stored = assess(paper.meeting, topics[0], Judgement("not_raised", examined=[paper]), by=analyst)
    version = CodebookVersion.objects.get()
    assert (version.number, version.codes) == (1, sorted(topic.code for topic in topics))
    assert stored.codebook_version == version and analyst.username not in version.note
    assert version.history.get().history_user == analyst
    assess(paper.meeting, topics[1], Judgement("not_raised", examined=[paper]), by=analyst)
    assert CodebookVersion.objects.get() == version
    late = f.topic()
    CodebookVersion.objects.update(codes=version.codes)
    with pytest.raises(ValidationError, match="make a new version"):
        assess(paper.meeting, late, Judgement("not_raised", examined=[paper]), by=analyst)


@pytest.mark.django_db
def test_self_coded_is_what_ones_organization_recommended_for_this_dialogue():
    meeting, topic, analyst, institute = f.meeting(), f.topic(), f.user("Analyst"), f.actor(kind="think_tank")
    Affiliation.objects.create(user=analyst, organization=institute)
    f.recommendation(topic, f.dialogue(), recommender=institute)
    f.recommendation(topic, recommender=institute)
    f.recommendation(topic, meeting.dialogue)
    assert not f.assessment(meeting, topic, by=analyst).is_self_coded
    f.recommendation(topic, meeting.dialogue, recommender=institute)
    assert f.assessment(meeting, topic, by=analyst).is_self_coded


@pytest.mark.django_db
def test_publishing_twice_and_publishing_what_was_superseded():
    meeting, topic, analyst, reviewer = f.meeting(), f.topic(), f.user("Analyst"), f.user("Reviewer")
    first = f.assessment(meeting, topic, by=analyst)
    found = publish(first, by=reviewer)
    with pytest.raises(ValidationError, match="published finding already"):
        publish(first, by=reviewer)
    second = f.assessment(meeting, topic, "not_raised", by=analyst)
    with pytest.raises(ValidationError, match="was superseded"):
        publish(first, by=reviewer)
    newer = publish(second, by=reviewer)
    assert newer.supersedes == found and Finding.objects.published().get() == newer
    with pytest.raises(ValidationError, match="not the current one"):
        withdraw(found, by=reviewer, reason="too late")
    withdraw(newer, by=reviewer, reason="Wrong meeting")
    again = publish(second, by=reviewer, reason="Right after all")
    assert Finding.objects.published().get() == again and Finding.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_many_reviewers_deciding_one_cell_at_once_leave_one_chain():
    meeting, topic, reviewer = f.meeting(), f.topic(), f.user("Reviewer")
    rows = [f.assessment(meeting, topic, "not_raised") for _ in range(8)]
    told, start = [], threading.Barrier(len(rows))

    def decide(row):
        start.wait()
        try:
            publish(row, by=reviewer)
        except ValidationError as error:
            told.append(" ".join(error.messages))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    findings = Finding.objects.filter(meeting=meeting, topic=topic)
    assert findings.current().count() == 1
    assert findings.count() + len(told) == len(rows), "everyone was either stored or told"
    assert findings.filter(supersedes=None).count() == 1
