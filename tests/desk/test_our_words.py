"""At the desk, too, a passage's summary stands in the reader's language, and a draft keeps it as it was written."""

import pytest
from django.utils.translation import override

from agenda.desk.our_words import with_our_words
from agenda.models import Evidence
from tests.support import factories as f


@pytest.fixture
def items(db):
    paper = f.document(meeting := f.meeting(), slug="a-paper")
    f.finding(meeting, f.topic(), documents=[paper], paragraph=3, summary="They spoke.")
    Evidence.objects.update(translations={"ja": {"summary": "話した。"}})
    said = ((3, "They spoke."), (4, "They spoke."), (3, "They sang."), (5, ""))
    return [{"document": "a-paper", "paragraph": n, "summary": summary} for n, summary in said]


def test_only_the_same_words_at_the_same_place_are_translated(items):
    with override("ja"):
        told = with_our_words(items)
    assert [item["words"] for item in told] == ["話した。", "They spoke.", "They sang.", ""]
    assert [item["summary"] for item in told] == [item["summary"] for item in items]


def test_in_their_own_language_they_stand_as_they_are(items):
    assert [item["words"] for item in with_our_words(items)] == [item["summary"] for item in items]
