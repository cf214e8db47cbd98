"""Merge one row into another in one transaction, or try it and take everything back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from agenda.models import Body, Document, Merger, Topic
from agenda.models.base import refuse_own_ancestor
from agenda.rules.consequences import consequences, judgeable_sentence, losing_sentence
from agenda.rules.papers import papers_by_meeting, standing_findings
from agenda.rules.triggers import sentence_of

from .plan import MergePlan, Refusal, key_of, naming, plan_of, relations_of
from .refusals import refusals_of
from .signing import Signed


class MergeRefused(Exception):
    """Two rows stay apart; `plan.refusals` says why. Nothing was written."""

    def __init__(self, plan: MergePlan):
        super().__init__("; ".join(str(refusal.sentence) for refusal in plan.refusals))
        self.plan = plan


class MergeChanged(Exception):
    """What would move is not what was shown. Nothing was written."""


def try_merge(given: models.Model, kept: models.Model, *, by, at: datetime) -> MergePlan:
    """Do all of a merge and take it back; returns its plan, with what refused it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                plan = merge(given, kept, by=by, at=at)
        except MergeRefused as refused:
            plan = refused.plan
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def merge(given: models.Model, kept: models.Model, *, by, at: datetime, seen: str | None = None) -> MergePlan:
    """Move everything that names `given` to `kept`, delete `given`, and let its address lead to `kept`.

    `seen` is the fingerprint of the plan that was shown; None does what is found. Raises MergeRefused, or MergeChanged.
    """
    pks = sorted({given.pk, kept.pk})
    rows = type(given)._base_manager.select_for_update().in_bulk(pks)
    if set(rows) != set(pks):
        raise MergeChanged
    given, kept = rows[given.pk], rows[kept.pk]
    shown = type(given)._base_manager.in_bulk(pks)  # the plan names the rows as they were
    plan = plan_of(shown[given.pk], shown[kept.pk])
    plan.refusals += refusals_of(given, kept)
    if seen is not None and seen != plan.digest and not plan.refusals:
        raise MergeChanged
    if not plan.refusals:
        try:
            with transaction.atomic():
                plan.refusals += _carry_out(plan, given, kept, by, at)
                if plan.refusals:
                    transaction.set_rollback(True)
        except (IntegrityError, ProtectedError, ValidationError) as error:
            plan.refusals.append(Refusal(_sentence(error)))
    if plan.refusals:
        raise MergeRefused(plan)
    return plan


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    found = sentence_of(error) if isinstance(error, IntegrityError) else ""
    return found or _("The database refused it: something that names the two rows changed meanwhile.")


def _carry_out(plan: MergePlan, given: Any, kept: Any, by, at: datetime) -> list[Refusal]:
    """Write everything; returns what the rules of proof say against it then."""
    meetings = {
        row.meeting_id for row in (given, kept) if isinstance(row, Document) and row.meeting_id is not None
    }
    before = papers_by_meeting(meetings) if meetings else {}
    said = {"given": given, "kept": kept}
    signed = Signed(by, (_("“%(given)s” merged into “%(kept)s”") % said)[:100])
    was_public = given.is_published or given.history.filter(is_published=True).exists()
    key, name = (
        getattr(given, key_of(type(given))),
        given.reader.name if hasattr(given, "name") else given.title,
    )
    _take_values(plan, given, kept, signed)
    _move_texts(given, kept)
    _move_rows(plan, given, kept, signed)
    noun = given._meta.model_name
    Merger.objects.filter(**{noun: given}).update(**{noun: kept})
    _refuse_what_is_left(given)
    signed.delete(given)
    Merger.objects.create(
        noun=noun,
        key=key,
        name=name,
        was_public=was_public,
        moved=plan.counts(),
        merged_by=by,
        merged_at=at,
        **{noun: kept},
    )
    return list(_lost_proof(before))


def _take_values(plan: MergePlan, given: Any, kept: Any, signed: Signed) -> None:
    """Fill what the row that stays has not; its lists grow by the other one's. Its parent is never itself."""
    for value in plan.taken:
        column = kept._meta.get_field(value.name)
        ours, theirs = getattr(kept, value.name), getattr(given, value.name)
        if column.many_to_many:
            signed.sign(kept)
            ours.set(theirs.all())
        elif isinstance(ours, list):
            setattr(kept, value.name, [*ours, *(item for item in theirs if item not in ours)])
        elif isinstance(ours, dict):
            setattr(
                kept, value.name, {tag: theirs.get(tag, {}) | ours.get(tag, {}) for tag in {**theirs, **ours}}
            )
        else:
            setattr(kept, value.name, theirs)
            if hasattr(kept, f"{value.name}_precision"):
                setattr(kept, f"{value.name}_precision", getattr(given, f"{value.name}_precision"))
    if hasattr(kept, "parent_id") and kept.parent_id in (kept.pk, given.pk):
        kept.parent = given.parent if given.parent_id != kept.pk else None
    if isinstance(kept, Topic) and given.name not in (kept.name, *kept.aliases):
        kept.aliases = [*kept.aliases, given.name]
    signed.save(kept)


def _move_texts(given: Any, kept: Any) -> None:
    """Copy frozen texts to a document that has none, with their versions, days and files; the same texts just go."""
    if not isinstance(given, Document) or kept.bodies.exists():
        return
    for body in given.bodies.order_by("version"):
        original, added_at = getattr(body, "original", None), body.added_at
        values = {
            f.name: getattr(body, f.name)
            for f in Body._meta.concrete_fields
            if f.name not in ("id", "document", "added_at")
        }
        copy = Body.objects.create(document=kept, **values)
        Body.objects.filter(pk=copy.pk).update(added_at=added_at)
        if original is not None:
            original.body = copy
            original.save(update_fields=["body"])


def _move_rows(plan: MergePlan, given: Any, kept: Any, signed: Signed) -> None:
    for move in plan.moves:
        if move.relation.related_model is Body:
            continue
        for row in move.same if not move.is_many else ():
            signed.delete(row)
        for row in move.rows if not move.is_many else ():
            row = type(row)._base_manager.get(pk=row.pk)  # it may have been moved in another column already
            setattr(row, move.relation.field.name, kept)
            signed.save(row)
        for row in (*move.rows, *move.same) if move.is_many else ():
            signed.replace(move.relation, row, given, kept)
    if hasattr(kept, "parent_id"):
        for row in (kept, *kept.children.all()):
            row.refresh_from_db(fields=["parent"])
            refuse_own_ancestor(row)


def _refuse_what_is_left(given: Any) -> None:
    """Raise ValidationError when a row still names the one that goes: deleting it would take that row along."""
    for relation in relations_of(type(given)):
        if relation.related_model is not Body and (row := naming(relation, given).first()):
            raise ValidationError(_("“%(row)s” cannot be moved.") % {"row": row})


def _lost_proof(before: dict) -> Iterator[Refusal]:
    """What findings in force say that the papers on record no longer bear out."""
    after = papers_by_meeting(before) if before else {}
    for meeting, findings in standing_findings(before).items() if before else ():
        found = consequences(findings, meeting, before[meeting], after[meeting])
        if found.losing:
            yield Refusal(losing_sentence(found.losing))
        if found.judgeable:
            yield Refusal(judgeable_sentence(found.judgeable))
