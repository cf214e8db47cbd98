import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

ACCOUNTS = {
    "editor": ("Editor", "Analyst", "Reviewer"),
    "analyst-1": ("Analyst",),
    "analyst-2": ("Analyst",),
}


class Command(BaseCommand):
    help = "Create an editor and two analysts with random passwords, printed once; existing ones stay."

    def handle(self, **options):
        for username, groups in ACCOUNTS.items():
            user, is_new = get_user_model().objects.get_or_create(
                username=username, defaults={"is_staff": True}
            )
            if not is_new:
                continue
            password = secrets.token_urlsafe(9)
            user.set_password(password)
            user.save()
            user.groups.set(Group.objects.filter(name__in=groups))
            self.stdout.write(f"{username:<10} password {password}   ({', '.join(groups)})")
