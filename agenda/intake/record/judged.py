"""The merge policies of a record's assessments and findings. Every rule of proof is asked of what is appended."""

from collections.abc import Sequence

from django.contrib.auth import get_user_model

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import RECORD_ACCOUNT
from agenda.catalogue.related import noon
from agenda.intake.files.lists import Problem, SourceRow
from agenda.intake.plan.cells import Judged
from agenda.intake.plan.plan import quiet
from agenda.intake.plan.proof import ProofContext, shape_problems
from agenda.intake.write import bulk
from agenda.intake.write.write_assessments import AssessmentWriter
from agenda.intake.write.write_judgements import FINDING
from agenda.models import Body, CodebookVersion, Document, Evidence, Finding, Meeting, Merger, Topic

from .chains import ChainPlanner, Link, key_of
from .merge import Keys
from .read import Report


class AssessmentChains(ChainPlanner):
    """What coders judged since; a summary that arrives later is filled in without a new judgement."""

    noun = NAMED["assessments"]

    def __init__(self, rows: Sequence[SourceRow], report: Report, keys: Keys, by):
        self.merged = Merger.objects.keys_now("document")
        super().__init__(rows, report)
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

    def settle(self, ours, chain):
        if ours and (summaries := _missing_summaries(ours[-1][0], chain[-1].row)):
            _fill_in(ours[-1][1], summaries)
            return []
        self.problems += self.broken(chain[-1].row, chain[-1].source)
        return chain

    def broken(self, row: dict, source: SourceRow) -> list[Problem]:
        """What the row's judgement lacks, by file and line."""
        key = " × ".join(key_of(self.noun, row))
        named = ("meeting", "topic", "coder", "examined")
        if lost := self.keys.lost(self.noun, source.values, named):
            return [source.problem(key, sentence) for sentence in lost]
        passages = [item["document"] for item in row["evidence"]]
        cell = (row["meeting"], row["topic"], int(row["codebook_version"]))
        found = self.proof.problems(*cell, row["outcome"], row["examined"], passages)
        found |= shape_problems(row["outcome"], row["depth"], row["is_excluded"])
        return [source.problem(key, f"{name}: {sentence}") for name, sentence in found.items()]

    def append(self, links):
        bulk.take_stock(Meeting, Topic, CodebookVersion, Document, Body)  # what the rules' checks look up
        self.writer.write([(link.number, self._judged(link)) for link in links])
        for link in links:
            self.stored[key_of(self.noun, link.row)].append((link.row, link.number))

    def _judged(self, link: Link) -> Judged:
        row = link.row
        passages = (
            (e["document"], e["paragraph"], e["strength"], e["summary"], "", "", "") for e in row["evidence"]
        )
        return Judged(
            **{name: row[name] for name in ("meeting", "topic", "outcome", "depth", "is_excluded", "confidence", "note")},
            examined=tuple(row["examined"]), evidence=tuple(passages), by=self.coders[row["coder"]],
            version=int(row["codebook_version"]), at=noon(row["assessed_on"]), is_self_coded=row["is_self_coded"],
            supersedes=link.supersedes,
        )  # fmt: skip


def _missing_summaries(ours: dict, theirs: dict) -> dict[tuple, str]:
    """{(document, paragraph, strength): summary} when the file only adds summaries that were empty; else {}."""

    def without(row: dict) -> dict:
        bare = [item | {"summary": ""} for item in row["evidence"]]
        return row | {"evidence": bare, "assessed_on": ""}

    if without(ours) != without(theirs):
        return {}
    added = {}
    for old, new in zip(ours["evidence"], theirs["evidence"], strict=True):
        if old["summary"] not in ("", new["summary"]):
            return {}
        if not old["summary"] and new["summary"]:
            added[new["document"], new["paragraph"], new["strength"]] = new["summary"]
    return added


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

    def __init__(self, rows: Sequence[SourceRow], report: Report, assessments: AssessmentChains):
        super().__init__(rows, report)
        self.assessments = assessments

    def settle(self, ours, chain):
        problems = [problem for link in chain for problem in self._broken(link)]
        self.problems += problems
        if ours and (ours[-1][0]["decided_by"] or RECORD_ACCOUNT) != self.assessments.by.username:
            return None
        return chain if problems else self._standing(chain)

    def keep(self, key, ours):
        last = ours[-1][0]
        verb = "withdrawn" if last["status"] == Finding.Status.WITHDRAWN else "decided"
        who = last["decided_by"] or RECORD_ACCOUNT
        self.report.kept.append(f"findings {' × '.join(key)}: {verb} here by {who}")

    def _broken(self, link: Link) -> list[Problem]:
        row, key = link.row, f"{link.row['meeting']} × {link.row['topic']}"
        chain = self.assessments.stored.get((row["meeting"], row["topic"], row["coder"]))
        if not chain or (row["assessment"] or 1) > len(chain):
            return [link.source.problem(key, f"coder: {row['coder']} has no such assessment of this cell")]
        if row["status"] != Finding.Status.PUBLISHED:
            return []
        examined = self._assessment(row)[0]["examined"]
        lacking = self.assessments.proof.publication_problems(examined)
        return [link.source.problem(key, sentence) for sentence in lacking.values()]

    def _assessment(self, row: dict) -> tuple[dict, int]:
        """(row, number) of the assessment that a finding rests on."""
        chain = self.assessments.stored[row["meeting"], row["topic"], row["coder"]]
        return chain[row["assessment"] - 1 if row["assessment"] else -1]

    def _standing(self, chain: list[Link]) -> list[Link]:
        """The chain without superseded links that would break a rule of today, which the database refuses."""
        kept = []
        for link in chain:
            if link is not chain[-1] and self.assessments.broken(self._assessment(link.row)[0], link.source):
                cell = f"{link.row['meeting']} × {link.row['topic']}"
                said = f"findings {cell}: an earlier finding breaks a rule of today, left out"
                self.report.kept.append(said)
            else:
                kept.append(link)
        return kept

    def append(self, links):
        bulk.insert(Finding, FINDING, [self._row(link) for link in links])

    def _row(self, link: Link) -> tuple:
        """The finding as its table takes it; decided on the day of its assessment where the file names no other."""
        row, (judged, number), writer = link.row, self._assessment(link.row), self.assessments.writer
        by = self.assessments.coders[row["decided_by"]] if row["decided_by"] else writer.by.pk
        return (
            link.number, writer.meetings[row["meeting"]], writer.topics[row["topic"]], number, judged["outcome"],
            judged["depth"], judged["is_excluded"], judged["is_self_coded"], row["basis"], row["status"], by,
            writer.moment(noon(row["decided_on"] or judged["assessed_on"])), row["reason"], link.supersedes,
        )  # fmt: skip
