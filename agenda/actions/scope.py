"""Which topics are no cell at which dialogues, set for the whole codebook at once."""

from collections import defaultdict
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Dialogue, Finding, Topic
from agenda.rules.consequences import topics_named

Cell = tuple[str, str]
"""A dialogue's slug and a topic's code."""


@transaction.atomic
def change_scope(*, by, put_out: Collection[Cell], take_in: Collection[Cell]) -> int:
    """Put cells out of scope and take others in again; the rest stays as it is. Returns how many cells changed.

    Raises PermissionDenied when `by` does not edit dialogues; ValidationError, with nothing changed, where a cell has
    a finding in force, or names a dialogue or a topic that is not there any more.
    """
    if not by.has_perm("agenda.change_dialogue"):
        raise PermissionDenied(_("Which topics are out of scope is for editors to say."))
    asked = {*put_out, *take_in}
    dialogues = {
        row.slug: row
        for row in Dialogue.objects.select_for_update().filter(slug__in={slug for slug, _code in asked})
    }
    topics = {row.code: row for row in Topic.objects.filter(code__in={code for _slug, code in asked})}
    if any(slug not in dialogues or code not in topics for slug, code in asked):
        raise ValidationError(_("A dialogue or a topic is not there any more: reload the page."))
    if refused := _judged(put_out):
        raise ValidationError(refused)
    changed = 0
    for slug, dialogue in dialogues.items():
        out = set(dialogue.out_of_scope.values_list("code", flat=True))
        new = {code for at, code in put_out if at == slug} - out
        old = {code for at, code in take_in if at == slug} & out
        if new:
            dialogue.out_of_scope.add(*(topics[code] for code in new))
        if old:
            dialogue.out_of_scope.remove(*(topics[code] for code in old))
        changed += len(new) + len(old)
    return changed


def _judged(cells: Collection[Cell]) -> list[str]:
    """A sentence for each dialogue at which findings in force stand in the way."""
    rows = Finding.objects.in_force().filter(
        meeting__dialogue__slug__in={slug for slug, _code in cells},
        topic__code__in={code for _slug, code in cells},
    )
    found: dict[str, set[str]] = defaultdict(set)
    values = ("meeting__dialogue__slug", "topic__code", "meeting__dialogue__short_name", "topic__name")
    for slug, code, forum, name in rows.values_list(*values):
        if (slug, code) in cells:
            found[forum].add(name)
    sentence = _("%(forum)s: withdraw the published findings first: %(topics)s.")
    return [
        sentence % {"forum": forum, "topics": topics_named(sorted(names))}
        for forum, names in sorted(found.items())
    ]
