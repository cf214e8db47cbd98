"""Words of an analyst's own passage become phrases of the topic: who may, what cannot serve, what is known already."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agenda.actions.words import MOST_LETTERS, decide_words, propose_words
from agenda.models import Body, Phrasing, WordProposal
from tests.support import factories as f

pytestmark = pytest.mark.django_db

TEXT = "The ministers met in Tokyo.\n\nThey discussed wafer foundries at length."
QUOTE = "They discussed wafer foundries at length."


@pytest.fixture
def topic():
    return f.topic("Chips", code="chips", phrases=["semiconductor"])


@pytest.fixture
def paper():
    row = f.document(f.meeting(), title="The readout", language="en")
    Body.objects.create(document=row, kind="official_text", text=TEXT, sha256=Body.digest(TEXT))
    return row


@pytest.fixture
def propose(topic, paper):
    def proposed(words="wafer foundries", by=None, **more):
        by = by or f.user("Analyst")
        return propose_words(by=by, topic=topic, **{"document": paper, "quote": QUOTE} | more, words=words)

    return proposed


def decide(row, by=None, **more):
    return decide_words(row.pk, by=by or f.user("Reviewer"), at=timezone.now(), **more)


def phrases(topic) -> dict[str, tuple[list, list]]:
    return {row.language: (row.phrases, row.partial_phrases) for row in topic.phrasings.all()}


def test_accepted_words_are_added_once_to_the_phrases_of_their_language(topic, propose):
    Phrasing.objects.create(topic=topic, language="ja", phrases=["半導体"])
    Phrasing.objects.create(topic=topic, language="en", phrases=["fab"], partial_phrases=["plant"])
    full, part = propose("wafer   foundries"), propose("foundries", is_partial=True)
    assert full.words == "wafer foundries"
    decide(full, accept=True)
    assert phrases(topic) == {"ja": (["半導体"], []), "en": (["fab", "wafer foundries"], ["plant"])}
    Phrasing.objects.filter(language="en").update(
        partial_phrases=["plant", "foundries"]
    )  # an editor was first
    decide(part, accept=True)
    assert phrases(topic)["en"] == (["fab", "wafer foundries"], ["plant", "foundries"])


def test_who_does_not_code_proposes_nothing_and_who_does_not_review_decides_nothing(propose):
    with pytest.raises(PermissionDenied, match="proposed by analysts"):
        propose(by=f.user("Editor"))
    assert not WordProposal.objects.exists()
    row = propose()
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        decide(row, by=f.user("Analyst"), accept=True)
    row.refresh_from_db()
    assert row.decided_at is None


def test_the_same_words_again_are_told_what_became_of_them(topic, propose):
    row = propose()
    with pytest.raises(ValidationError, match="“wafer foundries” is proposed for Chips already"):
        propose()
    decide(row, accept=False, reason=" Too wide. ")
    with pytest.raises(ValidationError, match="was declined for Chips: Too wide"):
        propose()
    accepted = propose("foundries")
    decide(accepted, accept=True)
    Phrasing.objects.all().delete()  # an editor took the phrase out again, and the proposal is still on record
    with pytest.raises(ValidationError, match="“foundries” is among the words of Chips already"):
        propose("foundries")
    assert WordProposal.objects.count() == 2


@pytest.mark.parametrize(
    "words, said",
    [
        (" ", "Give the words"),
        ("x" * (MOST_LETTERS + 1), f"At most {MOST_LETTERS} characters"),
        ("Semiconductor", "is among the words of Chips already"),
        ("Fab", "is among the words of Chips already"),
        ("deep sea cables", "finds no passage in “The readout”"),
    ],
)
def test_words_that_cannot_serve_are_refused(topic, propose, words, said):
    Phrasing.objects.create(topic=topic, language="en", phrases=["fab"])
    Phrasing.objects.create(topic=topic, language="ja", phrases=["deep sea cables"])
    with pytest.raises(ValidationError, match=said):
        propose(words)
    assert not WordProposal.objects.exists()


def test_without_a_language_or_a_text_nothing_can_be_found(propose):
    unknown = f.document(f.meeting(), title="Without a language", language="")
    with pytest.raises(ValidationError, match="The language of “Without a language” is not on record"):
        propose(document=unknown)
    without = f.document(f.meeting(), title="Without a text", language="en")
    with pytest.raises(ValidationError, match="finds no passage in “Without a text”"):
        propose(document=without)


def test_words_of_a_paper_without_a_meeting_wait_for_nobody(topic, propose):
    article = f.document(kind="article", is_official=False, language="en")
    Body.objects.create(document=article, kind="official_text", text=TEXT, sha256=Body.digest(TEXT))
    decide(propose(document=article), accept=True)
    assert phrases(topic) == {"en": (["wafer foundries"], [])}
