"""Sentences about sums, said the same way on pages, in pictures, briefs and feeds, in the reader's language."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from agenda.dates import PartialDate

from .courses import FOUND_SILENT, Course, Standing
from .extent import Reading
from .headline import Headline
from .rates import Tally

NAMED = 3
"""As many topics as a sentence names one by one."""


def _capitalized(text: str) -> str:
    translated = gettext(text)
    return translated[:1].upper() + translated[1:]


capitalized = lazy(_capitalized, str)
"""A marked text, translated when it is shown, with a capital first letter."""


def days_waited(course: Course) -> str:
    """The days of a course alone: "at least 1,234 days"; "" where no days can be counted."""
    if course.days is None:
        return ""
    days = ngettext("%(n)s day", "%(n)s days", course.days) % {"n": f"{course.days:,}"}
    return gettext("at least %(days)s") % {"days": days} if course.at_least else days


def course_sentence(course: Course) -> str:
    """What the meetings since did, how long it took or waited, and where the dialogue's record ends."""
    if course.standing == Standing.NO_FORUM:
        return gettext("the document names no forum")
    parts = [_taken_up(course) if course.first else _not_taken_up(course), days_waited(course)]
    if not course.first and course.record_ends_on:
        ends_on = {"day": PartialDate(course.record_ends_on)}
        parts.append(gettext("the record of this dialogue ends on %(day)s") % ends_on)
    return "; ".join(part for part in parts if part)


def course_in_short(course: Course) -> str:
    """The same without the end of the dialogue's record, for lists; "" where no forum is named."""
    if course.standing == Standing.NO_FORUM:
        return ""
    parts = [_taken_up(course) if course.first else _not_taken_up(course), days_waited(course)]
    return "; ".join(part for part in parts if part)


def _taken_up(course: Course) -> str:
    if course.meetings == 1:
        return gettext("at the first meeting since")
    return _join(
        gettext("at meeting %(n)s since") % {"n": course.meetings},
        _silent_before(course.silent),
        _unjudged(course.unjudged),
    )


def _silent_before(silent: int) -> str:
    if not silent:
        return ""
    return ngettext("silent at %(n)s before it", "silent at %(n)s before it", silent) % {"n": silent}


def _not_taken_up(course: Course) -> str:
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
    return _join(gettext("silent at %(silent)s of %(n)s") % n, _unjudged(course.unjudged))


def _unjudged(unjudged: int) -> str:
    if not unjudged:
        return ""
    return ngettext("%(n)s could not be judged", "%(n)s could not be judged", unjudged) % {"n": unjudged}


def _join(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def recommended_sentence(rows: Sequence[Any]) -> str:
    """What became of the topics recommended for a dialogue (`RecommendedTopic`)."""
    if not rows:
        return gettext("Nothing on record recommends a topic for this dialogue.")
    counts = Counter(row.course.standing for row in rows)
    became = [
        _when_raised(counts[Standing.RAISED], rows),
        _how_many(gettext("%(n)s partly raised"), counts[Standing.PARTLY_RAISED]),
        _how_many(
            gettext("%(n)s found silent"),
            sum(counts[standing] for standing in FOUND_SILENT),
        ),
        _how_many(gettext("%(n)s cannot be told"), counts[Standing.CANNOT_BE_TOLD]),
        _how_many(
            gettext("%(n)s without a meeting since"),
            counts[Standing.NO_MEETING_SINCE],
        ),
    ]
    return ngettext(
        "Of %(n)s topic recommended: %(became)s.", "Of %(n)s topics recommended: %(became)s.", len(rows)
    ) % {"n": len(rows), "became": ", ".join(part for part in became if part)}


def silence_sentences(rows: Sequence[Any]) -> list[str]:
    """The first topics recommended for a dialogue that were found silent, a sentence each."""
    silent = [row for row in rows if row.course.standing in FOUND_SILENT]
    return [
        gettext("%(topic)s: %(course)s.") % {"topic": row.topic.name, "course": _not_taken_up(row.course)}
        for row in silent[:NAMED]
    ]


def _how_many(words: str, n: int) -> str:
    return words % {"n": n} if n else ""


def _when_raised(n: int, rows: Sequence[Any]) -> str:
    """How many were raised, with the day or days of the meetings that first did."""
    days = sorted(
        row.course.first.held for row in rows if row.course.standing == Standing.RAISED and row.course.first
    )
    if not days:
        return ""
    words = {"n": n, "first": days[0], "last": days[-1]}
    if days[0] == days[-1]:
        return gettext("%(n)s raised (%(first)s)") % words
    return gettext("%(n)s raised (%(first)s to %(last)s)") % words


def extent_sentence(extent: Any) -> str:
    """How many held meetings of a dialogue have a readout read whole, and when its record was kept (`Extent`)."""
    n = {"whole": extent.readings[Reading.WHOLE], "n": extent.held}
    read = gettext("Read whole: %(whole)s of %(n)s meetings held") % n
    dialogue = extent.dialogue
    if dialogue.covered_from and dialogue.covered_until:
        days = {"first": PartialDate(dialogue.covered_from), "last": PartialDate(dialogue.covered_until)}
        kept = gettext("the record is kept from %(first)s to %(last)s") % days
    else:
        kept = gettext("a selection of meetings, not a series")
    return f"{_join(read, kept)}."


def extents_sentence(extents: Sequence[Any]) -> str:
    """How many of all held meetings have a readout read whole, over the extents of every dialogue."""
    n = {
        "whole": sum(extent.readings[Reading.WHOLE] for extent in extents),
        "n": sum(extent.held for extent in extents),
        "dialogues": sum(bool(extent.held) for extent in extents),
    }
    return gettext("Read whole: %(whole)s of %(n)s meetings held, of %(dialogues)s dialogues.") % n


def meeting_sentence(recommended: Tally, everything: Tally, reading: Reading) -> str:
    """What became of the topics recommended before one meeting, else what was found there; then how much was read."""
    if recommended.total > recommended.not_assessed:
        words = {"n": recommended.found, "of": recommended.total}
        result = gettext("%(n)s of %(of)s recommended topics found") % words
    elif everything.total:
        result = ngettext("%(n)s topic found", "%(n)s topics found", everything.found) % {
            "n": everything.found
        }
    else:
        result = gettext("not assessed yet")
    return _join(result, gettext(reading.word))


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
    return _join(n_of_N, in_part_sentence(tally))


def rate_in_figures(tally: Tally | None) -> str:
    """The same in a narrow column: "5 of 6 (+3)"; "" for nothing."""
    if tally is None:
        return ""
    n_of_N = gettext("%(n)s of %(N)s") % {"n": tally.n_any, "N": tally.N} if tally.N else ""
    more = f"(+{tally.found_in_part})" if tally.found_in_part else ""
    return " ".join(part for part in (n_of_N, more) if part)


def tally_sentence(tally: Tally) -> str:
    """n and N in words, with the rule of N; what stands beside the rate is said too."""
    rate = gettext(
        "%(raised)s raised, %(partly)s partly, %(not)s not mentioned in the published readouts (N = %(N)s cells where "
        "absence could be shown)"
    ) % {"raised": tally.raised, "partly": tally.partly_raised, "not": tally.not_raised, "N": tally.N}
    sentence = _join(
        rate if tally.N else "",
        in_part_sentence(tally),
        _no_record(tally.not_determinable),
        _open(tally.not_assessed),
    )
    return (sentence or gettext("No cell has been assessed")) + "."


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
    sentence = _join(rate or gettext("No recommended cell could be judged"), *beside)
    return f"{sentence}."


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
