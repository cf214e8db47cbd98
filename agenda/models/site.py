"""What an administrator says of this copy of the program: its name, who runs it, its license and look."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from . import colors
from .licenses import LICENSES, License

PROGRAM = "Agenda"
"""The name of the program, and of a site that was not given one."""
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CONTACT_SAID = _("Write an e-mail address, or a web address that starts with https://.")


def check_contact(value: str) -> None:
    """Raise ValidationError unless the contact is an e-mail address or a web address."""
    check: Any = URLValidator(["https", "http"]) if "://" in value else EmailValidator()
    try:
        check(value)
    except ValidationError:
        raise ValidationError(CONTACT_SAID) from None


def check_languages(value: list) -> None:
    """Raise ValidationError unless each is a language tag, and English, in which names are kept, is not among them."""
    for tag in value:
        if not isinstance(tag, str) or not TAG.fullmatch(tag):
            raise ValidationError(_("“%(tag)s” is no language tag: write ja, de or zh-Hant.") % {"tag": tag})


def default_languages() -> list[str]:
    return ["ja"]


class Logo(models.Model):
    """A picture at the head of the pages, as PNG that we wrote ourselves; never changed, only followed by another."""

    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    SHOWN = 28  # pixels high at the head of a page

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def shown_width(self) -> int:
        """Pixels that it takes at the head of a page."""
        return round(self.width * self.SHOWN / self.height)


class SiteSettings(models.Model):
    """The one row of settings; there is none until an administrator first saves the page of settings."""

    ONLY = 1

    name = models.CharField(_("name of the site"), max_length=60, default=PROGRAM)
    summary = models.CharField(
        _("in one line"), max_length=200, blank=True,
        help_text=_("What this tracker is about, for its start page, search engines and feeds."),
    )  # fmt: skip
    operator = models.CharField(_("who runs it"), max_length=200, blank=True)
    contact = models.CharField(
        max_length=200, blank=True, validators=[check_contact],
        help_text=_("For objections: an e-mail address, or a web address."),
    )  # fmt: skip
    about = models.TextField(
        _("more about who runs it"), max_length=20_000, blank=True,
        help_text=_("Stands on “About this site”. Markdown: **bold**, lists, links."),
    )  # fmt: skip
    method = models.TextField(
        _("your method"), max_length=50_000, blank=True,
        help_text=_("Stands on “Method”, before what the program does in every tracker. Markdown."),
    )  # fmt: skip
    license_code = models.CharField(
        _("license of the data"), max_length=20, default="CC-BY-4.0",
        choices=[(code, found.name) for code, found in LICENSES.items()],
        help_text=_("Releases that were made keep the license that they name."),
    )  # fmt: skip
    languages = models.JSONField(
        _("languages of names and titles"), default=default_languages, blank=True, validators=[check_languages],
        help_text=_("Tags of languages other than English in which names and titles are kept too: ja, de, zh-Hant."),
    )  # fmt: skip
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, blank=True, related_name="+")
    accent = models.CharField(
        _("color of links and buttons"), max_length=7, blank=True, validators=[colors.check_accent],
        help_text=_("Empty: blue. The color for dark pages is made from it."),
    )  # fmt: skip
    takes_corrections = models.BooleanField(_("readers may report errors"), default=True)
    takes_registrations = models.BooleanField(
        _("anybody may make an account"), default=False,
        help_text=_("An account of this kind may do nothing until an administrator gives it a role."),
    )  # fmt: skip
    stamp = models.CharField(max_length=32, editable=False)
    """Another text after every change: by it kept copies, styles and open forms are told from newer ones."""

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="site_settings_are_one_row",
                violation_error_message=_("There is one row of settings."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def license(self) -> License:
        return LICENSES[self.license_code]

    @property
    def author(self) -> str:
        """Who answers for the record: who runs the site, else the site."""
        return self.operator or self.name

    @property
    def contact_url(self) -> str:
        """The contact as an address to link."""
        is_web = "://" in self.contact
        return self.contact if is_web or not self.contact else f"mailto:{self.contact}"

    @property
    def accent_dark(self) -> str:
        """The accent on dark paper; "" without an accent."""
        return colors.nearest_readable(self.accent, colors.DARK_PAPERS) if self.accent else ""
