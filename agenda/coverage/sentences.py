"""Sentences about sums, said the same way on pages, in pictures, briefs and feeds, in the reader's language."""

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from agenda.dates import PartialDate
from agenda.joining import clauses, sentence

from .courses import AnyCourse, Standing
from .headline import Headline
from .rates import Tally


def _capitalized(text: str) -> str:
    translated = gettext(text)
    return translated[:1].upper() + translated[1:]


capitalized = lazy(_capitalized, str)
"""A marked text, translated when it is shown, with a capital first letter."""


def days_waited(course: AnyCourse) -> str:
    """The days of a course alone: "at least 1,234 days"; "" where no days can be counted."""
    if course.days is None:
        return ""
    days = ngettext("%(n)s day", "%(n)s days", course.days) % {"n": f"{course.days:,}"}
    return gettext("at least %(days)s") % {"days": days} if course.at_least else days


def course_sentence(course: AnyCourse) -> str:
    """What the meetings since did, how long it took or waited, and where the dialogue's record ends."""
    if course.standing == Standing.NO_FORUM:
        return gettext("the document names no forum")
    parts = [_taken_up(course) if course.first else not_taken_up(course), days_waited(course)]
    if not course.first and course.record_ends_on:
        ends_on = {"day": PartialDate(course.record_ends_on)}
        parts.append(gettext("the record of this dialogue ends on %(day)s") % ends_on)
    return clauses(parts)


def course_in_short(course: AnyCourse) -> str:
    """The same without the end of the dialogue's record, for lists; "" where no forum is named."""
    if course.standing == Standing.NO_FORUM:
        return ""
    parts = [_taken_up(course) if course.first else not_taken_up(course), days_waited(course)]
    return clauses(parts)


def course_to_its_end(course: AnyCourse) -> str:
    """What the meetings since did and where the record of the dialogue ends, without the days: for one line."""
    ends_on = {"day": PartialDate(course.record_ends_on).short} if course.record_ends_on else {}
    ends = gettext("record ends %(day)s") % ends_on if ends_on and not course.first else ""
    return clauses([_taken_up(course) if course.first else not_taken_up(course), ends])


def _taken_up(course: AnyCourse) -> str:
    if course.meetings == 1:
        return gettext("at the first meeting since")
    return clauses(
        (
            gettext("at meeting %(n)s since") % {"n": course.meetings},
            _silent_before(course.silent),
            _unjudged(course.unjudged),
        )
    )


def _silent_before(silent: int) -> str:
    if not silent:
        return ""
    return ngettext("silent at %(n)s before it", "silent at %(n)s before it", silent) % {"n": silent}


def not_taken_up(course: AnyCourse) -> str:
    """What the meetings since a recommendation did that did not take it up."""
    n = {"n": course.meetings, "silent": course.silent}
    if course.standing == Standing.NO_MEETING_SINCE:
        return gettext("no meeting since is on record")
    if course.standing == Standing.CANNOT_BE_TOLD:
        return (
            ngettext(
                "%(n)s meeting since, which could not be judged",
                "%(n)s meetings since, none of which could be judged",
                course.meetings,
            )
            % n
        )
    if course.standing == Standing.SILENT:
        return (
            ngettext("silent at the one meeting since", "silent at all %(n)s meetings since", course.meetings)
            % n
        )
    return clauses((gettext("silent at %(silent)s of %(n)s") % n, _unjudged(course.unjudged)))


def _unjudged(unjudged: int) -> str:
    if not unjudged:
        return ""
    return ngettext("%(n)s could not be judged", "%(n)s could not be judged", unjudged) % {"n": unjudged}


def in_part_sentence(tally: Tally) -> str:
    """What was found in papers read in part: beside a rate, or where there is none; "" when nothing was."""
    n = {"n": tally.found_in_part}
    if not tally.found_in_part:
        return ""
    if tally.N:
        return gettext("and %(n)s more in papers read in part") % n
    return (
        ngettext(
            "read in part: %(n)s finding; absence cannot be shown",
            "read in part: %(n)s findings; absence cannot be shown",
            tally.found_in_part,
        )
        % n
    )


def meeting_in_part_sentence(tally: Tally) -> str:
    """The same of one meeting that was read in part, which has no rate; "" for any other."""
    if tally.N or not tally.found_in_part:
        return ""
    return ngettext(
        "read in part: %(n)s topic found; absence cannot be shown",
        "read in part: %(n)s topics found; absence cannot be shown",
        tally.found_in_part,
    ) % {"n": tally.found_in_part}


def rate_sentence(tally: Tally) -> str:
    """n of N raised or partly raised, and what was found in papers read in part: "5 of 6; and 3 more …"."""
    n_of_N = gettext("%(n)s of %(N)s") % {"n": tally.n_any, "N": tally.N} if tally.N else ""
    return clauses((n_of_N, in_part_sentence(tally)))


def short_rate(tally: Tally) -> str:
    """The same for a column: "5 of 6 (+3)"; "" where nothing was found and no absence could be shown."""
    rate = gettext("%(n)s of %(N)s") % {"n": tally.n_any, "N": tally.N} if tally.N else ""
    part = f"(+{tally.found_in_part})" if tally.found_in_part else ""
    return " ".join(piece for piece in (rate, part) if piece)


def tally_sentence(tally: Tally) -> str:
    """n and N in words, with the rule of N; what stands beside the rate is said too."""
    rate = gettext(
        "%(raised)s raised, %(partly)s partly, %(not)s not mentioned in the published readouts (N = %(N)s cells where "
        "absence could be shown)"
    ) % {"raised": tally.raised, "partly": tally.partly_raised, "not": tally.not_raised, "N": tally.N}
    said = clauses(
        (
            rate if tally.N else "",
            in_part_sentence(tally),
            _no_record(tally.not_determinable),
            _open(tally.not_assessed),
        )
    )
    return sentence(said or gettext("No cell has been assessed"))


def _no_record(n: int) -> str:
    return gettext("%(n)s without a public record") % {"n": n} if n else ""


def _open(n: int) -> str:
    return gettext("%(n)s not yet assessed") % {"n": n} if n else ""


def headline_sentence(headline: Headline) -> str:
    """Of the recommended cells, how many of those that could be judged were raised, and what stands beside them."""
    cells = headline.cells
    n = {"N": cells.N, "raised": cells.raised, "partly": cells.partly_raised, "n": cells.n_any}
    rate = ""
    if cells.has_percentage:
        rate = gettext(
            "Of %(N)s recommended cells (a recommended topic at a meeting) that could be judged, %(n)s were raised or "
            "partly raised (%(percent)s%%): %(raised)s raised, %(partly)s partly"
        ) % (n | {"percent": f"{100 * cells.n_any / cells.N:.0f}"})
    elif cells.N:
        rate = (
            gettext(
                "Of %(N)s recommended cells (a recommended topic at a meeting) that could be judged, %(raised)s were raised "
                "and %(partly)s partly"
            )
            % n
        )
    beside = [in_part_sentence(cells), _no_record(cells.not_determinable), _open(cells.not_assessed)]
    return sentence(clauses((rate or gettext("No recommended cell could be judged"), *beside)))


def sources_sentence(headline: Headline) -> str:
    """From how many recommendations, sources, recommenders and years the headline comes."""
    sources = ngettext("%(n)s published source", "%(n)s published sources", headline.sources)
    recommendations = ngettext("%(n)s recommendation", "%(n)s recommendations", headline.recommendations)
    first, last = headline.first_year, headline.last_year
    first_name, most = headline.recommenders[0]
    return gettext(
        "They come from %(recommendations)s in %(sources)s of %(years)s; %(most)s of them are by %(name)s."
    ) % {
        "recommendations": recommendations % {"n": headline.recommendations},
        "sources": sources % {"n": headline.sources},
        "years": first if first == last else f"{first}–{last}",
        "most": most,
        "name": first_name,
    }
