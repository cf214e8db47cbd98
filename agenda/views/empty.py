"""What pages say of which nothing is on record yet: what will stand there, and where it is entered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.models import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHAT = {
    "actors": _("Whoever meets, issues papers or recommends: governments, ministries, think tanks, authors."),
    "dialogues": _(
        "Standing forums in which governments meet, each with its members, its meetings and its brief."
    ),
    "meetings": _("Each meeting with what its readouts raise and what they leave out, the newest first."),
    "topics": _("Each topic of the codebook with the meetings that raised it and what was recommended."),
    "recommendations": _("Who asked for which topic at which dialogue, and what became of it."),
    "documents": _("Readouts, statements and recommending papers, with how much of each was read."),
    "missed": _(
        "Recommendations that the published readouts of meetings since do not mention, once such readouts were read "
        "whole and the topic was judged."
    ),
    "divergence": _(
        "Topics that a published readout names, once judged: what the joint text and each side's own readouts do "
        "with them."
    ),
    "changes": _(
        "What is new, kept or not repeated, once two meetings of one dialogue and one level are judged."
    ),
    "planned": _(
        "What an announcement said a meeting would take up, once it was held, with what its readouts say of it."
    ),
    "elsewhere": _(
        "Topics that the published readouts of a meeting do not mention and that another dialogue took up near it, "
        "once both are judged."
    ),
    "claims": _(
        "What published analysis says of meetings, once it is entered: each claim beside what the record shows."
    ),
    "compare": _("Two or three forums, or two periods, side by side, once meetings are judged."),
}
ENTERED = {
    "actors": "actor",
    "dialogues": "dialogue",
    "meetings": "meeting",
    "topics": "topic",
    "recommendations": "recommendation",
    "documents": "document",
    "planned": "plan",
    "claims": "claim",
}
"""The model of which an editor enters the first; the other pages follow from what was judged."""


@dataclass(frozen=True)
class EmptyList:
    """`what` will stand there, `add` is the address at which an editor enters the first; "" where nobody does."""

    what: "StrOrPromise"
    add: str


def nothing_of(name: str) -> EmptyList | None:
    """What the list page called `name` says while it is empty; None for other pages."""
    if name not in ENTERED and Finding.objects.published().exists():
        return None  # what follows from judgements is then truly not found, and the page says so
    if name not in WHAT:
        return None
    add = reverse(f"admin:agenda_{ENTERED[name]}_add") if name in ENTERED else ""
    return EmptyList(WHAT[name], add)
