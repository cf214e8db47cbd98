"""A dated, versioned package of the public record: the same record gives the same bytes.

    DIR/2026.11.24-1f3a9c02/  datapackage.json data/*.csv package.zip agenda.sqlite codebook.ttl codebook.jsonld
                              annotations.jsonld events.json CITATION.cff CHANGES.md changes.json SHA256SUMS

Waits are counted to the day the record last changed, not to today, or a release made tomorrow would differ.
"""

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef
from django.urls import get_script_prefix, set_script_prefix

from agenda.catalogue import PUBLIC_ROWS, TABLES
from agenda.catalogue.cells import plain
from agenda.catalogue.plain import in_key_order, is_plain
from agenda.coverage.changed import last_changed_on
from agenda.coverage.evidence import attach_proof
from agenda.coverage.extent import extents
from agenda.coverage.ledger import Ledger
from agenda.filters.topics import TopicFilterSet
from agenda.models import CodebookVersion, Document, Evidence, Finding, SiteSettings, Topic
from agenda.models.about import about_site
from agenda.models.streams import batches, frozen_record, streamed

from .forms import annotation, dumped, dumped_rows, ocd_event, skos_json, skos_turtle
from .package import sha256, write_csv, write_datapackage, write_sqlite, write_zip

PROVED = 500
"""Findings whose passages are read together."""


@dataclass(frozen=True)
class Release:
    """What was written: where, its version, rows by table, how many findings changed since the release before."""

    directory: Path
    version: str
    counts: dict[str, int]
    changes: list[dict]
    is_new: bool


@contextmanager
def _addresses_under(base: str) -> Iterator[None]:
    """Let every address made inside start with the path of `base`."""
    before = get_script_prefix()
    set_script_prefix(urlsplit(base).path)
    try:
        yield
    finally:
        set_script_prefix(before)


def write_release(root: Path, base: str) -> Release:
    """Write a release under `root`, or find that the newest state is there already.

    `base` is the public address of the site, ending in a slash. Old releases are never touched. Raises
    FileExistsError when the version's directory holds other bytes.
    """
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(base))
    root.mkdir(parents=True, exist_ok=True)
    making = tempfile.TemporaryDirectory(dir=root, prefix=".making-")
    with frozen_record(), _addresses_under(base), making as folder:
        on, site = last_changed_on() or date(1970, 1, 1), about_site()
        scratch = Path(folder) / "release"
        (scratch / "data").mkdir(parents=True)
        tables = _tables(on)
        counts = {
            name: write_csv(TABLES[name], rows, scratch / "data" / f"{name}.csv", origin)
            for name, rows in tables.items()
        }
        version = f"{on:%Y.%m.%d}-{_digest(scratch / 'data', site)}"
        target = root / version
        if target.exists() and (target / "SHA256SUMS").exists():
            return Release(target, version, counts, json.loads((target / "changes.json").read_text()), False)
        write_datapackage(scratch, counts, version, f"{on.isoformat()}T00:00:00Z", site)
        write_zip(
            scratch, ["datapackage.json", *(f"data/{name}.csv" for name in counts)], scratch / "package.zip"
        )
        write_sqlite(tables, scratch / "agenda.sqlite", origin)
        _other_forms(scratch, base, version, site)
        changes = _changes(scratch, _before(root, version), version)
        _citation(scratch, base, version, on, site)
        _sums(scratch)
        shutil.move(scratch, target)
    return Release(target, version, counts, changes, True)


def _tables(on: date) -> dict[str, Any]:
    """The rows of every table but those of the questions, in the order of their keys; those of very many are not read yet."""
    tables: dict[str, Any] = {}
    for name, rows in PUBLIC_ROWS.items():
        is_read_as_written = is_plain(TABLES[name], rows())
        tables[name] = (
            in_key_order(TABLES[name], rows())
            if is_read_as_written
            else list(streamed(rows().order_by("pk")))
        )
    ledger = Ledger(on, with_self_coded=True)
    tables["topics"] = TopicFilterSet({}, ledger).results(with_last=True)
    tables["recommendations"] = ledger.pairings()
    tables["coverage"] = extents(on)
    for name, rows in tables.items():
        if isinstance(rows, list):
            table = TABLES[name]
            readers = [column.read for column in table.columns if column.name in table.key]
            rows.sort(key=partial(_key, readers))
    return {name: tables[name] for name in TABLES if name in tables}


def _key(readers, row) -> tuple[str, ...]:
    return tuple(str(read(row) or "") for read in readers)


def _digest(directory: Path, site: SiteSettings) -> str:
    """Eight signs that differ for other data, and for the same under another name or license."""
    said = f"{site.name} {site.author} {site.license_code}\n" if site.stamp else ""
    joined = said + "".join(f"{path.name} {sha256(path)}\n" for path in sorted(directory.iterdir()))
    return hashlib.sha256(joined.encode()).hexdigest()[:8]


def _other_forms(scratch: Path, base: str, version: str, site: SiteSettings) -> None:
    topics = list(Topic.objects.published().select_related("parent").order_by("code"))
    newest = CodebookVersion.objects.order_by("-number").first()
    codebook = str(newest.number) if newest else "0"
    documents: dict[int | None, list[Document]] = {}
    for document in Document.objects.published().exclude(meeting=None).order_by("slug"):
        documents.setdefault(document.meeting_id, []).append(document)
    meetings = PUBLIC_ROWS["meetings"]().order_by("slug")
    events = [ocd_event(meeting, documents.get(meeting.pk, ()), base, site.name) for meeting in meetings]
    written = {
        "codebook.ttl": skos_turtle(topics, base, codebook),
        "codebook.jsonld": skos_json(topics, base, codebook),
        "events.json": dumped(events),
    }
    for name, text in written.items():
        (scratch / name).write_text(text, encoding="utf-8")
    with (scratch / "annotations.jsonld").open("w", encoding="utf-8") as file:
        file.writelines(dumped_rows(_annotations(base)))


def _annotations(base: str) -> Iterator[dict]:
    """Every passage that proves a finding, by meeting and topic, some findings after others."""
    table, passages = (
        TABLES["findings"],
        Evidence.objects.filter(examination__assessment=OuterRef("assessment")),
    )
    proved = Finding.objects.published().filter(Exists(passages))
    for keys in batches(streamed(in_key_order(table, proved).values_list("pk", flat=True)), PROVED):
        findings = in_key_order(table, proved.filter(pk__in=keys))
        for finding in attach_proof(findings):
            yield from (annotation(evidence, finding, base) for evidence in finding.proof)


def releases(root: Path) -> list[Path]:
    """The releases under `root`, newest first: by date, and within a day by when they were written."""
    found = [path for path in root.iterdir() if (path / "SHA256SUMS").exists()] if root.is_dir() else []
    return sorted(
        found, key=lambda path: (path.name[:10], (path / "SHA256SUMS").stat().st_mtime), reverse=True
    )


def _before(root: Path, version: str) -> Path | None:
    return next((path for path in releases(root) if path.name != version), None)


def _column(release: Path | None, name: str) -> dict[tuple[str, str], str]:
    """(meeting, topic) → what stands under `name` in a release's CSV of findings."""
    if release is None:
        return {}
    with (release / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        cells = itemgetter(*map(next(rows).index, ("meeting", "topic", name)))
        found = (map(plain, cells(row)) for row in rows)
        return {(meeting, topic): value for meeting, topic, value in found}


def _changes(scratch: Path, before: Path | None, version: str) -> list[dict]:
    """Which verdicts changed since the release before, and why; written as JSON and as Markdown."""
    new = scratch if before else None  # where there is nothing to compare with, nothing changed
    old, outcomes, numbers = _column(before, "outcome"), _column(new, "outcome"), _column(new, "id")
    reasons = dict(Finding.objects.in_public_cells().current().values_list("pk", "reason")) if before else {}
    changes: list[dict[str, Any]] = []
    for cell in sorted(old.keys() | outcomes.keys()):
        was, now = old.get(cell, ""), outcomes.get(cell, "")
        if was != now:
            number = int(numbers[cell]) if cell in numbers else None
            changes.append({"meeting": cell[0], "topic": cell[1], "was": was, "now": now, "finding": number,
                            "reason": reasons.get(number, "") if number else ""})  # fmt: skip
    (scratch / "changes.json").write_text(dumped(changes), encoding="utf-8")
    lines = [f"# Changes in {version}", ""]
    if before is None:
        lines.append("The first release: there is nothing to compare with.")
    else:
        lines += [f"Since {before.name}: {len(changes)} verdict(s) changed.", ""]
        lines += [
            f"- {c['topic']} at {c['meeting']}: {c['was'] or 'none'} → {c['now'] or 'none'}"
            + (f": {' '.join(c['reason'].split())}" if c["reason"] else "")
            for c in changes
        ]
    (scratch / "CHANGES.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return changes


def _citation(scratch: Path, base: str, version: str, on: date, site: SiteSettings) -> None:
    said = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": f"{site.name}: was the recommended topic raised?",
        "version": version,
        "date-released": on.isoformat(),
        "url": base,
        "license": site.license.code,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    lines += ["authors:", f"  - name: {json.dumps(site.author, ensure_ascii=False)}", ""]
    (scratch / "CITATION.cff").write_text("\n".join(lines), encoding="utf-8")


def _sums(scratch: Path) -> None:
    paths = sorted(path for path in scratch.rglob("*") if path.is_file())
    lines = [f"{sha256(path)}  {path.relative_to(scratch).as_posix()}\n" for path in paths]
    (scratch / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
