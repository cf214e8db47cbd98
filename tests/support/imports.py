"""Making the files that people bring in, and bringing them in."""

import io
import json
import zipfile
from datetime import date

import openpyxl

from agenda.intake.files.apart import received
from agenda.intake.files.tables import read_package, read_table, told
from agenda.intake.plan.dry_run import dry_run
from agenda.intake.plan.plan import Choices
from agenda.intake.write.commit import commit

ON = date(2026, 11, 24)


def csv_of(*rows, sign=",", encoding="utf-8") -> bytes:
    return "\r\n".join(sign.join(row) for row in rows).encode(encoding)


def xlsx_of(*rows, title="Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoiled(xlsx: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts rewritten by `change(text)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data.decode()).encode() if info.filename == name else data)
    return out.getvalue()


def read_here(monkeypatch) -> None:
    """Let files be read in the test's process, where hundreds of them are tried: nothing that a library raises may hide
    behind a reader's end, and starting a reader for each takes most of the time."""

    def sent(name, sheet):
        lines = (
            json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") for line in told(name, sheet)
        )
        return received(map(json.loads, lines))[name]

    def table(name, content, kind, reading, words=()):
        return sent(name, read_table(name, content, kind, reading, words))

    def package(content):
        return {name: sent(name, sheet) for name, sheet in read_package(content).items()}

    monkeypatch.setattr("agenda.intake.plan.dry_run.table_of_file", table)
    monkeypatch.setattr("agenda.intake.plan.package_plan.tables_of_package", package)


def tried(kind, *contents, by, **choices):
    """The plan of bringing in the contents as files."""
    files = [(f"file{n}", content) for n, content in enumerate(contents, start=1)]
    return dry_run(kind, files, Choices(**choices), by, ON)


def brought(kind, *contents, by, **choices):
    """Bring the contents in; returns the plan that was written."""
    plan = tried(kind, *contents, by=by, **choices)
    assert not plan.obstacles, [
        result.stored() for result in plan.results if result.state == "refused"
    ] + plan.unknown
    return commit(
        lambda: tried(kind, *contents, by=by, **choices),
        digest=plan.digest(),
        by=by,
        name="file1",
        publish=choices.get("publish", False),
    )


def states(plan) -> list[str]:
    return [result.state for result in plan.results]


def messages(plan) -> str:
    return " ".join(message for result in plan.results for message in result.messages)
