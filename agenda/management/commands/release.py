from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agenda.exports.release import write_release


class Command(BaseCommand):
    help = "Write a dated, versioned, reproducible package of the public record into DIR (default: RELEASES_DIR)."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, default=settings.RELEASES_DIR)
        parser.add_argument(
            "--base", default=settings.PUBLIC_ADDRESS, help="Public address: https://agenda.example.org/"
        )

    def handle(self, *, directory, base, **options):
        if not base.startswith(("http://", "https://")):
            raise CommandError(
                f"--base must be an address such as https://agenda.example.org/, not {base!r}."
            )
        try:
            made = write_release(directory, base.rstrip("/") + "/")
        except OSError as error:
            raise CommandError(f"The release could not be written: {error}") from None
        word = "written" if made.is_new else "is there already, unchanged"
        self.stdout.write(f"Release {made.version} {word}: {made.directory}")
        for name, n in made.counts.items():
            self.stdout.write(f"{n:>7} {name}")
        self.stdout.write(f"{len(made.changes):>7} verdicts changed since the release before")
