"""What a change does to published findings: which lose their proof, which could be judged now. Pure.

`rules.papers` reads the findings and papers; the same rule of proof is asked of each finding again.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.dates import PartialDate
from agenda.joining import listed

from .proof import Cell, Paper, problems, publication_problems

TOPICS_NAMED = 3
TOLERATED = timedelta(days=1)
"""Where the sun rises first it is tomorrow already."""


@dataclass(frozen=True, slots=True)
class StandingFinding:
    """A finding in force: the name of its topic, and the keys of the papers it examined and of each passage's paper."""

    key: Hashable
    topic: str
    outcome: str
    examined: tuple[Hashable, ...]
    passages: tuple[Hashable, ...] = ()


@dataclass(frozen=True, slots=True)
class Consequences:
    """The findings that lose their proof, and those of “No public record” that could be judged now."""

    losing: tuple[StandingFinding, ...] = ()
    judgeable: tuple[StandingFinding, ...] = ()

    def __add__(self, other: "Consequences") -> "Consequences":
        return Consequences(self.losing + other.losing, self.judgeable + other.judgeable)


def consequences(
    findings: Iterable[StandingFinding], meeting: Hashable, before: Sequence[Paper], after: Sequence[Paper]
) -> Consequences:
    """What becomes of a meeting's findings when its documents on record change from `before` to `after`.

    A finding that lacked proof before is not counted.
    """
    losing: list[StandingFinding] = []
    judgeable: list[StandingFinding] = []
    for finding in findings:
        lacking = _lacking(finding, meeting, after)
        if not lacking or _lacking(finding, meeting, before):
            continue
        is_judgeable = finding.outcome == "not_determinable" and set(lacking) == {"outcome"}
        (judgeable if is_judgeable else losing).append(finding)
    return Consequences(tuple(losing), tuple(judgeable))


def _lacking(finding: StandingFinding, meeting: Hashable, papers: Sequence[Paper]) -> dict[str, str]:
    by_key = {paper.key: paper for paper in papers}
    examined = [by_key[key] for key in finding.examined if key in by_key]
    topic = finding.topic
    cell = Cell(meeting, is_held=True, topic=topic, codes=[topic], is_in_scope=True, papers=papers)
    return problems(cell, finding.outcome, examined, finding.passages) | publication_problems(examined)


def losing_sentence(losing: Sequence[StandingFinding]) -> str:
    """How many published findings would lose their proof, with the first topics by name."""
    return ngettext(
        "%(count)s published finding rests on this and would lose its proof: %(topics)s.",
        "%(count)s published findings rest on this and would lose their proof: %(topics)s.",
        len(losing),
    ) % {"count": len(losing), "topics": topics_named([finding.topic for finding in losing])}


def judgeable_sentence(judgeable: Sequence[StandingFinding]) -> str:
    """How many findings of “No public record” could be judged now, with the first topics by name."""
    return ngettext(
        "%(count)s published finding says “No public record” and could be judged now: %(topics)s.",
        "%(count)s published findings say “No public record” and could be judged now: %(topics)s.",
        len(judgeable),
    ) % {"count": len(judgeable), "topics": topics_named([finding.topic for finding in judgeable])}


def calling_off_problems(findings: int) -> dict[str, str]:
    """What keeps a held meeting with so many findings in force from being called off, as {"status": sentence}."""
    if not findings:
        return {}
    return {
        "status": ngettext(
            "%(count)s published finding says that this meeting was held: withdraw it first.",
            "%(count)s published findings say that this meeting was held: withdraw them first.",
            findings,
        )
        % {"count": findings}
    }


def topics_named(topics: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    named = listed(topics[:TOPICS_NAMED])
    more = len(topics) - TOPICS_NAMED
    return _("%(named)s and %(more)s more") % {"named": named, "more": more} if more > 0 else named


def ahead_sentence(held: PartialDate) -> str:
    """What is said of a meeting that is on record as held on a day to come."""
    sentence = _("%(day)s lies ahead, so it cannot have been held. Is the year right, or is it scheduled?")
    return sentence % {"day": held}
