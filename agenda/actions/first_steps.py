"""The order of work on a record that has hardly begun, and what of it is done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    Actor,
    Assessment,
    Body,
    Dialogue,
    Finding,
    Meeting,
    SiteSettings,
    Topic,
)

from .site_settings import MAY_SET

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """One piece of the work; `address` is "" for somebody who may not do it."""

    label: "StrOrPromise"
    why: "StrOrPromise"
    address: str
    is_done: bool


STEPS = [
    ("settings", _("Say what the site is and who runs it"), _("Its name stands on every page and in every citation."),
     "site-settings", MAY_SET, lambda: SiteSettings.objects.all()),
    ("actors", _("Enter who meets, issues and recommends"), _("Governments, their ministries, think tanks, authors."),
     "admin:agenda_actor_add", "agenda.add_actor", lambda: Actor.objects.all()),
    ("dialogue", _("Enter the dialogue that you follow"), _("Its members, level, and from when on you keep its record."),
     "admin:agenda_dialogue_add", "agenda.add_dialogue", lambda: Dialogue.objects.all()),
    ("topics", _("Write the codebook's topics"), _("A definition each, what counts and what does not, other words for it."),
     "admin:agenda_topic_add", "agenda.add_topic", lambda: Topic.objects.all()),
    ("meeting", _("Enter the first meeting that was held"), _("Its day and place; who attended may follow."),
     "admin:agenda_meeting_add", "agenda.add_meeting", lambda: Meeting.objects.held()),
    ("text", _("Bring in the first readout"), _("Paste the published text or choose its file; it is kept word for word."),
     "new", "agenda.add_body", lambda: Body.objects.all()),
    ("code", _("Code that meeting"), _("Topic by topic: raised or not, with the passage; then hand it in."),
     "", "agenda.add_assessment", lambda: Assessment.objects.all()),
    ("publish", _("Publish what was coded"), _("From then on readers see it, with its proof."),
     "", "agenda.add_finding", lambda: Finding.objects.in_force()),
]  # fmt: skip
"""(key, what to do, why, page, permission, the rows that show that it is done), in the order of work."""


def is_begun() -> bool:
    """Whether a finding is in force, so that nobody needs to be told the first steps. One query."""
    return Finding.objects.in_force().exists()


def first_steps(user) -> list[Step]:
    """The steps with ticks, and links to those that the user may take. Two queries, beside the user's permissions."""
    marks = {key: Exists(rows().order_by()) for key, *_rest, rows in STEPS}
    done = get_user_model().objects.filter(pk=user.pk).annotate(**marks).values(*marks).get()
    places = _places_of_judging()
    return [
        Step(
            label,
            why,
            (places.get(key) or reverse(page or "desk")) if user.has_perm(permission) else "",
            done[key],
        )
        for key, label, why, page, permission, _rows in STEPS
    ]


def _places_of_judging() -> dict[str, str]:
    """Where the first meeting that was held is coded and published; the desk where there is none."""
    slug = Meeting.objects.held().order_by("pk").values_list("slug", flat=True).first()
    return (
        {"code": reverse("sheet", args=[slug]), "publish": reverse("adjudication", args=[slug])}
        if slug
        else {}
    )
