"""What every page's frame says of the record: how far it reaches and when it last changed."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from agenda.coverage.changed import last_changed_on
from agenda.models import Meeting

from .account import account_of


def house(request):
    """Context for base.html; nothing is asked of the database unless the template shows it (error pages do not)."""
    return {
        "changed_on": SimpleLazyObject(last_changed_on),
        "latest_held": SimpleLazyObject(
            lambda: Meeting.objects.published().held().order_by("held_on", "slug").last()
        ),
        "main_pages": MAIN,
        "account": SimpleLazyObject(lambda: account_of(request)),
    }


MAIN = [
    ("dialogues", _("Dialogues")),
    ("meetings", _("Meetings")),
    ("topics", _("Topics")),
    ("recommendations", _("Recommendations")),
    ("documents", _("Documents")),
    ("questions", _("Questions")),
    ("methodology", _("Method")),
]
