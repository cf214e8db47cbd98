"""The merge policies of a record's assessments and findings. Every rule of proof is asked of what is appended."""

from collections.abc import Sequence

from django.contrib.auth import get_user_model

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import RECORD_ACCOUNT
from agenda.catalogue.related import noon
from agenda.intake.files.lists import SourceRow
from agenda.intake.plan.cells import Judged
from agenda.intake.plan.plan import CHANGED, ImportPlan, quiet
from agenda.intake.plan.proof import ProofContext, shape_problems
from agenda.intake.write import bulk
from agenda.intake.write.write_assessments import AssessmentWriter, Numbered
from agenda.intake.write.write_judgements import FINDING, finding_row
from agenda.models import (
    Body,
    CodebookVersion,
    Document,
    Evidence,
    Finding,
    KeptCourse,
    Meeting,
    Merger,
    Topic,
)

from .chains import ChainPlanner
from .merge import KEPT, Keys


class AssessmentChains(ChainPlanner):
    """What coders judged since; a summary that arrives later is filled in without a new judgement."""

    noun = NAMED["assessments"]

    def __init__(self, rows: Sequence[SourceRow], plan: ImportPlan, keys: Keys, by):
        self.merged = Merger.objects.keys_now("document")
        super().__init__(rows, plan)
        self.keys, self.proof, self.by = keys, ProofContext(), by
        self.coders = dict(get_user_model().objects.values_list("username", "pk"))
        self.writer = AssessmentWriter(by, "", quiet)

    def read(self, values):
        """Documents that were merged here are those that stayed."""
        row = super().read(values)
        if self.merged.keys() & {*row["examined"]}:
            row["examined"] = sorted({self.merged.get(slug, slug) for slug in row["examined"]})
            for passage in row["evidence"]:
                passage["document"] = self.merged.get(passage["document"], passage["document"])
        return row

    def settle(self, ours, new):
        last = new[-1]
        if ours and (summaries := _late_summaries(ours[-1][0], last.values)):
            _fill_in(ours[-1][1], summaries)
            return CHANGED, []
        self.refuse(last, self.broken(last.values))
        return super().settle(ours, new)

    def broken(self, row: dict) -> list[str]:
        """What the row's judgement lacks."""
        if lost := self.keys.lost(self.noun, row, ("meeting", "topic", "coder", "examined")):
            return lost
        passages = [item["document"] for item in row["evidence"]]
        cell = (row["meeting"], row["topic"], int(row["codebook_version"]))
        found = self.proof.problems(*cell, row["outcome"], row["examined"], passages)
        found |= shape_problems(row["outcome"], row["depth"], row["is_excluded"])
        return [f"{name}: {sentence}" for name, sentence in found.items()]

    def append(self, numbered):
        # What the rules' checks and the sums look up.
        bulk.take_stock(Topic, CodebookVersion, Meeting, Document, Body, *bulk.SIDES, KeptCourse)
        self.writer.write([(number, self.judged(row)) for number, row in numbered])

    def judged(self, row: dict) -> Judged:
        """The judgement of a canonical row, as the writer takes it."""
        passages = (
            (e["document"], e["paragraph"], e["strength"], e["summary"], "", "", "") for e in row["evidence"]
        )
        return Judged(
            **{name: row[name] for name in ("meeting", "topic", "outcome", "depth", "is_excluded", "confidence", "note")},
            examined=tuple(row["examined"]), evidence=tuple(passages), by=self.coders[row["coder"]],
            version=int(row["codebook_version"]), at=noon(row["assessed_on"]), is_self_coded=row["is_self_coded"],
            supersedes=self.newest(row),
        )  # fmt: skip


def _late_summaries(ours: dict, theirs: dict) -> dict[tuple, str]:
    """{(document, paragraph, strength): summary} when the file only adds summaries that were empty; else {}."""

    def without(row: dict) -> dict:
        bare = [item | {"summary": ""} for item in row["evidence"]]
        return row | {"evidence": bare, "assessed_on": ""}

    pairs = list(zip(ours["evidence"], theirs["evidence"], strict=False))
    if without(ours) != without(theirs) or any(
        old["summary"] not in ("", new["summary"]) for old, new in pairs
    ):
        return {}
    return {
        (new["document"], new["paragraph"], new["strength"]): new["summary"]
        for old, new in pairs
        if old["summary"] != new["summary"]
    }


def _fill_in(assessment: int, summaries: dict[tuple, str]) -> None:
    bare = Evidence.objects.filter(examination__assessment=assessment, summary="")
    for evidence in bare.select_related("examination__document"):
        place = (evidence.examination.document.slug, evidence.paragraph, evidence.strength)
        if place in summaries:
            evidence.summary = summaries[place]
            evidence.save(update_fields=["summary"])


class FindingChains(ChainPlanner):
    """What was decided since, resting on `assessments`; a cell that someone else decided here is kept as they decided it."""

    noun = NAMED["findings"]

    def __init__(self, rows: Sequence[SourceRow], plan: ImportPlan, assessments: AssessmentChains):
        super().__init__(rows, plan)
        self.assessments = assessments

    def settle(self, ours, new):
        refused = [self.refuse(row, self._broken(row.values)) for row in new]
        if ours and (ours[-1][0]["decided_by"] or RECORD_ACCOUNT) != self.assessments.by.username:
            return KEPT, []
        return super().settle(ours, new if any(refused) else self._standing(new))

    def why_kept(self, ours):
        last = ours[-1][0]
        verb = "withdrawn" if last["status"] == Finding.Status.WITHDRAWN else "decided"
        return f"{verb} here by {last['decided_by'] or RECORD_ACCOUNT}"

    def _broken(self, row: dict) -> list[str]:
        chain = self.assessments.stored.get((row["meeting"], row["topic"], row["coder"]))
        if not chain or (row["assessment"] or 1) > len(chain):
            return [f"coder: {row['coder']} has no such assessment of this cell"]
        if row["status"] != Finding.Status.PUBLISHED:
            return []
        return [*self.assessments.proof.publication_problems(self._assessment(row)[0]["examined"]).values()]

    def _assessment(self, row: dict) -> tuple[dict, int]:
        """(row, number) of the assessment that a finding rests on."""
        chain = self.assessments.stored[row["meeting"], row["topic"], row["coder"]]
        return chain[row["assessment"] - 1 if row["assessment"] else -1]

    def _standing(self, new: list[SourceRow]) -> list[SourceRow]:
        """The rows without superseded ones that would break a rule of today, which the database refuses."""
        broken = [row for row in new[:-1] if self.assessments.broken(self._assessment(row.values)[0])]
        self.left_out |= {row.line: "an earlier finding breaks a rule of today, left out" for row in broken}
        return [row for row in new if row not in broken]

    def append(self, numbered):
        writer = self.assessments.writer
        rows = (finding_row(number, self._decided(row), writer) for number, row in numbered)
        bulk.insert(Finding, FINDING, list(rows))

    def _decided(self, row: dict) -> Numbered:
        """The judgement that a finding rests on, decided on its own day by its own account where the row names no other."""
        judged_row, number = self._assessment(row)
        judged = self.assessments.judged(judged_row)
        judged.by = self.assessments.coders[row["decided_by"] or self.assessments.by.username]
        judged.at = noon(row["decided_on"] or judged_row["assessed_on"])
        judged.more = {name: row[name] for name in ("basis", "status", "reason")}
        judged.finding = self.newest(row)
        return number, judged
