"""The last twelve months of a list, and the forums that a title names."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.dates import PartialDate
from agenda.filters.asked import Asked
from agenda.joining import listed
from agenda.models.vocabulary import vocabulary


def twelve_months(request, filterset, today: date) -> dict[str, str] | None:
    """The address of the last twelve months of a list, and the day they are counted to, in words.

    They end on the as-of day, else where the record of the chosen forums ends (of all, where none is kept), else today.
    None for a list without dates.
    """
    if "until" not in filterset.filters:
        return None
    wanted = Asked.of(request.GET, today)
    if wanted.is_as_of:
        return _to(filterset, wanted.on, _("to %(day)s, the as-of day"))
    chosen = filterset.cleaned().get("forum", [])
    dialogues = vocabulary().dialogues
    ends = dialogues.column("covered_until")
    of_chosen = [ends[dialogues.keys_by_word[slug]] for slug in chosen]
    known = [on for on in of_chosen if on] or [on for on in ends.values() if on]
    if known and max(known) < today:
        return _to(filterset, max(known), _("to %(day)s, where the record of meetings ends"))
    return _to(filterset, today, _("to %(day)s, today"))


def _to(filterset, day: date, words: str) -> dict[str, str]:
    return {"url": filterset.twelve_months(day), "words": words % {"day": PartialDate(day)}}


def named_forums(filterset, most: int = 3) -> str:
    """The forums chosen, as a title says them: "Quad", "Quad and JHLC", "5 forums"; "" where none is chosen."""
    chosen = filterset.cleaned().get("forum", [])
    if len(set(chosen)) > most:
        return ngettext("%(n)s forum", "%(n)s forums", len(set(chosen))) % {"n": len(set(chosen))}
    names = filterset.form.fields["forum"].named.labels(chosen)
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": listed(names[:-1]), "last": names[-1]}
