"""What the papers of a meeting say, passage by passage: each passage once, with every topic that it proves. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agenda.translated import Said


@dataclass(frozen=True)
class CitedTopic:
    """The finding on a topic that a passage proves, and whether it proves only a part of it."""

    finding: Any
    is_partial: bool


@dataclass
class CitedPassage:
    """A passage in its own words (`quote`) or ours (`summary`, in the reader's language).

    It has neither where only its place is on record.
    """

    paragraph: int | None
    quote: str
    summary: Said
    is_in_current_version: bool = True
    topics: list[CitedTopic] = field(default_factory=list)


@dataclass
class CitedDocument:
    """A document and the passages of it that prove something, in the order of its paragraphs."""

    document: Any
    passages: list[CitedPassage] = field(default_factory=list)


def cited_documents(findings: Iterable[Any]) -> list[CitedDocument]:
    """The documents that prove the findings (which carry `proof`, see `attach_proof`), joint papers first."""
    documents: dict[int, CitedDocument] = {}
    passages: dict[tuple[int, int | None, str, str], CitedPassage] = {}
    for finding in findings:
        for evidence in finding.proof:
            cited = documents.setdefault(evidence.document.pk, CitedDocument(evidence.document))
            key = evidence.document.pk, evidence.paragraph, evidence.quote, evidence.summary
            if key not in passages:
                is_current = evidence.is_in_current_version
                ours = evidence.reader.summary
                passages[key] = CitedPassage(evidence.paragraph, evidence.quote, ours, is_current)
                cited.passages.append(passages[key])
            passages[key].topics.append(CitedTopic(finding, evidence.strength == "partial"))
    for cited in documents.values():
        cited.passages.sort(key=lambda passage: (passage.paragraph is None, passage.paragraph or 0))
    return sorted(documents.values(), key=lambda cited: (not cited.document.is_joint, cited.document.slug))
