import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from agenda.management.world.make import InUse, make_world
from agenda.management.world.scales import SCALES
from agenda.search import rebuild


class Command(BaseCommand):
    help = "Fill an empty, migrated database with a made-up record, for measuring. Nothing of it is real."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale", choices=SCALES, default="S", help="how large; L is today's a thousand times over"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same record")
        parser.add_argument(
            "--no-index", action="store_true", help="leave the search index for `index_search`"
        )
        parser.add_argument(
            "--no-check", action="store_true", help="do not ask the record's rules at the end"
        )

    def handle(self, *, scale, seed, no_index, no_check, verbosity, **options):
        started = time.monotonic()

        def say(words):
            if verbosity > 0:
                self.stdout.write(f"{time.monotonic() - started:7.1f} s  {words}")

        try:
            make_world(SCALES[scale], seed, say)
        except InUse:
            raise CommandError(
                "This database holds a record already: name an empty one in DATABASE_URL."
            ) from None
        if not no_index:
            say("search index")
            rebuild()
        if not no_check:
            say("the record's rules")
            call_command("check_record", stdout=self.stdout, verbosity=0)
        say(f"done: {SCALES[scale].findings:,} findings")
