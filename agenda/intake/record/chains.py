"""Chains of a record: judgements and findings that supersede each other, none of which is ever changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import RECORD_ACCOUNT, Noun
from agenda.intake.files.lists import Problem, SourceRow
from agenda.intake.write import bulk
from agenda.models import Assessment

from .read import RecordRefused, Report

Key = tuple[str, ...]
Chains = dict[Key, list[tuple[dict, int]]]
"""(row, number) of each chain, oldest first."""


def key_of(noun: Noun, row: dict) -> Key:
    return tuple(row[name] for name in noun.key)


def chains_on_record(noun: Noun) -> Chains:
    """(row, number) of each chain on record, oldest first, by the noun's key."""
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


@dataclass
class Link:
    """A row of a chain in the file; `number` and `supersedes` are set when it is to be appended."""

    row: dict
    source: SourceRow
    number: int = 0
    supersedes: int | None = None


class ChainPlanner:
    """Plans one file of chains: what follows what is on record is appended, where ours goes on further it is kept.

    Where the two part ways, only the file's last row is appended. `links` are the chains to write.
    """

    noun: Noun

    def __init__(self, rows: Sequence[SourceRow], report: Report):
        self.stored, self.report, self.counts = (
            chains_on_record(self.noun),
            report,
            report.counts[self.noun.name],
        )
        self.links: list[list[Link]] = []
        self.problems: list[Problem] = []
        self.theirs: dict[Key, list[Link]] = defaultdict(list)
        for source in rows:
            link = Link(self.read(source.values), source)
            self.theirs[key_of(self.noun, link.row)].append(link)

    def read(self, values: dict) -> dict:
        """The canonical row of what stands in the file."""
        return self.noun.canonical(values)

    def settle(self, ours: list[tuple[dict, int]], chain: list[Link]) -> list[Link] | None:
        """What of the new links is written, None to keep what is here; what is wrong goes to `problems`."""
        raise NotImplementedError

    def write(self) -> int:
        """Plan every chain and append its links; returns the number of the file's rows. Raises RecordRefused."""
        self._plan()
        if self.problems:
            raise RecordRefused(self.problems)
        numbers = iter(bulk.reserve(self.noun.model, sum(map(len, self.links))))
        for chain in self.links:
            for before, link in zip([None, *chain], chain, strict=False):
                link.number, link.supersedes = next(numbers), before.number if before else link.supersedes
        for depth in range(max(map(len, self.links), default=0)):
            # In rounds, so that whatever one supersedes was written in a round before.
            self.append([chain[depth] for chain in self.links if depth < len(chain)])
        return sum(map(len, self.theirs.values()))

    def append(self, links: list[Link]) -> None:
        """Write new links of different chains."""
        raise NotImplementedError

    def _plan(self) -> None:
        for key, theirs in self.theirs.items():
            ours = self.stored.get(key, [])
            chain = _appended(ours, theirs)
            if chain == []:
                self.counts["unchanged"] += len(theirs)
            elif chain is None or (chain := self.settle(ours, chain)) is None:
                self.counts["kept"] += 1
                self.keep(key, ours)
            else:
                self.counts["updated" if ours else "created"] += max(1, len(chain))
                if chain:
                    chain[0].supersedes = ours[-1][1] if ours else None
                    self.links.append(chain)

    def keep(self, key: Key, ours: list[tuple[dict, int]]) -> None:
        """Say why the chain stays as it is here."""


def _appended(ours: list[tuple[dict, int]], theirs: list[Link]) -> list[Link] | None:
    """The links that follow what is on record; [] when nothing is new, None when ours goes on further."""
    stored, named = [row for row, _number in ours], [link.row for link in theirs]
    if named[-1] == (stored[-1] if stored else None):
        return []
    if named[-1] in stored:
        return None
    return theirs[len(stored) :] if stored == named[: len(stored)] else theirs[-1:]
