"""Interpretation notes: general rulings of the codebook, written once and cited by number."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from simple_history.utils import update_change_reason

from agenda.models import CodebookVersion, InterpretationNote, Topic
from agenda.models.topics import CITED_NOTES


def write_note(
    *, by, title: str, text: str, example: str = "", topics: Iterable[Topic]
) -> InterpretationNote:
    """Add a note to the codebook version in force, under its next number.

    Raises PermissionDenied when `by` does not review, ValidationError by field for what lacks, or on `title` when
    somebody else took the number at the same moment.
    """
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer writes interpretation notes."))
    topics = list(topics)
    version = CodebookVersion.objects.first()
    if version is None:
        raise ValidationError({"title": _("There is no codebook version yet that a note could belong to.")})
    problems = {}
    if not title.strip():
        problems["title"] = _("Give the note a short title.")
    if not text.strip():
        problems["text"] = _("Write how the codebook is to be read in such cases.")
    if not topics:
        problems["topics"] = _("Choose the topics that the note is about.")
    if problems:
        raise ValidationError(problems)
    number = version.interpretation_notes.aggregate(last=Max("number"))["last"] or 0
    note = InterpretationNote(
        version=version, number=number + 1, title=title.strip(), text=text.strip(), example=example.strip()
    )
    note.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            note.save()
            note.topics.set(topics)
            version.save()  # its history tells who wrote the note and when
            update_change_reason(version, f"Interpretation note {note.cited}")
    except IntegrityError:
        meanwhile = _("Somebody else wrote a note at the same moment: look at it, then write yours again.")
        raise ValidationError({"title": meanwhile}) from None
    return note


def citing(reason: str, numbers: Iterable[str]) -> str:
    """The reason of a ruling with the notes of these numbers cited in it; as `CITED_NOTES` finds them again."""
    said = {number for match in CITED_NOTES.finditer(reason) for number in match[1].split(", ")}
    new = [number for number in dict.fromkeys(numbers) if number not in said]
    if not new:
        return reason
    cited = f"interpretation note{'s' if len(new) > 1 else ''} {', '.join(new)}"
    return f"{reason} ({cited})" if reason else f"By {cited}."
