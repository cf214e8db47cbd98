"""The codebook that a judgement is made under."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agenda.models import CodebookChange, CodebookVersion, Topic
from agenda.rules.papers import newest_version


def codebook_in_force(*, by, on: date) -> CodebookVersion:
    """The newest version; where there is none, version 1 with every topic there is, made for whoever first needs it."""
    if newest := newest_version():
        return newest
    note = _("The first codebook, made on %(day)s with the first judgement.") % {"day": on.isoformat()}
    codes = sorted(Topic.objects.values_list("code", flat=True))
    try:
        with transaction.atomic():
            version: Any = CodebookVersion(number=1, made_on=on, note=note, codes=codes)
            version._history_user = by  # simple_history reads it
            version.save()
            return version
    except IntegrityError:  # somebody else needed it at the same moment
        return CodebookVersion.objects.order_by("-number")[0]


def codes_of_next(changes: Iterable[tuple[Topic, str, Collection[Topic]]]) -> list[str]:
    """The codes that the next version freezes: every topic that no change so far, and none of `changes`, takes out.

    `changes` are (topic, kind, successors).
    """
    out = CodebookChange.objects.taken_out()
    for topic, kind, successors in changes:
        if kind == CodebookChange.Kind.ADDED:
            out.discard(topic.code)
        elif kind in CodebookChange.ENDS and topic not in successors:
            out.add(topic.code)
    return sorted(set(Topic.objects.values_list("code", flat=True)) - out)
