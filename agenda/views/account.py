"""What the frame of a page offers the person who is signed in: their desk, and work on what the page shows."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.models import MAY_CODE, Actor, Dialogue, Document, Meeting, Recommendation, Topic

AT_DESK = (MAY_CODE, "agenda.add_finding", "agenda.change_sitesettings")
EDITED = {
    "meeting": (Meeting, "slug"),
    "document": (Document, "slug"),
    "topic": (Topic, "code"),
    "dialogue": (Dialogue, "slug"),
    "actor": (Actor, "slug"),
    "recommendation": (Recommendation, "code"),
}


@dataclass
class SignedIn:
    """A person signed in, and (label, address) of the work they may do on the page's subject."""

    name: str
    is_at_desk: bool
    is_staff: bool
    links: list[tuple[str, str]] = field(default_factory=list)


def account_of(request) -> SignedIn | None:
    """Who is signed in; None for readers, and where the database cannot tell."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    try:
        user = request.user
        if not user.is_authenticated:
            return None
        is_at_desk = any(user.has_perm(may) for may in AT_DESK)
        return SignedIn(
            user.get_full_name() or user.username, is_at_desk, _keeps(user), _links(request, user)
        )
    except DatabaseError:
        return None


def _keeps(user) -> bool:
    return user.is_staff or user.has_perm("agenda.view_meeting")


def _links(request, user) -> list[tuple[str, str]]:
    match = request.resolver_match
    if match is None:
        return []
    if match.url_name in ("finding", "finding-version"):
        meeting = Meeting.objects.filter(slug=match.kwargs["meeting"]).first()
        return _work_at(meeting, user, match.kwargs["topic"]) if meeting else []
    if match.url_name not in EDITED:
        return []
    model, key = EDITED[match.url_name]
    row = model._default_manager.filter(**{key: match.kwargs[key]}).first()
    if row is None:
        return []
    links = _work_at(row, user) if isinstance(row, Meeting) else []
    name = model._meta.model_name
    if user.has_perm(f"agenda.change_{name}"):
        links.append((_("Edit"), reverse(f"admin:agenda_{name}_change", args=[row.pk])))
    if isinstance(row, Document) and (user.has_perm("agenda.add_body") or user.has_perm(MAY_CODE)):
        links.append((_("Its text"), reverse("bring-in", args=[row.slug])))
    return links


def _work_at(meeting: Meeting, user, topic: str = "") -> list[tuple[str, str]]:
    """Coding and ruling at a meeting that was held, at one of its topics where one is named."""
    links = []
    if meeting.status == Meeting.Status.HELD and user.has_perm(MAY_CODE):
        links.append(
            (_("Code"), reverse("sheet", args=[meeting.slug]) + (f"?topic={topic}" if topic else ""))
        )
    if meeting.status == Meeting.Status.HELD and user.has_perm("agenda.add_finding"):
        address = reverse("adjudication", args=[meeting.slug])
        links.append((_("Rule"), address + (f"#t-{topic}" if topic else "")))
    return links
