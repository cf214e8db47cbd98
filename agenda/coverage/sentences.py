"""Sentences about sums, said the same way on pages, in pictures, briefs and feeds, in the reader's language."""

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from .courses import Course
from .rates import Tally


def _capitalized(text: str) -> str:
    said = gettext(text)
    return said[:1].upper() + said[1:]


capitalized = lazy(_capitalized, str)
"""A marked text, translated when it is shown, with a capital first letter."""


def days_waited(course: Course) -> str:
    """The days of a course alone: "at least 1,234 days"."""
    days = ngettext("%(n)s day", "%(n)s days", course.days) % {"n": f"{course.days:,}"}
    return gettext("at least %(days)s") % {"days": days} if course.at_least else days


def waited(course: Course) -> str:
    """How long a recommendation waited or took, in meetings and days."""
    meetings = ngettext("%(n)s meeting", "%(n)s meetings", course.meetings) % {"n": course.meetings}
    return f"{meetings}, {days_waited(course)}"


def tally_sentence(tally: Tally) -> str:
    """n and N in words; what stands beside the rate is said too."""
    return gettext(
        "Raised at %(raised)s and partly at %(partly)s of N = %(N)s cells with a complete readout; "
        "%(nd)s without a public record."
    ) % {"raised": tally.raised, "partly": tally.partly_raised, "N": tally.N, "nd": tally.not_determinable}
