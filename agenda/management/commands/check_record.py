import sys

from django.core.management.base import BaseCommand

from agenda.actions.rulings import wrongly_waiting
from agenda.coverage.kept import differences
from agenda.coverage.units import wrongly_kept
from agenda.rules.integrity import RULES, breaches


class Command(BaseCommand):
    help = "Print every breach of the record's rules; exit 1 when there is one."

    def handle(self, **options):
        count = 0
        for name, sentence in breaches():
            count += 1
            self.stdout.write(f"{name}: {sentence}")
        for sentence in (*differences(), *wrongly_kept(), *wrongly_waiting()):
            count += 1
            self.stdout.write(f"what_is_kept_is_what_the_findings_add_up_to: {sentence}")
        self.stdout.write(f"{len(RULES) + 1} rules checked, {count} breach(es).")
        if count:
            sys.exit(1)
