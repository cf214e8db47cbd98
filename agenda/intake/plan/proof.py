"""The rule of proof as imports and the record's loader ask it: everything by slug, code and number."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from agenda.models import CodebookVersion, Dialogue, Document, Meeting, Topic
from agenda.rules.papers import paper_of
from agenda.rules.proof import NEEDS_A_PASSAGE, Cell, Paper, problems, publication_problems


class ProofContext:
    """Meetings, documents, scope and codebook versions as `rules.proof` needs them, those on record and those planned.

    `documents` are (slug of the meeting or None, unsaved document), `meetings` (slug, slug of the dialogue, is it held?)
    that the same import will write.
    """

    def __init__(
        self,
        documents: Iterable[tuple[str | None, Document]] = (),
        meetings: Iterable[tuple[str, str, bool]] = (),
    ):
        stored = Document.objects.select_related("meeting").prefetch_related("bodies")
        self.papers: dict[str, Paper] = {}
        self.readable: set[str] = set()
        """Slugs of the readouts that count as examined where nobody says what was."""
        for document in stored:
            self._add(document.meeting.slug if document.meeting else None, document)
        for meeting, document in documents:
            self._add(meeting, document)
        self.of_meeting: dict[str, list[Paper]] = defaultdict(list)
        for _slug, paper in sorted(self.papers.items()):
            self.of_meeting[str(paper.meeting)].append(paper)
        rows = Meeting.objects.values_list("slug", "dialogue__slug", "status")
        self.meetings = {slug: (forum, status == Meeting.Status.HELD) for slug, forum, status in rows}
        self.meetings |= {slug: (forum, is_held) for slug, forum, is_held in meetings}
        self.codes = {version.number: frozenset(version.codes) for version in CodebookVersion.objects.all()}
        through = Dialogue.out_of_scope.through.objects
        self.out_of_scope = set(through.values_list("dialogue__slug", "topic__code"))

    def _add(self, meeting: str | None, document: Document) -> None:
        slug = document.slug
        self.papers[slug] = replace(paper_of(document, slug), meeting=meeting)
        (self.readable.add if document.was_examined else self.readable.discard)(slug)

    @property
    def newest(self) -> int:
        """The number of the codebook version in force; 1 where there is none yet."""
        return max(self.codes, default=1)

    def plan_version(self, number: int, codes: Iterable[str]) -> None:
        """Let a version that the import will make count as it will be: with every topic there is then."""
        if not self.codes.get(number):
            self.codes[number] = frozenset(codes)

    def problems(
        self,
        meeting: str,
        topic: str,
        version: int,
        outcome: str,
        examined: Iterable[str],
        passages: Collection[str],
    ) -> dict[str, str]:
        """What the judgement lacks, as {field: sentence}; `passages` names the document of each passage."""
        if meeting not in self.meetings:
            return {"meeting": _("The meeting's own row is refused.")}
        forum, is_held = self.meetings[meeting]
        cell = Cell(
            meeting=meeting,
            is_held=is_held,
            topic=topic,
            codes=self.codes.get(version),
            is_in_scope=(forum, topic) not in self.out_of_scope,
            papers=self.of_meeting.get(meeting, ()),
        )
        return problems(cell, outcome, [self.papers[slug] for slug in examined], list(passages))

    def publication_problems(self, examined: Iterable[str]) -> dict[str, str]:
        """What keeps a judgement that rests on these documents from being published, as {field: sentence}."""
        return publication_problems([self.papers[slug] for slug in examined])


def shape_problems(outcome: str, depth: str, is_excluded: bool) -> dict[str, str]:
    """What does not go together in a judgement by itself, as {field: sentence}."""
    found = {}
    if depth and outcome not in NEEDS_A_PASSAGE:
        found["depth"] = _("Only a topic that was raised has a depth.")
    if is_excluded and outcome != "not_raised":
        found["is_excluded"] = _("“Explicitly excluded” goes with “not mentioned” only.")
    return found


def topic_codes() -> set[str]:
    """The code of every topic on record."""
    return set(Topic.objects.values_list("code", flat=True))
