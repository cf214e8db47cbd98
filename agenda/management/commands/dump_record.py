from pathlib import Path

from django.core.management.base import BaseCommand

from agenda.exports import dump_record


class Command(BaseCommand):
    help = "Write the record to a directory in the form that load_record reads."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, **options):
        for noun, rows in dump_record(directory).items():
            self.stdout.write(f"{rows:>6} {noun}")
