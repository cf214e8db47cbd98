"""Plan assessments: what each cell's rows say against what is on record, with the rules of proof."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from agenda.intake.match.cell_reader import ParsedCell
from agenda.joining import listed
from agenda.models import Abstention, Assignment, Draft, Finding
from agenda.rules.proof import NEEDS_A_PASSAGE

from .cells import Judged, differences, sort_passages, stored_cells
from .plan import (
    CHANGED,
    CREATED,
    DRAFT,
    LEFT_OUT,
    REFUSED,
    UNCHANGED,
    Choices,
    ImportPlan,
    Progress,
    Result,
    quiet,
)
from .proof import ProofContext, shape_problems, topic_codes
from .quotes import Quotes


def handed_in() -> str:
    return _("You have handed this meeting in. A reviewer can send it back.")


def given_up_coding() -> str:
    return _("You gave up coding this meeting to see what others coded: somebody else must code it.")


@dataclass
class JudgementPlanner:
    """Plans the judgements of the account `by`."""

    plan: ImportPlan
    choices: Choices
    by: object
    progress: Progress = quiet
    proof: ProofContext = field(default_factory=ProofContext)

    def __post_init__(self):
        self.papers = self.proof.papers
        if not self.proof.codes:
            self.proof.plan_version(self.proof.newest, topic_codes())
        self.stored = stored_cells(self.by)
        self.quotes = Quotes(self.plan)
        self.seen: dict[tuple[str, str], tuple[str, int]] = {}
        closed = Assignment.objects.filter(analyst=self.by).exclude(submitted_at=None)
        self.closed = dict.fromkeys(closed.values_list("meeting__slug", flat=True), handed_in())
        given_up = Abstention.objects.filter(user=self.by).values_list("meeting__slug", flat=True)
        self.closed |= dict.fromkeys(given_up, given_up_coding())
        self.drafts = {
            (draft.meeting.slug, draft.topic.code): draft.content
            for draft in Draft.objects.filter(analyst=self.by).select_related("meeting", "topic")
        }

    def add(self, cells: Iterable[ParsedCell], total: int) -> None:
        """Plan what a sheet says; a cell may be judged once, whatever the number of sheets."""
        for number, parsed in enumerate(cells, start=1):
            cell = (parsed.meeting, parsed.topic)
            here = (parsed.sheet, parsed.line)
            if not parsed.problems and not parsed.out and (first := self.seen.setdefault(cell, here)) != here:
                sentence = _("This cell stands in line %(line)s of %(sheet)s already.")
                parsed.problems.append(sentence % {"line": first[1], "sheet": first[0]})
            result = self._plan(parsed, cell)
            result.places = parsed.places
            self.plan.results.append(result)
            if number % 5_000 == 0:
                self.progress("checking", number, total)

    def _plan(self, parsed: ParsedCell, cell: tuple[str, str]) -> Result:
        key = f"{parsed.meeting or '?'} × {parsed.topic or '?'}"
        if parsed.out:
            return Result(parsed.sheet, parsed.line, key, LEFT_OUT, messages=[parsed.out])
        if parsed.problems:
            return Result(parsed.sheet, parsed.line, key, REFUSED, messages=parsed.problems)
        mine, found = self.stored.mine.get(cell), self.stored.found.get(cell)
        base = (found or mine) if self.choices.publish else mine
        now = self._judged(parsed, base, found)
        if problems := parsed.problems or list(
            shape_problems(now.outcome, now.depth, now.is_excluded).values()
        ):
            return Result(parsed.sheet, parsed.line, key, REFUSED, messages=problems)
        published = found if self.choices.publish else mine
        if published is not None and published.judgement() == now.judgement():
            return Result(parsed.sheet, parsed.line, key, UNCHANGED)
        self.quotes.reword(now)
        if published is not None and published.judgement() == now.judgement():
            return Result(parsed.sheet, parsed.line, key, UNCHANGED)
        if lacking := self._lacking(now):
            is_draft = set(lacking) == {"outcome"} and not now.evidence
            sentences = list(lacking.values())
            if is_draft:
                return self._draft(parsed, key, now, sentences)
            return Result(parsed.sheet, parsed.line, key, REFUSED, messages=sentences)
        if parsed.meeting in self.closed and not self.choices.publish:
            return Result(parsed.sheet, parsed.line, key, REFUSED, messages=[self.closed[parsed.meeting]])
        if now.evidence and (problems := self.quotes.settle(now)):
            return Result(parsed.sheet, parsed.line, key, REFUSED, messages=problems)
        return self._write(parsed, key, cell, now)

    def _write(self, parsed: ParsedCell, key: str, cell: tuple[str, str], now: Judged) -> Result:
        """Note the judgement for writing; one that stands on record unpublished is only published."""
        mine, found = self.stored.mine.get(cell), self.stored.found.get(cell)
        number = self.stored.numbers.get(cell)
        now.finding = self.stored.findings.get(cell, (None, ""))[0]
        self.plan.judged.append(now)
        base = (found or mine) if self.choices.publish else mine
        changes = differences(base, now)
        if number and mine is not None and mine.judgement() == now.judgement() and not now.more:
            now.assessment = number
            changes = [("published", "", "yes"), *(differences(found, now) if found else [])]
        elif number:
            now.supersedes = number[0]
        result = Result(parsed.sheet, parsed.line, key, CREATED if base is None else CHANGED, changes)
        if self.choices.publish and self.stored.findings.get(cell, (None, ""))[1] == Finding.Status.WITHDRAWN:
            result.messages.append(_("The finding of this cell was withdrawn: this publishes a new one."))
        return result

    def _judged(self, parsed: ParsedCell, base: Judged | None, found: Judged | None) -> Judged:
        """The judgement: what the file says, and for the rest what is on record of the same outcome."""
        values = parsed.values
        if "outcome" not in values:
            parsed.problems.append(_("No outcome is given."))
            return Judged(parsed.meeting, parsed.topic, "")
        outcome = values["outcome"]
        kept = base if base is not None and base.outcome == outcome else None
        if kept is None and found is not None and found.outcome == outcome:
            kept = found  # what is published proves a code of the same outcome
        now = Judged(parsed.meeting, parsed.topic, outcome, more=values.get("more"))
        if now.more:
            now.version, now.is_self_coded = (
                int(now.more["codebook_version"]),
                now.more["is_self_coded"] == "true",
            )
            now.at = datetime.fromisoformat(now.more["decided_at"])
        for name in ("depth", "is_excluded", "confidence", "note"):
            setattr(now, name, values.get(name, getattr(kept, name) if kept else getattr(now, name)))
        if "examined" in values:
            examined = set(values["examined"])
        else:
            examined = set((kept.examined if kept else ()) or self._readable(parsed.meeting))
        if parsed.passages:
            passages = [self._with_document(parsed, passage, examined) for passage in parsed.passages]
            examined |= {passage[0] for passage in passages if passage[0] in self.papers}
            now.evidence = sort_passages(set(passages))
        elif kept and outcome in NEEDS_A_PASSAGE:
            now.evidence = kept.evidence
        now.examined = tuple(sorted(examined))
        return now

    def _with_document(self, parsed: ParsedCell, passage: tuple, examined: set[str]) -> tuple:
        """A passage that names no document is of the meeting's only readout, if there is one."""
        if passage[0]:
            return passage
        readouts = [slug for slug in examined if self.papers[slug].is_readout]
        if len(readouts) != 1:
            parsed.problems.append(
                _("Paragraph %(n)s of which document? The meeting has %(readouts)s.")
                % {"n": passage[1], "readouts": listed(sorted(readouts)) or _("no readout on record")}
            )
            return passage
        return (readouts[0], *passage[1:])

    def _lacking(self, now: Judged) -> dict[str, str]:
        """What the rule of proof says against the judgement and, where it is to be public, its publication."""
        version = now.version or self.proof.newest
        passages = [passage[0] for passage in now.evidence]
        found = self.proof.problems(now.meeting, now.topic, version, now.outcome, now.examined, passages)
        if not found and self.choices.publish:
            found = self.proof.publication_problems(now.examined)
        return found

    def _readable(self, meeting: str) -> list[str]:
        """The meeting's readouts that were read, whole or in part."""
        return [str(p.key) for p in self.proof.of_meeting.get(meeting, ()) if p.key in self.proof.readable]

    def _draft(self, parsed: ParsedCell, key: str, now: Judged, sentences: list[str]) -> Result:
        result = Result(parsed.sheet, parsed.line, key, REFUSED, messages=sentences)
        if not self.choices.drafts:
            return result
        if parsed.meeting in self.closed:
            result.messages.append(self.closed[parsed.meeting])
            return result
        before = self.drafts.get((parsed.meeting, parsed.topic))
        content = draft_content(now)
        result.changes = [("outcome", (before or {}).get("outcome", ""), now.outcome)]
        result.state = UNCHANGED if before == content else DRAFT
        if result.state == DRAFT:
            self.plan.drafts.append((parsed.meeting, parsed.topic, content))
        return result


def draft_content(now: Judged) -> dict:
    """A judgement as the desk keeps one that is not handed in."""
    return {
        "outcome": now.outcome, "depth": now.depth, "is_excluded": now.is_excluded, "confidence": now.confidence,
        "note": now.note, "examined": list(now.examined), "passages": [],
    }  # fmt: skip
