"""Interpretation notes: who writes them, what they need, and how a ruling cites them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agenda.actions.notes import citing, write_note
from agenda.models import InterpretationNote
from tests.support import factories as f


@pytest.mark.django_db
def test_notes_are_numbered_within_the_version_in_force_and_its_history_says_who_wrote_them():
    topic, by = f.topic(), f.user("Reviewer")
    version = f.codebook()
    for number in (1, 2):
        note = write_note(by=by, title=f" Note {number} ", text=" Read it so. ", topics=[topic])
        assert (note.number, note.title, note.text, [*note.topics.all()]) == (
            number, f"Note {number}", "Read it so.", [topic],
        )  # fmt: skip
        assert version.history.first().history_change_reason == f"Interpretation note {note.cited}"


@pytest.mark.django_db
def test_what_a_note_lacks_is_said_by_field():
    topic, by = f.topic(), f.user("Reviewer")
    with pytest.raises(ValidationError) as refused:
        write_note(by=by, title="A", text="B", topics=[topic])
    assert "no codebook version yet" in refused.value.message_dict["title"][0]
    f.codebook()
    with pytest.raises(ValidationError) as refused:
        write_note(by=by, title=" ", text="\n", topics=[])
    assert set(refused.value.message_dict) == {"title", "text", "topics"}
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        write_note(by=f.user("Analyst"), title="A", text="B", topics=[topic])
    assert not InterpretationNote.objects.exists()


@pytest.mark.django_db
def test_who_took_the_number_at_the_same_moment_is_not_overwritten(monkeypatch):
    topic, by = f.topic(), f.user("Reviewer")
    f.codebook()
    own = InterpretationNote.full_clean

    def meanwhile(note, **options):
        """Somebody else saves a note between the look at the last number and the saving of this one."""
        monkeypatch.setattr(InterpretationNote, "full_clean", own)
        write_note(by=by, title="Theirs", text="First.", topics=[topic])
        note.full_clean(**options)

    monkeypatch.setattr(InterpretationNote, "full_clean", meanwhile)
    with pytest.raises(ValidationError, match="Somebody else wrote a note at the same moment"):
        write_note(by=by, title="Ours", text="Second.", topics=[topic])
    assert [note.title for note in InterpretationNote.objects.all()] == ["Theirs"]
    assert write_note(by=by, title="Ours", text="Second.", topics=[topic]).number == 2


@pytest.mark.parametrize(
    "reason, numbers, cited",
    [
        ("Read again", ["1.2"], "Read again (interpretation note 1.2)"),
        ("Read again", ["1.2", "1.3", "1.2"], "Read again (interpretation notes 1.2, 1.3)"),
        ("", ["1.2"], "By interpretation note 1.2."),
        ("Read again", [], "Read again"),
    ],
)
def test_a_reason_cites_each_note_once(reason, numbers, cited):
    assert citing(reason, numbers) == cited
    assert citing(cited, numbers) == cited
