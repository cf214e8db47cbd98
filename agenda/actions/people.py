"""Inviting people, giving them roles, ending their access; each kept in the audit log, in one transaction with it."""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.models import AuditEvent, OneTimeLink
from agenda.models.base import free_slug
from agenda.models.people import ADMINISTRATOR, MAY_MANAGE, ROLES, administrators
from agenda.models.streams import streamed

from .audit import keep_event

Kind = AuditEvent.Kind
LINK_ENDS = timedelta(days=7)
MOST_LETTERS = 40  # of a user name made from an e-mail address


def require_manager(by, about=None) -> None:
    """Raise PermissionDenied unless `by` may manage people, and `about` among them.

    Nobody changes their own account so, and a superuser's only a superuser.
    """
    if not by.has_perm(MAY_MANAGE):
        raise PermissionDenied(_("People are managed by administrators."))
    if about is None:
        return
    if about.pk == by.pk:
        raise PermissionDenied(
            _("Another administrator must do this: nobody changes their own account here.")
        )
    if about.is_superuser and not by.is_superuser:
        raise PermissionDenied(_("This account belongs to whoever runs the server."))


@transaction.atomic
def invite(*, name: str, email: str, roles: Collection[str], by, at: datetime, address: str):
    """Make an account with these roles that nobody can sign in to yet; (user, token of its one-time link).

    Raises ValidationError by field when the address has an account, or no role is given.
    """
    require_manager(by)
    if is_taken(email):
        raise ValidationError({"email": _("This address has an account already: change its roles instead.")})
    groups = _groups(roles)
    user = _new_user(name, email)
    user.set_unusable_password()
    user.save()
    user.groups.set(groups)
    keep_event(Kind.INVITED, by=by, about=user, address=address, note=", ".join(sorted(roles)))
    return user, _new_link(user, at)


def is_taken(email: str) -> bool:
    """Has an account this e-mail address, in any case of its letters?"""
    return get_user_model().objects.filter(email__iexact=email).exists()


def _new_user(name: str, email: str):
    users = get_user_model().objects
    wanted = slugify(email.partition("@")[0])[:MOST_LETTERS] or "person"
    first, _blank, last = name.strip().rpartition(" ")
    return users.model(
        username=free_slug(users.all(), "username", wanted),
        email=email.lower(),  # allauth compares small letters
        first_name=first[:150],
        last_name=last[:150],
    )


def _groups(roles: Collection[str]) -> list[Group]:
    if not roles or set(roles) - set(ROLES):
        raise ValidationError({"roles": _("Choose at least one role.")})
    return list(Group.objects.filter(name__in=roles))


@transaction.atomic
def new_link(user, *, by, at: datetime, address: str) -> str:
    """The token of a link by which the person sets a new password; earlier links end."""
    require_manager(by, user)
    if not user.is_active:
        raise ValidationError(_("Reactivate the account first."))
    keep_event(Kind.LINK_MADE, by=by, about=user, address=address)
    return _new_link(user, at)


def _new_link(user, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(user=user).open(at).update(ends_at=at)
    OneTimeLink.objects.create(user=user, token_sha256=_digest(token), made_at=at, ends_at=at + LINK_ENDS)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def first_link(at: datetime) -> str | None:
    """The token of the link that makes the first administrator; None when there is somebody who can sign in as one."""
    return None if has_administrator() else _new_link(None, at)


def has_administrator() -> bool:
    return any(user.has_usable_password() for user in administrators())


def open_link(token: str, at: datetime) -> OneTimeLink | None:
    """The link of this token, if it can still be used."""
    link = OneTimeLink.objects.open(at).select_related("user").filter(token_sha256=_digest(token)).first()
    if link is None or (link.user and not link.user.is_active):
        return None
    return link if link.user or not has_administrator() else None


@transaction.atomic
def use_link(token: str, *, password: str, at: datetime, address: str, name: str = "", email: str = ""):
    """Set the password of the link's person, or make the first administrator, who gets every role; returns the user.

    `password` was checked. Raises ValidationError when the link was used or ended meanwhile.
    """
    link = open_link(token, at)
    if link is None or not OneTimeLink.objects.open(at).filter(pk=link.pk).update(used_at=at):
        raise ValidationError(gone())
    user = link.user or _new_user(name, email)
    user.set_password(password)
    user.save()
    if link.user is None:
        user.groups.set(_groups(ROLES))
    end_sessions(user)
    keep_event(Kind.LINK_USED, by=user, address=address)
    return user


def gone() -> str:
    return _("This link was used already, or has ended. Ask an administrator for a new one.")


@transaction.atomic
def change_roles(user, roles: Collection[str], *, by, address: str) -> None:
    """Give the person these roles and no others; their sessions end. Raises ValidationError for the last administrator."""
    require_manager(by, user)
    groups = _groups(roles)
    before = sorted(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
    if before == sorted(roles):
        return
    _lock_administrators()
    user.groups.remove(*Group.objects.filter(name__in=ROLES))
    user.groups.add(*groups)
    _refuse_none_left()
    end_sessions(user)
    note = f"{', '.join(before) or '–'} → {', '.join(sorted(roles))}"
    keep_event(Kind.ROLES_CHANGED, by=by, about=user, address=address, note=note)


@transaction.atomic
def set_active(user, is_active: bool, *, by, address: str) -> None:
    """Let the person sign in again, or no longer: then their sessions and links end. Raises as `change_roles` does."""
    require_manager(by, user)
    if user.is_active == is_active:
        return
    _lock_administrators()
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    _refuse_none_left()
    if not is_active:
        end_sessions(user)
        OneTimeLink.objects.filter(user=user, used_at=None).update(ends_at=timezone.now())
    kind = Kind.REACTIVATED if is_active else Kind.DEACTIVATED
    keep_event(kind, by=by, about=user, address=address)


@transaction.atomic
def remove_factors(user, *, by, address: str) -> None:
    """Take away the person's second factors, for somebody who lost them; their sessions end."""
    require_manager(by, user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    keep_event(Kind.FACTOR_REMOVED, by=by, about=user, address=address, note="all")


def _lock_administrators() -> None:
    """Let nobody else take administrators away at the same time."""
    list(Group.objects.select_for_update().filter(name=ADMINISTRATOR))


def _refuse_none_left() -> None:
    if not has_administrator():
        raise ValidationError(_("This is the last administrator: give somebody else that role first."))


def end_sessions(user) -> int:
    """Sign the person out everywhere; returns how many sessions ended. Readers have none, so that there are few to read."""
    mine = [s.pk for s in _sessions() if s.get_decoded().get("_auth_user_id") == str(user.pk)]
    return Session.objects.filter(pk__in=mine).delete()[0]


def _sessions() -> Iterable[Session]:
    return streamed(Session.objects.filter(expire_date__gt=timezone.now()))


def people():
    """The accounts of people, those that came with a record left out; the active first."""
    named = Q(groups__isnull=False) | Q(is_superuser=True) | Q(is_staff=True) | ~Q(email="")
    found = get_user_model().objects.filter(named).distinct().prefetch_related("groups")
    return found.order_by("-is_active", "last_name", "first_name", "username")
