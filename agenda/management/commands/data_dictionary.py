from django.core.management.base import BaseCommand

from agenda.catalogue import KINDS, TABLES, flat


def dictionary() -> str:
    """The data dictionary as Markdown, made of the catalogue."""
    lines = [
        "# Data dictionary",
        "",
        "Made by `manage.py data_dictionary` from `agenda/catalogue/`; a test fails when the two differ.",
        "Dates of kind `edtf` are as exact as they are known: `2022`, `2022-05` or `2022-05-06`. In CSV and Excel a list",
        "is joined by “; ”, nothing is an empty cell, and a text that could begin a formula has an apostrophe in front.",
        "Lists with dates take `since` and `until`, a day, month or year each: a date known to the month or year stays when it",
        "may lie within. Most take `sort`, the name of an order with a minus in front for the largest first; `/api/` and",
        "`/api/openapi.json` name every parameter.",
        "Kinds: " + ", ".join(f"`{kind}`" for kind in KINDS) + ".",
    ]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += ["", f"## {table.name}", "", f"{table.meaning} Key: {key}.", ""]
        lines += ["| column | kind | meaning | example | source |", "|---|---|---|---|---|"]
        for column in table.columns:
            cells = (
                f"`{column.name}`",
                column.kind,
                column.meaning,
                f"`{flat(column.example)}`",
                f"`{column.source}`",
            )
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Print the data dictionary: manage.py data_dictionary > docs/data-dictionary.md"

    def handle(self, **options):
        self.stdout.write(dictionary(), ending="")
