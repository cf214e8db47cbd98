"""The sentence that a page answers with before anything else, in the reader's language. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from agenda.dates import PartialDate
from agenda.joining import clauses, listed, sentence, sentences
from agenda.joining import counted as counted_word

from .counts import RecordCounts
from .courses import FOUND_SILENT, Occasion, Standing
from .extent import Reading
from .headline import Headline
from .rates import Tally
from .sentences import course_sentence, not_taken_up

NAMED = 3
"""As many topics as a sentence names one by one."""


def counted(parts: Iterable[tuple[int, str]]) -> str:
    """ "12 raised, 2 partly raised": the words of each part that is not nothing, with its number."""
    return listed(words % {"n": n} for n, words in parts if n)


def recommended_answer(tally: Tally) -> str:
    """What became at one meeting of the topics recommended before it; `tally` counts these topics alone."""
    if not tally.total:
        return ""
    of = ngettext(
        "Of %(n)s topic recommended before it:", "Of %(n)s topics recommended before it:", tally.total
    ) % {"n": tally.total}
    return sentences((of, sentence(_states(tally))))


def found_answer(tally: Tally) -> str:
    """What was found at one meeting, whoever recommended it or not."""
    if not tally.total:
        return ""
    of = ngettext("Of %(n)s topic assessed:", "Of %(n)s topics assessed:", tally.total)
    return sentences((of % {"n": tally.total}, sentence(_states(tally))))


def _states(tally: Tally) -> str:
    return counted(
        [
            (tally.raised + tally.raised_in_part, _("%(n)s raised")),
            (tally.partly_raised + tally.partly_raised_in_part, _("%(n)s partly raised")),
            (tally.not_raised, _("%(n)s not mentioned in the published readouts")),
            (tally.not_determinable, _("%(n)s cannot be told")),
            (tally.not_assessed, _("%(n)s not yet assessed")),
        ]
    )


def reading_answer(readouts: Collection[Any], *, absence_can_be_shown: bool) -> str:
    """How much of a meeting's readouts was read, and what follows from it."""
    if not readouts:
        return _("No readout of it is on record, so nothing can be shown.")
    whole = sum(document.is_read_whole for document in readouts)
    in_part = sum(document.was_examined and not document.is_read_whole for document in readouts)
    of = ngettext("Of %(n)s readout on record:", "Of %(n)s readouts on record:", len(readouts))
    read = counted(
        [
            (whole, _("%(n)s read whole")),
            (in_part, _("%(n)s read in part")),
            (len(readouts) - whole - in_part, _("%(n)s not read")),
        ]
    )
    said = sentences((of % {"n": len(readouts)}, sentence(read)))
    if absence_can_be_shown:
        return said
    return sentences((said, _("So a topic that was not found there cannot be called absent.")))


def change_counts(counts: Mapping[Any, int]) -> str:
    """ "1 new, 18 kept": how many topics changed how; the keys have a `word`."""
    return listed(counted_word(n, _(change.word).lower()) for change, n in counts.items() if n)


def changes_answer(earlier: Occasion, later: Occasion, counts: Mapping[Any, int]) -> str:
    """What changed between two meetings."""
    words = {"earlier": earlier.held, "later": later.held, "counts": change_counts(counts)}
    if not any(counts.values()):
        return _("Nothing was found at %(earlier)s or %(later)s.") % words
    return _("Topics from %(earlier)s to %(later)s: %(counts)s.") % words


def course_answer(pairing: Any) -> str:
    """What became of one recommendation at one dialogue, in one sentence; `pairing` as a ledger makes it."""
    course = pairing.course
    if course.standing == Standing.NO_FORUM:
        return _("The document names no forum.")
    words = {"forum": pairing.dialogue.reader.short_name, "course": course_sentence(course)}
    if course.first:
        words["held"] = course.first.held
    return _(_COURSES[course.standing]) % words


_COURSES = {
    Standing.RAISED: gettext_noop("Raised at %(forum)s on %(held)s: %(course)s."),
    Standing.PARTLY_RAISED: gettext_noop("Partly raised at %(forum)s on %(held)s: %(course)s."),
    Standing.SILENT: gettext_noop("Not mentioned in the published readouts of %(forum)s: %(course)s."),
    Standing.SILENT_SO_FAR: gettext_noop(
        "Not mentioned in the published readouts of %(forum)s that were read whole: %(course)s."
    ),
    Standing.CANNOT_BE_TOLD: gettext_noop("At %(forum)s it cannot be told: %(course)s."),
    Standing.NO_MEETING_SINCE: gettext_noop("At %(forum)s: %(course)s."),
}
SHORT = 2
"""As many dialogues a recommendation may name and still be answered in a sentence for each."""


def recommendation_answer(pairings: Sequence[Any]) -> str:
    """What became of one recommendation at the dialogues it names, and how often it was raised elsewhere."""
    if len(pairings) <= SHORT:
        said = sentences(course_answer(pairing) for pairing in pairings)
    else:
        counts = Counter(pairing.course.standing for pairing in pairings)
        said = _("Recommended for %(n)s dialogues: %(counts)s.") % {
            "n": len(pairings), "counts": standing_counts(counts)}  # fmt: skip
    return sentences((said, _elsewhere(pairings)))


def _elsewhere(pairings: Sequence[Any]) -> str:
    """At how many meetings of dialogues that it does not name the topic was raised since; "" for none."""
    named = {pairing.dialogue.pk for pairing in pairings if pairing.dialogue}
    elsewhere = {o.pk for pairing in pairings for o in pairing.elsewhere if o.dialogue_id not in named}
    if not elsewhere:
        return ""
    n = {"n": len(elsewhere)}
    if not named:
        return (
            ngettext(
                "The topic was raised since, at least in part, at %(n)s meeting.",
                "The topic was raised since, at least in part, at %(n)s meetings.",
                len(elsewhere),
            )
            % n
        )
    return (
        ngettext(
            "Elsewhere the topic was raised since, at least in part, at %(n)s meeting.",
            "Elsewhere the topic was raised since, at least in part, at %(n)s meetings.",
            len(elsewhere),
        )
        % n
    )


def standing_counts(counts: Mapping[Standing, int]) -> str:
    """ "12 raised, 3 silent so far": how many stand how, in the order of the standings."""
    return listed(
        counted_word(n, _(standing.word)) for standing in Standing if (n := counts.get(standing, 0))
    )


def scorecard_answer(headline: Headline) -> str:
    """What became of all that one recommender asked for, by distinct (topic, dialogue) pairs."""
    nowhere = headline.pairs.get(Standing.NO_FORUM, 0)
    named = headline.n_pairs - nowhere
    pairs = ngettext(
        "Of %(n)s pair of topic and dialogue recommended: %(counts)s.",
        "Of %(n)s pairs of topic and dialogue recommended: %(counts)s.",
        named,
    )
    counts = standing_counts(
        {standing: n for standing, n in headline.pairs.items() if standing != Standing.NO_FORUM}
    )
    said = pairs % {"n": named, "counts": counts} if named else ""
    without = ngettext(
        "%(n)s topic was recommended without naming a forum.",
        "%(n)s topics were recommended without naming a forum.",
        nowhere,
    )
    return sentences((said, without % {"n": nowhere} if nowhere else ""))


def silence_answer(pairings: Iterable[Any]) -> str:
    """The longest silence among the pairings: most meetings found silent, then most days; "" where none was found."""
    silent = [pairing for pairing in pairings if pairing.course.standing in FOUND_SILENT]
    if not silent:
        return ""
    longest = min(silent, key=lambda pairing: (*pairing.course.rank, pairing.recommendation.code))
    return _("Longest silence: %(topic)s at %(forum)s, %(course)s.") % {
        "topic": longest.recommendation.topic.reader.name,
        "forum": longest.dialogue.reader.short_name,
        "course": course_sentence(longest.course),
    }


def dialogue_answer(rows: Sequence[Any]) -> str:
    """What became of the topics recommended for a dialogue (`RecommendedTopic`)."""
    if not rows:
        return _("Nothing on record recommends a topic for this dialogue.")
    counts = Counter(row.course.standing for row in rows)
    became = counted(
        [
            (counts[Standing.RAISED], _when_raised(rows)),
            (counts[Standing.PARTLY_RAISED], _("%(n)s partly raised")),
            (sum(counts[standing] for standing in FOUND_SILENT), _("%(n)s found silent")),
            (counts[Standing.CANNOT_BE_TOLD], _("%(n)s cannot be told")),
            (counts[Standing.NO_MEETING_SINCE], _("%(n)s without a meeting since")),
        ]
    )
    of = ngettext(
        "Of %(n)s topic recommended: %(became)s.", "Of %(n)s topics recommended: %(became)s.", len(rows)
    )
    return of % {"n": len(rows), "became": became}


def silence_sentences(rows: Sequence[Any]) -> list[str]:
    """The first topics recommended for a dialogue that were found silent, a sentence each."""
    silent = [row for row in rows if row.course.standing in FOUND_SILENT]
    return [
        _("%(topic)s: %(course)s.") % {"topic": row.topic.reader.name, "course": not_taken_up(row.course)}
        for row in silent[:NAMED]
    ]


def _when_raised(rows: Sequence[Any]) -> str:
    """The words for how many were raised, with the day or days of the meetings that first did; "%(n)s" stays in them."""
    days = sorted(row.course.first.held for row in rows if row.course.standing == Standing.RAISED)
    if not days:
        return ""
    words = {"n": "%(n)s", "first": days[0], "last": days[-1]}
    if days[0] == days[-1]:
        return _("%(n)s raised (%(first)s)") % words
    return _("%(n)s raised (%(first)s to %(last)s)") % words


def reading_sentence(counts: RecordCounts) -> str:
    """How many of all held meetings, or of the latest, have a readout read whole, and of how many dialogues they are."""
    n = {"whole": counts.read, "n": counts.judged, "dialogues": counts.judged_dialogues}
    if counts.is_every_meeting:
        return _("Read whole: %(whole)s of %(n)s meetings held, of %(dialogues)s dialogues.") % n
    return _("Read whole: %(whole)s of the latest %(n)s meetings held, of %(dialogues)s dialogues.") % n


def meeting_sentence(recommended: Tally, everything: Tally, reading: Reading) -> str:
    """What became of the topics recommended before one meeting, else what was found there; then how much was read."""
    if recommended.total > recommended.not_assessed:
        words = {"n": recommended.found, "of": recommended.total}
        result = _("%(n)s of %(of)s recommended topics found") % words
    elif everything.total:
        result = ngettext("%(n)s topic found", "%(n)s topics found", everything.found) % {
            "n": everything.found
        }
    else:
        result = _("not assessed yet")
    return clauses((result, _(reading.word)))


def brief_answer(n_topics: int, waiting: Mapping[Standing, int]) -> str:
    """How many of the topics recommended to a dialogue and in force wait, and how; "" where none is recommended."""
    if not n_topics:
        return ""
    n_waiting = sum(waiting.values())
    words = {"n": n_topics, "waiting": n_waiting, "counts": standing_counts(waiting)}
    if not n_waiting:
        return (
            ngettext(
                "The %(n)s topic recommended and in force was taken up after its recommendations.",
                "All %(n)s topics recommended and in force were taken up after their recommendations.",
                n_topics,
            )
            % words
        )
    return (
        ngettext(
            "Of %(n)s topics recommended and in force, %(waiting)s waits after at least one recommendation: %(counts)s.",
            "Of %(n)s topics recommended and in force, %(waiting)s wait after at least one recommendation: %(counts)s.",
            n_waiting,
        )
        % words
    )


def extent_answer(dialogue: Any, on: date, *, held: int, judged: int) -> str:
    """How far the record of a dialogue reaches by a day: its days, its meetings, and at how many absence could be shown."""
    words: dict[str, Any] = {"held": held, "judged": judged}
    meetings = ngettext(
        "Of %(held)s meeting held, absence could be shown at %(judged)s.",
        "Of %(held)s meetings held, absence could be shown at %(judged)s.",
        held,
    )
    if not (dialogue.covered_from and dialogue.covered_until and dialogue.covered_from <= on):
        return sentences((_("A selection of meetings is on record."), meetings % words))
    days = {"first": PartialDate(dialogue.covered_from), "last": PartialDate(min(dialogue.covered_until, on))}
    return sentences((_("Meetings are on record from %(first)s to %(last)s.") % days, meetings % words))
