"""What must not be merged, because something published or frozen rests on it: each with the way that is open instead."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import CodebookVersion, Dialogue, Document, Draft, RulingDraft, Topic

from .plan import Refusal


def of_any_rows(given: Any, kept: Any) -> Iterator[Refusal]:
    """What every merge is refused for, whatever the rows are."""
    if given.pk == kept.pk:
        yield Refusal(_("This is one and the same row."))
    elif given.is_published and not kept.is_published:
        sentence = _("Readers see “%(given)s” and not “%(kept)s”: make that one public first.")
        yield Refusal(sentence % {"given": given, "kept": kept}, kept)


def refusals_of(given: Any, kept: Any) -> Iterator[Refusal]:
    """Why `given` cannot be merged into `kept`, as far as the two rows themselves tell."""
    yield from of_any_rows(given, kept)
    if given.pk == kept.pk:
        return
    if isinstance(given, Topic):
        yield from _of_topics(given)
        yield from _of_scopes(given, kept)
    if isinstance(given, Document):
        yield from _of_meetings(given, kept)
        yield from _of_judgements(given, kept)
        yield from _of_texts(given, kept)


def _of_topics(given: Topic) -> Iterator[Refusal]:
    frozen = [v.number for v in CodebookVersion.objects.order_by("number") if given.code in v.codes]
    if not frozen and not given.assessments.exists():
        return
    where = ", ".join(str(number) for number in frozen)
    sentence = ngettext(
        "“%(given)s” stands in codebook version %(where)s, which is frozen, and what was coded under it stays provable.",
        "“%(given)s” stands in codebook versions %(where)s, which are frozen, and what was coded under them stays provable.",
        len(frozen),
    ) % {"given": given, "where": where or "–"}
    instead = _(
        "Make a new version and say there that it was merged: its cells go to the desk to be recoded."
    )
    yield Refusal(f"{sentence} {instead}")


def _of_scopes(given: Topic, kept: Topic) -> Iterator[Refusal]:
    """A topic stays in scope where it is: its cells there would vanish without a word."""
    of_kept = kept.dialogues_without.values("pk")
    for dialogue in Dialogue.objects.filter(out_of_scope=given).exclude(pk__in=of_kept):
        sentence = _("“%(given)s” is out of scope at %(dialogue)s and “%(kept)s” is not: make the two alike.")
        yield Refusal(sentence % {"given": given, "kept": kept, "dialogue": dialogue}, dialogue)


def _of_meetings(given: Document, kept: Document) -> Iterator[Refusal]:
    if given.meeting_id and kept.meeting_id and given.meeting_id != kept.meeting_id:
        sentence = _("They are papers of two meetings, %(one)s and %(other)s. Correct one of them first.")
        yield Refusal(sentence % {"one": given.meeting, "other": kept.meeting}, given)
    announces = kept.kind == Document.Kind.ANNOUNCEMENT and (kept.meeting_id or given.meeting_id)
    if given.plans.exists() and not announces:
        sentence = _("Plans stand in “%(given)s”, and “%(kept)s” is not the announcement of a meeting.")
        yield Refusal(sentence % {"given": given, "kept": kept}, given)


def _of_judgements(given: Document, kept: Document) -> Iterator[Refusal]:
    """Assessments name what they examined for good, so that a document they examined stays."""
    if n := given.examinations.count():
        sentence = ngettext(
            "%(n)s assessment examined “%(given)s”, and what it rests on stays as it was.",
            "%(n)s assessments examined “%(given)s”, and what they rest on stays as it was.",
            n,
        ) % {"n": n, "given": given}
        instead = (
            _("Both were examined, so both stay: hide the one that readers should not see.")
            if kept.examinations.exists()
            else _("Merge the other way round.")
        )
        yield Refusal(f"{sentence} {instead}", kept)
    contents = [
        content
        for drafts in (Draft, RulingDraft)
        for content in drafts._default_manager.filter(meeting=given.meeting_id).values_list(
            "content", flat=True
        )
    ]
    if given.meeting_id and any(_names(content, given.slug) for content in contents):
        sentence = _("Somebody is coding this meeting with “%(given)s”: wait until it is handed in.")
        yield Refusal(sentence % {"given": given})


def _names(content: Any, slug: str) -> bool:
    """Whether a draft's content names the document anywhere."""
    if isinstance(content, dict):
        return any(_names(part, slug) for part in content.values())
    if isinstance(content, list):
        return any(_names(part, slug) for part in content)
    return content == slug


def _of_texts(given: Document, kept: Document) -> Iterator[Refusal]:
    """A frozen text goes over to a document without one; where both keep texts, they must be the same."""
    ours = {(body.kind, body.sha256) for body in kept.bodies.all()}
    strange = [body for body in given.bodies.all() if (body.kind, body.sha256) not in ours]
    if ours and strange:
        sentence = _(
            "Both keep a text, and the two differ. Add the text of “%(given)s” to “%(kept)s” as a version first, or "
            "merge neither."
        )
        yield Refusal(sentence % {"given": given, "kept": kept}, kept)
