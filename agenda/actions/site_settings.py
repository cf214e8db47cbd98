"""Saving the settings of the site, never over what somebody else saved meanwhile."""

import hashlib
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agenda.intake.files.logos import ReadLogo
from agenda.models import AuditEvent, Logo, SiteSettings

from .audit import keep_event

MAY_SET = "agenda.change_sitesettings"


def save_settings(
    row: SiteSettings,
    *,
    by,
    seen: str,
    address: str,
    logo: ReadLogo | None = None,
    without_logo: bool = False,
) -> SiteSettings:
    """Store the settings with another stamp; `seen` is the stamp that the form was made from, "" before the first save.

    A logo replaces the one there was. Raises ValidationError when somebody else saved since.
    """
    if not by.has_perm(MAY_SET):
        raise PermissionDenied(_("Settings are for administrators."))
    try:
        with transaction.atomic():
            stored = SiteSettings.objects.select_for_update().first()
            if (stored.stamp if stored else "") != seen:
                raise ValidationError(
                    _("Somebody else saved the settings meanwhile. Compare, then save again.")
                )
            row.pk, row.stamp = SiteSettings.ONLY, secrets.token_hex(8)
            if logo:
                row.logo = _kept(logo)
            elif without_logo:
                row.logo = None
            row.save()
            keep_event(AuditEvent.Kind.SETTINGS_SAVED, by=by, address=address)
    except IntegrityError:
        raise ValidationError(
            _("Somebody else saved the settings meanwhile. Compare, then save again.")
        ) from None
    return row


def _kept(logo: ReadLogo) -> Logo:
    sha256 = hashlib.sha256(logo.content).hexdigest()
    values = {"content": logo.content, "width": logo.width, "height": logo.height}
    return Logo.objects.get_or_create(sha256=sha256, defaults=values)[0]
