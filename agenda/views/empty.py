"""What pages say of which nothing is on record yet: what will stand there, and where it is entered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
}
MODELS = {name: name.removesuffix("s") for name in WHAT}


@dataclass(frozen=True)
class Nothing:
    """`what` will stand there, `add` is the address at which an editor enters the first."""

    what: "StrOrPromise"
    add: str


def nothing_of(name: str) -> Nothing | None:
    """What the list page called `name` says while it is empty; None for other pages."""
    if name not in WHAT:
        return None
    return Nothing(WHAT[name], reverse(f"admin:agenda_{MODELS[name]}_add"))
