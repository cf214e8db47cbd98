"""People who work on the record: their roles, the one-time links by which they come in, and what happened at the door."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ADMINISTRATOR = "Administrator"
ROLES = (ADMINISTRATOR, "Editor", "Analyst", "Reviewer")
"""The groups that migrations make, by the names that pages show."""
MAY_MANAGE = "agenda.manage_people"


def administrators() -> models.QuerySet:
    """Everybody who can sign in now and manage people; superusers count."""
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(Q(groups__name=ADMINISTRATOR) | Q(is_superuser=True)).distinct()


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def open(self, at: datetime) -> Self:
        """Neither used nor ended."""
        return self.filter(used_at=None, ends_at__gt=at)


class OneTimeLink(models.Model):
    """A link by which a person sets a password, once; without a person it makes the first administrator.

    The link's token is known to whoever holds the link only: here stands its digest.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="links"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link of {self.user or 'the first administrator'}"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def delete(self):
        raise TypeError(_("What happened stays on record."))

    def update(self, **values):
        raise TypeError(_("What happened stays on record."))


class AuditEvent(models.Model):
    """One thing that happened at the door or to somebody's account. Append-only; never a password, token or session key."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        FAILED = "sign_in_failed", _("Sign-in failed")
        LIMITED = "sign_in_limited", _("Sign-in refused: too many tries")
        CODE_FAILED = "code_failed", _("Second factor failed")
        SIGNED_OUT = "signed_out", _("Signed out")
        REGISTERED = "registered", _("Made an account")
        INVITED = "invited", _("Invited")
        LINK_MADE = "link_made", _("Given a one-time link")
        LINK_USED = "link_used", _("Set a password by a one-time link")
        PASSWORD_CHANGED = "password_changed", _("Changed the password")
        RESET_ASKED = "reset_asked", _("Asked for a new password by e-mail")
        FACTOR_ADDED = "factor_added", _("Set up a second factor")
        FACTOR_REMOVED = "factor_removed", _("Removed a second factor")
        ROLES_CHANGED = "roles_changed", _("Changed roles")
        DEACTIVATED = "deactivated", _("Deactivated")
        REACTIVATED = "reactivated", _("Reactivated")
        SETTINGS_SAVED = "settings_saved", _("Saved the settings")

    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="events"
    )
    address = models.CharField(max_length=64, help_text=_("The network address it came from."))
    note = models.CharField(max_length=200, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["happened_at"], name="audit_event_by_time")]
        permissions = [("manage_people", _("Can invite people, give them roles and deactivate them"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_at:%Y-%m-%d %H:%M}"

    def delete(self, *args, **kwargs):
        raise TypeError(_("What happened stays on record."))
