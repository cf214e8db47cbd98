"""The judgements of a made-up record: rows of assessments, examinations, evidence and findings, meeting by meeting."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .nouns import IN_PART, WHOLE, Held

AT = datetime(2026, 7, 1, tzinfo=UTC)
EXAMINATION = ("id", "assessment", "document")
EVIDENCE = (
    "id",
    "examination",
    "paragraph",
    "strength",
    "summary",
    "quote",
    "prefix",
    "suffix",
    "translations",
)


@dataclass
class Batch:
    """Rows of the four tables, in the order of the columns above."""

    assessments: list[tuple] = field(default_factory=list)
    examinations: list[tuple] = field(default_factory=list)
    evidence: list[tuple] = field(default_factory=list)
    findings: list[tuple] = field(default_factory=list)


class Judge:
    """Judges meeting after meeting, in the name of two coders and a reviewer (keys of accounts)."""

    def __init__(self, coders: tuple[int, int, int], chance: random.Random):
        self.first, self.second, self.reviewer = coders
        self.chance = chance
        self.assessment = self.examination = self.evidence = self.finding = 0

    def batches(self, meetings: Iterable[Held], size: int = 20_000) -> Iterator[Batch]:
        """The rows of all meetings, about `size` findings at a time."""
        batch = Batch()
        for held in meetings:
            for topic in held.topics:
                self._judge(batch, held, topic)
            if len(batch.findings) >= size:
                yield batch
                batch = Batch()
        yield batch

    def _judge(self, batch: Batch, held: Held, topic: int) -> None:
        outcome = self._outcome(held.reading)
        is_excluded = outcome == "not_raised" and self.chance.random() < 0.01
        depth = "discussed" if outcome == "raised" and self.chance.random() < 0.5 else ""
        is_double = self.chance.random() < 0.1
        assessment = self._assess(batch, held, topic, self.first, outcome, depth, is_excluded)
        if is_double:
            self._assess(batch, held, topic, self.second, outcome, "", is_excluded)
        self.finding += 1
        basis, reason = ("agreed", "2 coders agree.") if is_double else ("single_coder", "")
        batch.findings.append(
            (self.finding, held.pk, topic, assessment, outcome, depth, is_excluded, False, basis, "published",
             self.reviewer, AT, reason, None)
        )  # fmt: skip

    def _outcome(self, reading: str) -> str:
        chance = self.chance.random()
        if reading == WHOLE:
            return "raised" if chance < 0.25 else "partly_raised" if chance < 0.35 else "not_raised"
        if reading == IN_PART and chance < 0.2:
            return "raised" if chance < 0.14 else "partly_raised"
        return "not_determinable"

    def _assess(self, batch: Batch, held: Held, topic, coder, outcome, depth, is_excluded) -> int:
        self.assessment += 1
        batch.assessments.append(
            (
                self.assessment,
                held.pk,
                topic,
                1,
                outcome,
                depth,
                is_excluded,
                "high",
                "",
                False,
                coder,
                AT,
                None,
            )
        )
        is_found = outcome in ("raised", "partly_raised")
        for paper in held.papers[:1] if is_found else held.papers:
            self.examination += 1
            batch.examinations.append((self.examination, self.assessment, paper))
            if is_found:
                self.evidence += 1
                strength = "full" if outcome == "raised" else "partial"
                batch.evidence.append(
                    (
                        self.evidence,
                        self.examination,
                        topic % 5 + 1,
                        strength,
                        "The parties took it up.",
                        "",
                        "",
                        "",
                        "{}",
                    )
                )
        return self.assessment
