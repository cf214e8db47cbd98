from django.core.management.base import BaseCommand

from agenda.search import rebuild


class Command(BaseCommand):
    help = (
        "Write the search index anew. Needed only after changes that leave no history, such as SQL by hand."
    )

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} rows indexed.")
