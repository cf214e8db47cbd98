"""What earlier imports tell about one: how files of the same shape were read, and who brings in the same file."""

import hashlib
from datetime import datetime, timedelta

from agenda.intake.files.folding import keyed
from agenda.intake.match.fields import REASON_HEADER
from agenda.intake.plan.plan import ImportPlan
from agenda.models import Import, ImportFile

CARRIED = (
    "columns",
    "fixed",
    "words",
    "order",
    "layout",
    "erase",
    "drafts",
    "apart",
    "splits",
    "above",
    "reading",
)
"""What is offered for the next file of the same shape; what concerns single rows, and publishing, is decided anew."""
RECENT = timedelta(days=60)


def signature_of(plan: ImportPlan) -> str:
    """One text for all files with the same headers in the same order; "" for files without any."""
    shapes = [
        "|".join(keyed(header) for header in table.headers if header != REASON_HEADER)
        for table in plan.tables
    ]
    return hashlib.sha256("\n".join([plan.kind, *shapes]).encode()).hexdigest() if any(shapes) else ""


def remembered(batch: Import) -> Import | None:
    """The last import of the same shape that was written, one's own before a colleague's."""
    if not batch.signature or batch.written_at:
        return None
    rows = Import.objects.filter(kind=batch.kind, signature=batch.signature).exclude(written_at=None)
    rows = rows.exclude(pk=batch.pk).defer("report", "summary").order_by("-written_at")
    found = rows.filter(made_by=batch.made_by).first() or rows.select_related("made_by").first()
    return found if found and carried(found) != carried(batch) else None


def carried(batch: Import) -> dict:
    """What was decided about the import and serves for others: new rows are those that were made then."""
    choices = {name: batch.choices[name] for name in CARRIED if batch.choices.get(name)}
    reading = choices.get("reading", {})
    if reading and not any(reading.values()):
        del choices["reading"]
    made = {(noun, text): key for noun, text, key in batch.summary.get("answered", [])}
    names: dict[str, dict] = {}
    for subject, answers in batch.choices.get("names", {}).items():
        for text, answer in answers.items():
            key = made.get((subject, text))
            names.setdefault(subject, {})[text] = {"is": key} if "new" in answer and key else answer
    return choices | ({"names": names} if names else {})


def same_files(batch: Import, now: datetime) -> list[Import]:
    """Other recent imports of a file of this one, whoever brought it in; the newest first."""
    prints = [file.sha256 for file in batch.files.all()]
    others = ImportFile.objects.filter(sha256__in=prints, of__kind=batch.kind).exclude(of=batch.pk)
    rows = Import.objects.filter(pk__in=others.values("of"), made_at__gt=now - RECENT)
    return list(rows.select_related("made_by").defer("report", "summary", "choices").order_by("-made_at")[:3])
