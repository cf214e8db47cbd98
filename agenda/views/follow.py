from django.utils.translation import gettext as _

from agenda.models import Dialogue, Topic

from .base import page


def follow(request):
    """The feeds and calendars there are."""
    context = {"dialogues": Dialogue.objects.published(), "topics": Topic.objects.published()}
    return page(request, "agenda/follow.html", context, title=_("Feeds and calendars"))
