"""Try tables that somebody brings in, and write what was shown."""

import hashlib
import json
import zlib
from dataclasses import asdict
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.intake.files.sheets import FileRefused
from agenda.intake.plan.dry_run import dry_run
from agenda.intake.plan.plan import STATES, Choices, ImportPlan, Progress, quiet
from agenda.intake.plan.storable import storable
from agenda.intake.write.commit import RecordChanged, commit
from agenda.models import Import, ImportFile
from agenda.models.stock import take_stock
from agenda.search import catch_up

KEPT = timedelta(days=7)


@transaction.atomic
def take_in(kind: str, files: list[tuple[str, bytes]], *, by) -> Import:
    """Keep the files (name, content) as a new import of `by`; their imports unfinished for a week are deleted."""
    Import.objects.filter(made_by=by, written_at=None, made_at__lt=timezone.now() - KEPT).delete()
    batch = Import.objects.create(kind=kind, made_by=by, choices=asdict(Choices()))
    for name, content in files:
        digest = hashlib.sha256(content).hexdigest()
        ImportFile.objects.create(of=batch, name=storable(name[:200]), content=content, sha256=digest)
    return batch


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
        batch.summary, batch.report = storable(_summary(plan)), _packed(plan)
    batch.save()


def write_out(batch: Import, *, digest: str, on: date, progress: Progress = quiet) -> None:
    """Write the dry run whose fingerprint is `digest`, which the person was looking at.

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
            progress=progress,
        )
        batch.written_at = timezone.now()
        batch.save()
    catch_up()
    take_stock(connection)


class StoredRows:
    """Every row of the last dry run, as `Result.stored()` gives them, read only where somebody looks.

    With `state`, only the rows of that state. Has a length and slices, for pages.
    """

    def __init__(self, batch: Import, state: str = ""):
        lines = zlib.decompress(bytes(batch.report)).split(b"\n") if batch.report else []
        self.lines = [line for line in lines if line.startswith(state.encode())]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: slice) -> list[list]:
        return [self._read(line) for line in self.lines[place]]

    def __iter__(self):
        return map(self._read, self.lines)

    @staticmethod
    def _read(line: bytes) -> list:
        return json.loads(line.partition(b" ")[2])


def _plan(batch: Import, on: date, progress: Progress) -> ImportPlan:
    files = [(file.name, bytes(file.content)) for file in batch.files.all()]
    return dry_run(batch.kind, files, Choices.of(batch.choices), batch.made_by, on, progress)


def _summary(plan: ImportPlan) -> dict:
    counts = plan.counts
    return {
        "counts": {state: counts[state] for state in STATES if counts[state]},
        "columns": [asdict(column) for column in plan.columns],
        "notes": list(dict.fromkeys(plan.notes)),
        "ambiguous": list(dict.fromkeys(plan.ambiguous))[:5],
        "words": plan.words.most_common(40),
        "layout": plan.layout,
        "sheets": plan.sheets,
        "unknown": plan.unknown,
        "writes": len(plan.writes) + len(plan.judged) + len(plan.drafts),
    }


def _packed(plan: ImportPlan) -> bytes:
    """A line for each row: its state, a space, the row as JSON; refused ones first. Packed a row at a time."""
    press, parts = zlib.compressobj(), []
    is_first = True
    for state in STATES:
        for row in plan.results:
            if row.state == state:
                line = f"{state} {json.dumps(storable(row.stored()), ensure_ascii=False)}"
                parts.append(press.compress((line if is_first else f"\n{line}").encode()))
                is_first = False
    return b"".join([*parts, press.flush()]) if parts else b""


def said_changed() -> str:
    return _(
        "Rows that this touches were changed since it was shown, so nothing was written. This is how it would be now: "
        "look again."
    )
