"""Keeping what happened at the door and to accounts."""

import logging

from django.utils import timezone

from agenda.models import AuditEvent

logger = logging.getLogger(__name__)
COMMAND_LINE = "command line"
REFUSALS = (AuditEvent.Kind.FAILED, AuditEvent.Kind.LIMITED, AuditEvent.Kind.CODE_FAILED)


def keep_event(kind: AuditEvent.Kind, *, address: str, by=None, about=None, note: str = "") -> AuditEvent:
    """Add an event of now; refusals are logged too, without a name or address.

    `by`: who did it, None for somebody not signed in. `about`: whose account it concerns, `by`'s own unless given.
    `note` holds no secret and nothing that a stranger typed.
    """
    if kind in REFUSALS:
        logger.warning("At the door: %s", kind.value)
    return AuditEvent.objects.create(
        happened_at=timezone.now(),
        kind=kind,
        done_by=by,
        about=about or by,
        address=address[:64],
        note=note[:200],
    )
