import sys

from django.core.management.base import BaseCommand

from agenda.rules.integrity import RULES, breaches


class Command(BaseCommand):
    help = "Print every breach of the record's rules; exit 1 when there is one."

    def handle(self, **options):
        count = 0
        for name, sentence in breaches():
            count += 1
            self.stdout.write(f"{name}: {sentence}")
        self.stdout.write(f"{len(RULES)} rules checked, {count} breach(es).")
        if count:
            sys.exit(1)
