"""Corrections: filed by anybody, answered or dismissed by a reviewer."""

import ipaddress
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from agenda.models import Correction, Document, Meeting, Sender, Topic

MOST_A_DAY = 10
"""How many corrections one network address may send a day."""


def sender_key(address: str, on) -> str:
    """A digest of the day and the network address, keyed with the secret key; of IPv6 the first 64 bits count.

    The same address gives another digest the next day, so that nobody can be followed.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        prefix = 32 if parsed.version == 4 else 64
        network = str(ipaddress.ip_network(f"{parsed}/{prefix}", strict=False))
    return salted_hmac("corrections", f"{on.isoformat()} {network}", algorithm="sha256").hexdigest()


@transaction.atomic
def file_correction(
    subject: dict[str, Meeting | Topic | Document],
    *,
    text: str,
    name: str = "",
    email: str = "",
    address: str,
    at: datetime,
) -> Correction:
    """Store what a reader reports about `subject` (fields of Correction) for the desk.

    `address`: the network address it came from. Raises ValidationError when too many came from there that day.
    """
    if not Sender.objects.let_in(sender_key(address, at.date()), on=at.date(), most=MOST_A_DAY):
        raise ValidationError(
            _(
                "%(most)s corrections came from your network today; more are taken tomorrow. Keep your text until then."
            )
            % {"most": MOST_A_DAY}
        )
    return Correction.objects.create(text=text, name=name, email=email, made_at=at, **subject)


@transaction.atomic
def decide_correction(
    pk: int, *, seen: str, by, at: datetime, answer: str = "", reason: str = "", is_text_shown: bool = False
) -> Correction:
    """Publish `answer`, or without one dismiss for `reason`; returns the correction.

    `seen`: its state as the reviewer saw it (`state_of`). Raises ValidationError when neither or both are given, or
    when somebody decided meanwhile.
    """
    if not by.has_perm("agenda.change_correction"):
        raise PermissionDenied(_("Corrections are answered by reviewers."))
    answer, reason = answer.strip(), reason.strip()
    row = Correction.objects.select_for_update().get(pk=pk)
    if state_of(row) != seen:
        raise ValidationError(_("Somebody else decided this meanwhile. Reload to see what they wrote."))
    if bool(answer) == bool(reason):
        raise ValidationError(_("Write either an answer to publish or a reason to dismiss it."))
    if answer:
        row.answer_with(answer, by=by, at=at, is_text_shown=is_text_shown)
    else:
        row.dismiss(reason, by=by, at=at)
    return row


def state_of(row: Correction) -> str:
    """A short text that changes with every decision on the correction."""
    return row.decided_at.isoformat() if row.decided_at else row.status
