"""Who may bring in what: exactly what they might type in by hand."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from agenda.intake.match.fields import PACKAGE_NOUNS, TABLE_NOUNS
from agenda.joining import listed
from agenda.models import Import


def lacking_rights(user, kind: str, *, publish: bool, made: Iterable[str] = ()) -> str:
    """Why `user` may not bring in tables of that kind, as a sentence; "" when they may.

    `made` are the nouns of which new rows are made on the way.
    """
    if user.is_superuser and user.is_active:
        return ""
    nouns: Sequence[str] = [kind] if kind in TABLE_NOUNS else []
    if kind == Import.Kind.PACKAGE:
        nouns = PACKAGE_NOUNS
    wanted = [
        f"{act}_{TABLE_NOUNS[noun].model._meta.model_name}" for noun in nouns for act in ("add", "change")
    ]
    wanted += [f"add_{TABLE_NOUNS[noun].model._meta.model_name}" for noun in sorted(made)]
    if kind in (Import.Kind.ASSESSMENTS, Import.Kind.PACKAGE):
        wanted.append("add_assessment")
        if publish or kind == Import.Kind.PACKAGE:
            wanted.append("add_finding")
    lack = [code for code in wanted if not user.has_perm(f"agenda.{code}")]
    if lack:
        names = listed(code.replace("_", " ") for code in lack)
        return _("Your account lacks the permission to: %(listed)s.") % {"listed": names}
    if settings.FORBID_SELF_APPROVAL and "add_finding" in wanted:
        return _("This site forbids publishing one's own assessments: bring them in without publishing.")
    return ""
