"""Patterns: which sides' own papers of a meeting name a topic, and whose do not."""

from collections import defaultdict
from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.models import CurrentCell, Document, Evidence, Examination

from .reaches import SideReadout, sides_on_record
from .sides import NAMING, ComparedPaper, SideStatement, statement_of


class Pattern(StrEnum):
    """How the sides' own papers of one meeting stand to one topic that is named there."""

    ONE_SIDE = "one_side"
    BEYOND_JOINT = "beyond_joint"
    ALL_SIDES = "all_sides"
    JOINT = "joint"
    NOT_COMPARABLE = "not_comparable"

    @property
    def word(self) -> str:
        return PATTERNS[self][0]

    @property
    def meaning(self) -> str:
        return PATTERNS[self][1]


PATTERNS = {
    Pattern.ONE_SIDE: (_("One side only"), _(
        "One side's own paper names it; the others' own papers, all read whole, do not mention it.")),
    Pattern.BEYOND_JOINT: (_("Beyond the joint text"), _(
        "A side's own paper adds it; the joint text, read whole, does not name it, and the others have no own paper "
        "on record.")),
    Pattern.ALL_SIDES: (_("All sides' own papers"), _("The own papers of every side name it.")),
    Pattern.JOINT: (_("Joint text"), _("A paper issued by all sides together names it.")),
    Pattern.NOT_COMPARABLE: (_("Not comparable"), _(
        "Another side's own papers are not on record, or were not read, or only in part.")),
}  # fmt: skip


def pattern_of(joint: SideStatement | None, sides: Collection[SideStatement]) -> Pattern:
    """The pattern of what the joint text (None: none on record) and each side's own papers do with a topic."""
    if joint in NAMING:
        return Pattern.JOINT
    others = [statement for statement in sides if statement not in NAMING]
    naming = len(sides) - len(others)
    if naming and not others:
        return Pattern.ALL_SIDES if naming > 1 else Pattern.NOT_COMPARABLE
    is_joint_text_open = joint in OPEN
    if naming == 1 and set(others) == {SideStatement.SILENT} and not is_joint_text_open:
        return Pattern.ONE_SIDE
    if naming and joint == SideStatement.SILENT and set(others) == {SideStatement.NONE_ON_RECORD}:
        return Pattern.BEYOND_JOINT
    return Pattern.NOT_COMPARABLE


OPEN = (
    SideStatement.NONE_ON_RECORD,
    SideStatement.UNREAD,
    SideStatement.PARTLY_READ,
    SideStatement.NOT_EXAMINED,
)
"""What papers do with a topic when they could still name it."""


def patterns_at(meetings: Collection[int]) -> dict[int, Pattern]:
    """The pattern of each topic found at the meetings, by its finding's id, worked out from the papers. Nine queries."""
    cells = CurrentCell.objects.filter(meeting_id__in=meetings, outcome__in=("raised", "partly_raised"))
    assessments = dict(cells.values_list("finding_id", "finding__assessment_id"))
    examined: dict[int, dict[int, set[str]]] = defaultdict(dict)
    rows = Examination.objects.filter(
        assessment__in=assessments.values(), document__in=Document.objects.published()
    )
    for assessment, document in rows.values_list("assessment", "document"):
        examined[assessment][document] = set()
    passages = Evidence.objects.filter(examination__in=rows)
    for assessment, document, strength in passages.values_list(
        "examination__assessment", "examination__document", "strength"
    ):
        examined[assessment][document].add(strength)
    known = sides_on_record(meetings)
    found = {}
    for finding, meeting in cells.values_list("finding_id", "meeting_id"):
        papers = examined[assessments[finding]]
        readouts = [(readout, _paper(readout, papers)) for readout in known.readouts[meeting]]
        joint = [paper for readout, paper in readouts if readout.document.is_joint]
        own = [(readout, paper) for readout, paper in readouts if not readout.document.is_joint]
        sides = {*known.members[meeting], *(side for readout, _paper in own for side in readout.sides)}
        said = [statement_of([paper for readout, paper in own if side in readout.sides]) for side in sides]
        found[finding] = pattern_of(statement_of(joint) if joint else None, said)
    return found


def _paper(readout: SideReadout, examined: dict[int, set[str]]) -> ComparedPaper:
    strengths = examined.get(readout.document.pk, set())
    return ComparedPaper(
        readout.document.is_read_whole,
        readout.document.was_examined,
        readout.document.pk in examined,
        "full" in strengths,
        bool(strengths),
    )
