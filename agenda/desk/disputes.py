"""What the adjudication shows: a meeting's coded cells, and of the open one what its coders quoted, ready to be chosen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from agenda.actions import codes_by_topic
from agenda.actions.rulings import is_agreed, is_decided
from agenda.models import Assessment, Document, Evidence, Finding, Meeting, Topic
from agenda.passages.quotes import located

from .marked import Quoted
from .our_words import our_words, words_of

KINDS = ("disputed", "settled", "agreed", "single")


@dataclass
class CodedCell:
    """A topic at the meeting with its codes as handed in. `kind`: one of KINDS."""

    topic: Topic
    codes: list[Assessment]
    kind: str
    finding: Finding | None

    @property
    def is_open(self) -> bool:
        return self.kind == "disputed"

    @property
    def code_seen(self) -> str:
        """The id of the finding that a reviewer sees, for a ruling to say which one it was made on."""
        return str(self.finding.pk) if self.finding else ""


@dataclass(frozen=True)
class Coder:
    """A coder as the page names them: by a letter, and by a name unless names are hidden."""

    letter: str
    name: str


def coded_cells(meeting: Meeting) -> list[CodedCell]:
    """The cells that somebody coded and handed in, disputes first, then by kind and topic. Two queries."""
    current = {
        f.topic_id: f for f in Finding.objects.current().filter(meeting=meeting).select_related("decided_by")
    }
    cells = []
    for topic_id, codes in codes_by_topic(meeting).items():
        finding = current.get(topic_id)
        kind = "single" if len(codes) == 1 else "agreed" if is_agreed(codes) else "disputed"
        if kind == "disputed" and is_decided(finding, codes):
            kind = "settled"
        cells.append(CodedCell(codes[0].topic, codes, kind, finding))
    return sorted(cells, key=lambda cell: (KINDS.index(cell.kind), cell.topic.reader.order))


def name_coders(cells: Iterable[CodedCell], hidden: str = "") -> None:
    """Tell each code its `coder`, by a letter in its cell; `hidden` with a letter for %s replaces their names."""
    for cell in cells:
        for letter, code in zip(ascii_uppercase, cell.codes, strict=False):
            user = code.assessed_by
            name = hidden % letter if hidden else user.get_full_name() or user.username
            code.coder = Coder(letter, name)  # type: ignore[attr-defined]


@dataclass
class Offer:
    """A passage that may prove the ruling: `item` as a draft keeps it, and the letters of those who quoted it."""

    item: dict
    letters: list[str]
    is_chosen: bool = False
    words: str = ""
    """Our words for it in the reader's language."""

    @property
    def value(self) -> str:
        """The value of its box; `desk.coding.read_form` reads it back."""
        item = self.item
        strength = item.get("strength") or "full"
        if item.get("start") is None:
            return f"{item['document']}:{item['paragraph']}:{strength}:{item.get('summary') or ''}"
        return f"{item['document']}:{item['start']}:{item['end']}:{strength}"

    @property
    def place(self) -> tuple:
        item = self.item
        return item["document"], item.get("start"), item.get("end") or item.get("paragraph")

    @property
    def in_text(self) -> tuple[int, int]:
        """Where it stands in its document, to sort by; what is known by its paragraph only stands last."""
        _slug, start, end = self.place
        return (2**31 if start is None else start), end


def offers(cell: CodedCell, chosen: list[dict], documents: list[Document]) -> list[Offer]:
    """What the cell's coders quoted and what the reviewer chose besides, each place once, in the texts' order."""
    by_slug = {document.slug: document for document in documents}
    found: dict[tuple, Offer] = {}
    ids = {code.pk: code.coder.letter for code in cell.codes}  # type: ignore[attr-defined]
    rows = Evidence.objects.filter(examination__assessment__in=ids).select_related("examination__document")
    for row in rows:
        item = _as_item(row, by_slug.get(row.examination.document.slug))
        if item is None:
            continue
        offer = found.setdefault(Offer(item, []).place, Offer(item, []))
        letter = ids[row.examination.assessment_id]
        offer.letters = sorted({*offer.letters, letter})
    for item in chosen:
        if item.get("start") is None and not item.get("paragraph"):
            continue  # words that stand in no text were refused before
        found.setdefault(Offer(item, []).place, Offer(item, [])).is_chosen = True
    told = our_words(one.item for one in found.values())
    for one in found.values():
        one.words = words_of(one.item, told)
    order = {document.slug: n for n, document in enumerate(documents)}
    return sorted(found.values(), key=lambda one: (order.get(one.place[0], len(order)), *one.in_text))


def _as_item(row: Evidence, document: Document | None) -> dict | None:
    """The passage as a draft keeps it: its place in the present text, else its paragraph; None where neither is known."""
    if document is None:
        return None
    item = {"document": document.slug, "strength": row.strength, "summary": row.summary, "quote": row.quote}
    body = document.body
    place = None
    if row.quote and body:
        place = (row.start, row.end) if row.body_id == body.pk else located(body.text, row.quote)
    if place and body:
        return item | {"start": place[0], "end": place[1], "quote": body.text[slice(*place)]}
    if row.paragraph:
        return item | {"paragraph": row.paragraph, "summary": row.summary or row.quote, "quote": ""}
    return None


def quoted_places(offered: Iterable[Offer], documents: Iterable[Document]) -> dict[int, list[Quoted]]:
    """What is to be marked in the texts, by document id."""
    ids = {document.slug: document.pk for document in documents}
    marks = defaultdict(list)
    for offer in offered:
        if offer.item.get("start") is not None and offer.item["document"] in ids:
            for letter in offer.letters:
                marks[ids[offer.item["document"]]].append(
                    Quoted(offer.item["start"], offer.item["end"], letter)
                )
    return dict(marks)


def examined_by(cell: CodedCell) -> list[str]:
    """The slugs of the documents that any of the cell's coders examined."""
    rows = Document.objects.filter(assessments__in=cell.codes).distinct()
    return list(rows.values_list("slug", flat=True))


def adopted(cell: CodedCell, letter: str, offered: Iterable[Offer]) -> dict:
    """What the coder of this letter said, as a ruling's draft; {} where nobody has the letter."""
    for code in cell.codes:
        if code.coder.letter == letter:  # type: ignore[attr-defined]
            return {
                "outcome": code.outcome,
                "depth": code.depth,
                "is_excluded": code.is_excluded,
                "passages": [offer.item for offer in offered if letter in offer.letters],
            }
    return {}
