"""Try tables that somebody brings in, and write what was shown."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.intake.files.sheets import FileRefused
from agenda.intake.plan.dry_run import dry_run
from agenda.intake.plan.plan import Choices, ImportPlan, Progress, quiet
from agenda.intake.plan.storable import storable
from agenda.intake.write.commit import RecordChanged, commit
from agenda.models import Import, ImportFile
from agenda.models.stock import take_stock
from agenda.search import catch_up

from .import_memory import signature_of
from .import_rows import packed, summary

KEPT = timedelta(days=7)


def abandoned(now: datetime) -> QuerySet[Import]:
    """Unfinished imports about which nothing was decided for a week."""
    untouched = Q(changed_at=None) | Q(changed_at__lt=now - KEPT)
    return Import.objects.filter(untouched, written_at=None, made_at__lt=now - KEPT)


def ended_of(user) -> list[str]:
    """The files of the person's imports that the next `take_in` throws away."""
    return [batch.names for batch in abandoned(timezone.now()).filter(made_by=user).prefetch_related("files")]


@transaction.atomic
def take_in(kind: str, files: list[tuple[str, bytes]], *, by) -> Import:
    """Keep the files (name, content) as a new import of `by`; their imports unfinished for a week are deleted."""
    abandoned(timezone.now()).filter(made_by=by).delete()
    batch = Import.objects.create(kind=kind, made_by=by, choices=asdict(Choices()))
    for name, content in files:
        digest = hashlib.sha256(content).hexdigest()
        ImportFile.objects.create(of=batch, name=storable(name[:200]), content=content, sha256=digest)
    return batch


@transaction.atomic
def gone_on(batch: Import) -> Import:
    """A new import of the same files and choices: what was written already changes nothing, the rest can be mended."""
    following = Import.objects.create(
        kind=batch.kind, made_by=batch.made_by, choices=batch.choices, signature=batch.signature
    )
    for file in batch.files.all():
        ImportFile.objects.create(of=following, name=file.name, content=file.content, sha256=file.sha256)
    return following


def try_out(batch: Import, on: date, progress: Progress = quiet) -> None:
    """Make the dry run anew, by the import's choices, and store what it shows. A refused file is a `problem` to show."""
    if batch.written_at:
        return
    batch.digest = ""
    try:
        plan = _plan(batch, on, progress)
    except FileRefused as error:
        batch.summary, batch.report = storable({"problem": str(error), "sheets": error.sheets}), b""
    else:
        batch.digest = plan.digest()
        batch.summary, batch.report = storable(summary(plan)), packed(plan)
        batch.signature = batch.signature or signature_of(plan)
    batch.save()


def write_out(
    batch: Import, *, digest: str, on: date, without_refused: bool = False, progress: Progress = quiet
) -> None:
    """Write the dry run whose fingerprint is `digest`, which the person was looking at; with `without_refused` its good rows.

    Raises RecordChanged when it is not the last one, when it would do something else now, or when it was written already;
    RuleBroken when a rule of the database refuses; ValueError when something in the plan is. Then nothing is written.
    """
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=batch.pk)
        if batch.written_at or not digest or digest != batch.digest:
            raise RecordChanged
        commit(
            lambda: _plan(batch, on, progress),
            digest=digest,
            by=batch.made_by,
            name=batch.names,
            publish=batch.choices.get("publish", False),
            without_refused=without_refused,
            progress=progress,
        )
        batch.written_at = timezone.now()
        batch.save()
    catch_up()
    take_stock(connection)


def _plan(batch: Import, on: date, progress: Progress) -> ImportPlan:
    files = [(file.name, bytes(file.content)) for file in batch.files.all()]
    return dry_run(batch.kind, files, Choices.of(batch.choices), batch.made_by, on, progress)


def said_changed() -> str:
    return _(
        "Rows that this touches were changed since it was shown, so nothing was written. This is how it would be now: "
        "look again."
    )
