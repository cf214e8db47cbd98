from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agenda.management.backups import BackupRefused, make_backup


class Command(BaseCommand):
    help = (
        "Write the whole site (database, releases) into one file, while it goes on; read it again to be sure."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to write; one that is there is kept")

    def handle(self, *, file, **options):
        if file.exists():
            raise CommandError(f"{file} is there already: name another file.")
        if not file.parent.is_dir():
            raise CommandError(f"There is no directory {file.parent}.")
        try:
            manifest = make_backup(file, at=timezone.now())
        except BackupRefused as error:
            raise CommandError(str(error)) from None
        parts = len(manifest["sha256"])
        self.stdout.write(
            f"{file}: {file.stat().st_size:,} bytes, {parts} parts, each read again and unharmed."
        )
