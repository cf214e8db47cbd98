from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from agenda.actions.imports import abandoned
from agenda.models import Sender
from agenda.models.stock import take_stock


class Command(BaseCommand):
    help = (
        "Delete sessions that ended, imports unfinished for a week, and the counts of earlier days' senders."
    )

    def handle(self, **options):
        now = timezone.now()
        call_command("clearsessions")
        take_stock(connection)
        old = abandoned(now)
        count = old.count()
        old.delete()
        senders, _models = Sender.objects.filter(on__lt=now.date()).delete()
        self.stdout.write(
            f"{count} unfinished imports and {senders} counts of senders deleted, and ended sessions."
        )
