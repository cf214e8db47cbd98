"""What proves findings, read for lists: the same as a finding's own page shows."""

import pytest

from agenda.actions import Judgement, Passage, assess, publish
from agenda.coverage.evidence import attach_proof
from agenda.coverage.proofs import proofs_of
from agenda.models import Body, CurrentCell, Document, Finding
from tests.support import factories as f
from tests.support.pages import text


def said(evidence):
    """What a page says of a passage."""
    paper = evidence.document
    place = paper.get_absolute_url(), str(paper.source_name), paper.get_kind_display(), evidence.paragraph
    words = evidence.quote, evidence.summary, str(evidence.reader.summary), evidence.strength
    return (*place, *words, paper.language, paper.url, evidence.is_in_current_version)


def test_lists_read_of_every_finding_what_its_page_proves_it_with(record):
    raised = CurrentCell.objects.filter(outcome__in=("raised", "partly_raised"))
    keys = set(raised.values_list("finding_id", flat=True))
    proofs = proofs_of(keys)
    assert proofs.keys() == keys and any(len(lines) > 1 for lines in proofs.values())
    for finding in attach_proof(Finding.objects.filter(pk__in=keys)):
        assert list(map(said, proofs[finding.pk])) == list(map(said, finding.proof))


@pytest.fixture
def quoted(db):
    """A finding that quotes the first text of a document."""
    f.codebook()
    paper = f.document(f.meeting(f.dialogue(), "2022-05-06"))
    keep(paper, 1, "They discussed cables.")
    passage = Passage(paper, 1, start=15, end=21)
    judgement = Judgement("raised", examined=[paper], passages=[passage])
    made = assess(paper.meeting, f.topic("Cables", code="cables"), judgement, by=f.user())
    return publish(made, by=f.user("Reviewer"))


def keep(paper, version, words):
    Body.objects.create(
        document=paper, version=version, kind="official_text", text=words, sha256=Body.digest(words)
    )


@pytest.mark.parametrize("words, is_there", [("They saw cables again.", True), ("They saw wires.", False)])
def test_a_quote_that_the_newest_text_lacks_says_so(client, quoted, words, is_there):
    (line,) = proofs_of({quoted.pk})[quoted.pk]
    assert (line.quote, line.is_in_current_version) == ("cables", True)
    keep(Document.objects.get(), 2, words)
    (line,) = proofs_of({quoted.pk})[quoted.pk]
    assert (line.quote, line.is_in_current_version) == ("cables", is_there)
    assert ("not in the current version" in text(client.get("/topics/cables/"))) is not is_there


def test_a_publisher_that_is_hidden_is_not_named(quoted):
    paper = Document.objects.get()
    type(paper.publisher).objects.filter(pk=paper.publisher_id).update(is_published=False)
    (line,) = proofs_of({quoted.pk})[quoted.pk]
    assert line.document.source_name == paper.title
