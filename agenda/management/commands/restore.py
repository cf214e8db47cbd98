from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from agenda.management.backups import BackupRefused, restore_backup
from agenda.rules.integrity import breaches


class Command(BaseCommand):
    help = "Put a back-up in the place of the database and the releases, migrate it, and check the record."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="although the database here is not empty")

    def handle(self, *, file, replace, **options):
        if not replace and self._holds_something():
            raise CommandError("The database here is not empty: --replace puts the back-up in its place.")
        try:
            manifest = restore_backup(file)
        except BackupRefused as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        call_command("migrate", verbosity=0)
        found = [f"{rule}: {sentence}" for rule, sentence in breaches()]
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"Restored, but the record breaks {len(found)} rules: see above.")
        self.stdout.write(f"Restored as it stood at {manifest['made_at']}; the record keeps every rule.")

    def _holds_something(self) -> bool:
        if "agenda_dialogue" not in connection.introspection.table_names():
            return False
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM auth_user) OR EXISTS (SELECT 1 FROM agenda_dialogue)"
            )
            return bool(cursor.fetchone()[0])
