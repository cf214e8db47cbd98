from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from agenda.actions.people import first_link


class Command(BaseCommand):
    help = (
        "Print the one-time link by which somebody becomes the first administrator; none while there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address", nargs="?", default="", help="where the site is served, for a whole address"
        )

    def handle(self, *, address, **options):
        token = first_link(timezone.now())
        if token is None:
            self.stdout.write("There is an administrator already, who invites others at /desk/people/.")
            return
        path = reverse("one-time-link", args=[token])
        self.stdout.write("Become the first administrator with this link; it works once, within a week:")
        self.stdout.write(f"  {address.rstrip('/')}{path}")
