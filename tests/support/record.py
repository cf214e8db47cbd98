"""The record that ships with the project: loading it, and what its files say of it."""

import json
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"


def load_real_record():
    from django.utils import timezone

    from agenda.intake.record.load import load_record
    from agenda.intake.record.read import read_record
    from agenda.management.commands.load_record import record_account

    return load_record(read_record(FIXTURES), account=record_account(), on=timezone.now().date())


class RecordCopy:
    """A record's files in a directory, whose rows a test rewrites."""

    def __init__(self, directory: Path):
        self.directory = directory

    def __call__(self, noun: str, change, where=lambda row: True) -> None:
        """Change the first row of the file for which `where` holds."""
        rows = self.rows(noun)
        change(next(row for row in rows if where(row)))
        self.write(noun, rows)

    def rows(self, noun: str) -> list[dict]:
        return json.loads((self.directory / f"{noun}.json").read_text(encoding="utf-8"))

    def write(self, noun: str, rows: list[dict]) -> None:
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        (self.directory / f"{noun}.json").write_text(text, encoding="utf-8")


@cache
def record_rows(noun: str) -> list[dict]:
    """What the file of that noun holds; the tests count in it what pages should show."""
    return json.loads((FIXTURES / f"{noun}.json").read_text(encoding="utf-8"))


@cache
def by_key(noun: str, key: str = "slug") -> dict[str, dict]:
    return {row[key]: row for row in record_rows(noun)}


@cache
def cells() -> list[dict]:
    """The assessment that each published finding is made of, with the dialogue of its meeting."""
    made = {(row["meeting"], row["topic"], row["coder"]): row for row in record_rows("assessments")}
    chosen = [made[row["meeting"], row["topic"], row["coder"]] for row in record_rows("findings")]
    return [row | {"dialogue": by_key("meetings")[row["meeting"]]["dialogue"]} for row in chosen]


def outcomes(**wanted: str) -> dict[str, int]:
    """How many cells have each outcome; `meeting=…`, `topic=…` or `dialogue=…` narrow them."""
    found: dict[str, int] = dict.fromkeys(("raised", "partly_raised", "not_raised", "not_determinable"), 0)
    for row in cells():
        if all(row[name] == value for name, value in wanted.items()):
            found[row["outcome"]] += 1
    return found
