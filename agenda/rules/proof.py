"""The rule of proof: what documents and passages must show before a judgement may stand. Pure.

Plain values come in, {field: sentence} comes out: docs/design.md, "Proof". The desk, the admin, drafts,
rulings, imports and the record's loader call this module; `rules.triggers` keeps the same rules in the database;
`rules.consequences` asks which published findings a change would leave without proof.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

NEEDS_A_PASSAGE = ("raised", "partly_raised")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the rule needs it. `kind` and `completeness` are words for the reader.

    `key` tells the papers of a meeting apart: a primary key, or the row of a form not saved yet.
    """

    key: Hashable
    meeting: Hashable
    title: str
    kind: str
    completeness: str
    is_readout: bool
    is_joint: bool
    is_read_whole: bool
    is_published: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """The meeting and topic a judgement is about. `codes` are the codebook version's, None without a version."""

    meeting: Hashable
    is_held: bool
    topic: str
    codes: Collection[str] | None
    is_in_scope: bool
    papers: Sequence[Paper]
    """Every document of the meeting on record."""


def absence_could_be_shown(examined: Sequence[Paper], papers: Sequence[Paper]) -> bool:
    """True when the papers examined could prove that the meeting's readouts do not mention a topic.

    One of them is a readout read whole, and every joint paper among the meeting's `papers` was read whole.
    """
    return any(paper.is_readout and paper.is_read_whole for paper in examined) and not _unread_joint(papers)


def problems(
    cell: Cell, outcome: str, examined: Sequence[Paper], passages: Sequence[Hashable]
) -> dict[str, str]:
    """What a judgement lacks, as {field: sentence}; empty when it is sound.

    `passages` names the document of each passage by its key. Fields: meeting, topic, examined, passages, outcome.
    """
    found = _about_the_cell(cell)
    strangers = [paper.title for paper in examined if paper.meeting != cell.meeting]
    if strangers:
        found["examined"] = _("Not a document of this meeting: %(strangers)s.") % {"strangers": strangers[0]}
    if sentence := _about_passages(examined, passages):
        found["passages"] = sentence
    if sentence := _about_the_outcome(outcome, examined, passages, cell.papers):
        found["outcome"] = sentence
    return found


def publication_problems(examined: Sequence[Paper]) -> dict[str, str]:
    """What keeps a sound judgement from being published, as {field: sentence}; empty when nothing does."""
    hidden = [paper.title for paper in examined if not paper.is_published]
    if not hidden:
        return {}
    return {
        "examined": _(
            "Publish the document first: “%(title)s” is not public, and a published finding rests on it."
        )
        % {"title": hidden[0]}
    }


def reading_problems(
    *, is_readout: bool, is_claimed_whole: bool, has_whole_text: bool, is_signed: bool
) -> dict[str, str]:
    """What a document of a meeting that is said to be read whole lacks, as {"completeness": sentence}.

    `has_whole_text`: its complete text or an abstract of every paragraph is on record or comes with it.
    `is_signed`: it names who read it whole, on which day, at which address.
    """
    if not (is_readout and is_claimed_whole) or has_whole_text or is_signed:
        return {}
    return {
        "completeness": _(
            "“Read whole” needs a text, an abstract of every paragraph, or a signed reading: give the address and "
            "the day on which you read it there. Until then it is “Known, not read”."
        )
    }


def _about_the_cell(cell: Cell) -> dict[str, str]:
    found = {}
    if not cell.is_held:
        found["meeting"] = _("The meeting was not held, so nothing was raised or left out there.")
    if cell.codes is None:
        found["topic"] = _("The codebook has no version yet: make version 1 first.")
    elif cell.topic not in cell.codes:
        found["topic"] = _(
            "“%(topic)s” is not in the codebook version in force: make a new version that has it."
        ) % {"topic": cell.topic}
    if not cell.is_in_scope:
        found["topic"] = _("“%(topic)s” is out of scope for this dialogue, so it is no cell here.") % {
            "topic": cell.topic
        }
    return found


def _about_passages(examined: Sequence[Paper], passages: Sequence[Hashable]) -> str:
    known = {paper.key: paper for paper in examined}
    for key in passages:
        paper = known.get(key)
        if paper is None:
            return _("A passage must stand in one of the examined documents.")
        if not paper.is_readout:
            return _(
                "“%(title)s” is no readout (%(kind)s): only a readout proves that a topic was raised."
            ) % {
                "title": paper.title,
                "kind": paper.kind,
            }
    return ""


def _about_the_outcome(
    outcome: str, examined: Sequence[Paper], passages: Sequence[Hashable], papers: Sequence[Paper]
) -> str:
    if outcome in NEEDS_A_PASSAGE:
        return "" if passages else _("A topic counts as raised only with a passage that proves it.")
    if passages:
        return _("There is a passage, so the topic was raised, or partly.")
    could_be_shown = absence_could_be_shown(examined, papers)
    if outcome == "not_determinable" and could_be_shown:
        return _(
            "A readout was read whole, and every joint paper, so absence can be shown: "
            "choose “Not mentioned”, or “Raised” with a passage."
        )
    if outcome != "not_raised" or could_be_shown:
        return ""
    if unread := _unread_joint(papers):
        return _(
            "“Not mentioned” needs every joint paper of the meeting read whole; “%(title)s” is on record as: "
            "%(completeness)s. Without it the outcome is “No public record”."
        ) % {"title": unread[0].title, "completeness": unread[0].completeness}
    return _(
        "“Not mentioned” needs at least one official document of the meeting read whole among those examined. "
        "Without one the outcome is “No public record”."
    )


def _unread_joint(papers: Sequence[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.is_joint and not paper.is_read_whole]
