"""Chains of a record: judgements and findings that supersede each other, none of which is ever changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import RECORD_ACCOUNT, Noun
from agenda.intake.files.lists import SourceRow
from agenda.intake.plan.plan import CHANGED, CREATED, REFUSED, UNCHANGED, ImportPlan, Result
from agenda.intake.write import bulk
from agenda.models import Assessment

from .merge import KEPT, raise_refused

Key = tuple[str, ...]
Chain = list[tuple[dict, int]]
"""(row, number) of what supersedes each other, oldest first."""


def key_of(noun: Noun, row: dict) -> Key:
    return tuple(row[name] for name in noun.key)


def chains_on_record(noun: Noun) -> dict[Key, Chain]:
    """Each chain on record, by the noun's key."""
    is_findings = noun is NAMED["findings"]
    positions = _positions() if is_findings else {}
    found = defaultdict(list)
    for instance in noun.instances():
        if is_findings:
            instance.position = positions[instance.assessment_id]
        row = noun.of(instance)
        if is_findings:
            row["decided_by"] = None if row["decided_by"] == RECORD_ACCOUNT else row["decided_by"]
            same_day = row["decided_on"] == instance.assessment.assessed_at.date().isoformat()
            row["decided_on"] = None if same_day else row["decided_on"]
        found[key_of(noun, row)].append((row, instance.pk))
    return found


def _positions() -> dict[int, int | None]:
    """The place of each assessment in its coder's chain, counted from 1; None for the last of a chain."""
    chains = defaultdict(list)
    columns = ("pk", "meeting_id", "topic_id", "assessed_by_id")
    for pk, *cell in Assessment.objects.order_by("pk").values_list(*columns):
        chains[tuple(cell)].append(pk)
    return {
        pk: None if pk == chain[-1] else place
        for chain in chains.values()
        for place, pk in enumerate(chain, start=1)
    }


class ChainPlanner:
    """Plans and writes one file of chains: what follows what is on record is appended, where ours goes on it is kept.

    Where the two part ways, only the file's last row is appended. `left_out` says by line why a row is not written.
    """

    noun: Noun

    def __init__(self, rows: Sequence[SourceRow], plan: ImportPlan):
        self.stored, self.plan = chains_on_record(self.noun), plan
        self.left_out: dict[int, str] = {}
        self.theirs: dict[Key, list[SourceRow]] = defaultdict(list)
        for row in rows:
            canonical = replace(row, values=self.read(row.values))
            self.theirs[key_of(self.noun, canonical.values)].append(canonical)

    def read(self, values: dict) -> dict:
        """The canonical row of what stands in the file."""
        return self.noun.canonical(values)

    def write(self) -> None:
        """Plan every chain and append what is new. Raises RecordRefused."""
        chains = [self._new_rows(key, theirs) for key, theirs in self.theirs.items()]
        raise_refused(self.plan)
        for links in zip_longest(*chains):  # in rounds: whatever a row supersedes was written in one before
            rows = [row.values for row in links if row]
            numbered = list(zip(bulk.reserve(self.noun.model, len(rows)), rows, strict=True))
            self.append(numbered)
            for number, row in numbered:
                self.stored[key_of(self.noun, row)].append((row, number))

    def append(self, numbered: list[tuple[int, dict]]) -> None:
        """Write new rows of different chains, each with the number it gets."""
        raise NotImplementedError

    def newest(self, row: dict) -> int | None:
        """The number of the newest row on record of the same chain."""
        chain = self.stored.get(key_of(self.noun, row))
        return chain[-1][1] if chain else None

    def settle(self, ours: Chain, new: list[SourceRow]) -> tuple[str, list[SourceRow]]:
        """What becomes of the new rows of a chain, and which are written; broken rules are noted by `refuse`."""
        return CHANGED if ours else CREATED, new

    def why_kept(self, ours: Chain) -> str:
        """Why a chain stays as it is here; "" where there is nothing to say."""
        return ""

    def refuse(self, row: SourceRow, sentences: list[str]) -> bool:
        """Note what is wrong with a row, if anything; is there?"""
        if sentences:
            key = " × ".join(key_of(self.noun, row.values))
            self.plan.results.append(Result(row.file, row.line, key, REFUSED, messages=sentences))
        return bool(sentences)

    def _new_rows(self, key: Key, theirs: list[SourceRow]) -> list[SourceRow]:
        """The rows of one chain that are to be written; what becomes of each of its rows is noted in the plan."""
        ours = self.stored.get(key, [])
        state, new, written = UNCHANGED, _following(ours, theirs), list[SourceRow]()
        if new is None:
            state, new = KEPT, theirs[-1:]
        elif new:
            state, written = self.settle(ours, new)
        if state == KEPT and (why := self.why_kept(ours)):
            self.left_out[theirs[-1].line] = why
        for row in theirs:
            why = self.left_out.get(row.line, "")
            became = KEPT if why else state if row in new else UNCHANGED
            result = Result(row.file, row.line, " × ".join(key), became, messages=[why] if why else [])
            self.plan.results.append(result)
        return written


def _following(ours: Chain, theirs: list[SourceRow]) -> list[SourceRow] | None:
    """The rows that follow what is on record; [] when nothing is new, None when ours goes on further."""
    stored, named = [row for row, _number in ours], [row.values for row in theirs]
    if named[-1] in stored:
        return [] if named[-1] == stored[-1] else None
    return theirs[len(stored) :] if stored == named[: len(stored)] else theirs[-1:]
