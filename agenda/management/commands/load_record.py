from collections import Counter
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from agenda.catalogue.noun import RECORD_ACCOUNT
from agenda.intake.plan.plan import CHANGED, CREATED, UNCHANGED, ImportPlan, Result
from agenda.intake.record.load import load_record
from agenda.intake.record.merge import KEPT
from agenda.intake.record.read import RecordRefused, read_record
from agenda.models.stock import take_stock
from agenda.search import catch_up

BECAME = {CREATED: "created", CHANGED: "updated", UNCHANGED: "unchanged", KEPT: "kept"}
"""What becomes of rows, in the words of the summary."""


def noun_of(result: Result) -> str:
    """The noun in whose file the row stands."""
    return result.sheet.removesuffix(".json")


def named_account(username: str, first_name: str, last_name: str):
    """An account in whose name a command writes; it cannot sign in."""
    user, is_new = get_user_model().objects.get_or_create(
        username=username, defaults={"first_name": first_name, "last_name": last_name, "is_active": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save()
    return user


def record_account():
    """The named account in whose name the record is loaded."""
    return named_account(RECORD_ACCOUNT, "The record's", "coder")


class Command(BaseCommand):
    help = "Check a record's directory (default: fixtures/) whole, then load it in one transaction."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *, directory, verbosity, **options):
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory.")

        def progress(noun, rows):
            if verbosity > 0:
                self.stdout.write(f"loading {rows:>5} {noun} …")

        try:
            today = timezone.now().date()
            plan = load_record(read_record(directory), account=record_account(), on=today, progress=progress)
        except RecordRefused as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(error.problems)} problem(s); nothing was loaded.") from None
        catch_up()
        take_stock(connection)
        for result in plan.results:
            for message in result.messages:
                self.stdout.write(f"kept: {noun_of(result)} {result.key}: {message}")
        if verbosity > 0:
            self._summary(plan)

    def _summary(self, plan: ImportPlan):
        self.stdout.write(f"{'':<16}" + "".join(f"{word:>10}" for word in BECAME.values()))
        counts = Counter((noun_of(result), result.state) for result in plan.results)
        for noun in dict.fromkeys(noun for noun, _state in counts):
            self.stdout.write(f"{noun:<16}" + "".join(f"{counts[noun, state]:>10}" for state in BECAME))
