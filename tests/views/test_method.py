"""The method page: who coded what ships, and the codebook's interpretation notes, on the topic's page too."""

import pytest

from agenda.models import InterpretationNote
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
WHO = "No subject expert has checked it."


def test_method_and_agreement_say_who_coded_where_the_shipped_record_is(client):
    assert WHO not in text(client.get("/methodology/")) and WHO not in text(client.get("/agreement/"))
    coder = f.user("Analyst")
    type(coder).objects.filter(pk=coder.pk).update(username="coder-1")
    coder.refresh_from_db()
    f.finding(f.meeting(), f.topic(), by=coder)
    assert WHO in text(client.get("/methodology/")) and WHO in text(client.get("/agreement/"))


def test_interpretation_notes_stand_on_the_method_page_and_at_their_topics(client):
    ran, other = f.topic("Open RAN", code="open-ran"), f.topic("Space", code="space")
    note = InterpretationNote.objects.create(
        version=f.codebook(), number=3, title="Open RAN and telecoms", text="Full when a network is deployed.",
        example="rebuilding an island's network is full",
    )  # fmt: skip
    note.topics.add(ran)
    sentence = "Open RAN and telecoms. Full when a network is deployed. Example: rebuilding an island's network is full"
    assert sentence in text(client.get("/methodology/"))
    assert sentence in text(client.get("/topics/open-ran/"))
    assert note.title not in text(client.get(other.get_absolute_url()))
