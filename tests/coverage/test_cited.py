"""Passages with the topics they prove: a passage that serves several topics stands once."""

from agenda.coverage.cited import cited_documents
from agenda.coverage.evidence import attach_proof
from agenda.models import Finding
from tests.support import factories as f


def test_a_passage_of_two_topics_stands_once_joint_papers_first(db):
    meeting = f.meeting()
    own, joint = (
        f.document(meeting, slug="a-own"),
        f.document(meeting, slug="b-joint", kind="joint_statement"),
    )
    cables, chips, space = f.topic("Cables"), f.topic("Chips"), f.topic("Space")
    f.finding(meeting, cables, documents=[own, joint], paragraph=7, summary="Both.")
    f.finding(meeting, chips, "partly_raised", documents=[own, joint], paragraph=7, summary="Both.")
    f.finding(meeting, space, documents=[own, joint], paragraph=2, summary="Orbits.")
    f.finding(meeting, f.topic("Trade"), documents=[joint, own], paragraph=9, summary="Tariffs.")
    findings = attach_proof(Finding.objects.order_by("topic__name"))
    found = cited_documents(findings)
    assert [cited.document for cited in found] == [joint, own]
    said = [
        (passage.paragraph, passage.summary, [cited.finding.topic.name for cited in passage.topics])
        for passage in found[1].passages
    ]
    assert said == [(2, "Orbits.", ["Space"]), (7, "Both.", ["Cables", "Chips"])]
