"""What proves findings, as lists of many findings say it: light rows, no models."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from agenda.models import Body, Document, Evidence
from agenda.models.base import address, is_public, words_of_choice
from agenda.models.prepared import Prepared
from agenda.passages.quotes import located
from agenda.translated import Translated

from .evidence import source_names


class ProofPaper(NamedTuple):
    """What is said of a public document that a passage stands in."""

    slug: str
    kind: str
    language: str
    url: str
    is_official: bool
    source_name: str

    def get_absolute_url(self) -> str:
        return address("document", self.slug)

    def get_kind_display(self) -> str:
        return words_of_choice(Document, "kind", self.kind)


@dataclass(frozen=True)
class ProofLine(Translated):
    """A public passage that proves a finding, read as an `Evidence` is."""

    NAMED_BY = "summary"

    paragraph: int | None
    strength: str
    quote: str
    summary: str
    translations: dict[str, dict[str, str]]
    document: ProofPaper | Document
    is_in_current_version: bool


PASSAGE = ("paragraph", "strength", "quote", "summary", "translations")
PAPER = ("slug", "kind", "language", "url", "is_official")


_PAPER = "examination__document"
_KEYS = ("examination__assessment__findings", "examination_id", f"{_PAPER}_id", f"{_PAPER}__publisher_id",
         f"{_PAPER}__issued_on", "body_id", "newest_body")  # fmt: skip


@Prepared
def _passages_of(findings: Collection[int]) -> QuerySet[Evidence, tuple[Any, ...]]:
    """The columns _KEYS, PASSAGE and PAPER of the public passages of the findings."""
    newest = Body.objects.filter(document=OuterRef(_PAPER)).order_by("-version").values("pk")
    shown = Evidence.objects.filter(
        is_public(_PAPER, Document.objects.published()), examination__assessment__findings__in=findings
    ).annotate(newest_body=Subquery(newest[:1]))
    columns = (*_KEYS, *PASSAGE, *(f"{_PAPER}__{name}" for name in PAPER))
    return shown.order_by("paragraph", "start", "pk").values_list(*columns)


class _Row(NamedTuple):
    """A passage as it is read; `passage` are the columns PASSAGE and `paper` the columns PAPER."""

    finding: int
    examination: int
    document: int
    publisher: int
    is_undated: bool
    body: int | None
    newest_body: int | None
    passage: tuple[Any, ...]
    paper: tuple[Any, ...]

    @property
    def quote(self) -> str:
        return str(self.passage[PASSAGE.index("quote")])

    @property
    def is_outdated(self) -> bool:
        """Whether the document has a newer text than the one that is quoted."""
        return bool(self.quote) and self.body != self.newest_body


def proofs_of(findings: Collection[int]) -> dict[int, list[ProofLine]]:
    """The public evidence of each of the findings by its key, the oldest document first.

    Two queries, one more where a document has a newer text than a passage was taken from, or no public publisher.
    """
    rows = _rows_of(findings)
    names = source_names({row.document: row.publisher for row in rows})
    gone = no_longer_there(
        (row.newest_body, row.quote) for row in rows if row.is_outdated and row.newest_body
    )
    found: dict[int, list[ProofLine]] = {pk: [] for pk in findings}
    for row in rows:
        paper = ProofPaper._make((*row.paper, names[row.document]))
        is_current = (row.newest_body, row.quote) not in gone
        passage = dict(zip(PASSAGE, row.passage, strict=True))
        line = ProofLine(**passage, document=paper, is_in_current_version=is_current)
        found[row.finding].append(line)
    return found


def _rows_of(findings: Collection[int]) -> list[_Row]:
    """The passages of each finding one after the other, in the order in which they are shown. One query."""
    at = len(_KEYS) + len(PASSAGE)
    rows = [
        _Row._make((*row[:4], row[4] is None, *row[5 : len(_KEYS)], row[len(_KEYS) : at], row[at:]))
        for row in _passages_of(findings)
    ]
    rows.sort(key=lambda row: (row.is_undated, row.paper[0], row.examination))
    return [row for row in rows if row.finding in findings]


def no_longer_there(outdated: Iterable[tuple[int, str]]) -> set[tuple[int | None, str]]:
    """Those of (key of a document's newest text, quote of an older one) where the quote is not in the newest one.

    One query where there are any.
    """
    quoted = set(outdated)
    if not quoted:
        return set()
    texts = dict(Body.objects.filter(pk__in={body for body, _quote in quoted}).values_list("pk", "text"))
    return {(body, quote) for body, quote in quoted if located(texts[body], quote) is None}
