from django.core.management.base import BaseCommand
from django.db import connection, transaction

from agenda.rules.sums import rebuild


class Command(BaseCommand):
    help = (
        "Write everything anew that the database keeps of the record's sums; needed only after SQL by hand."
    )

    def handle(self, **options):
        with transaction.atomic():
            rebuild(connection)
