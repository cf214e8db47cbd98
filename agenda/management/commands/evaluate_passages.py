import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agenda.passages.evaluation import evaluate

from ._codebook import codebook

FIGURES = (
    "recall_at_1",
    "recall_at_3",
    "precision_at_1",
    "document_precision",
    "document_recall",
    "document_f1",
)


class Command(BaseCommand):
    help = "Measure passage suggestions against hand-made judgements, by topic and by language."

    def add_arguments(self, parser):
        parser.add_argument("gold", type=Path)
        parser.add_argument("directory", type=Path, help="where the files named in the gold list are")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--errors", action="store_true", help="list what was missed and what was false")

    def handle(self, *, gold, directory, errors, **options):
        try:
            rows = json.loads(gold.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{gold}: cannot be read as JSON: {error}") from None
        if not isinstance(rows, list):
            raise CommandError(f"{gold}: must be a list of judgements.")
        try:
            measured = evaluate(rows, directory, codebook())
        except ValueError as error:
            raise CommandError(str(error)) from None
        found = measured.pop("errors")
        if options["json"]:
            self.stdout.write(json.dumps(measured | ({"errors": found} if errors else {}), indent=1))
            return
        self.stdout.write(
            f"{'':<30}"
            + "".join(f"{name.replace('document_', 'doc_'):>15}" for name in FIGURES)
            + f"{'n':>7}"
        )
        table = [
            *measured["topics"].items(),
            *((f"in {tag}", figures) for tag, figures in measured["languages"].items()),
            ("overall", measured["overall"]),
        ]
        for code, figures in table:
            cells = "".join(f"{'–' if figures[name] is None else figures[name]:>15}" for name in FIGURES)
            self.stdout.write(f"{code:<30}{cells}{figures['n']:>7}")
        for mistake in found if errors else []:
            self.stdout.write(f"{mistake['file']} {mistake['topic']}: {mistake['what']}")
