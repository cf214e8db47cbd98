"""Which columns an import of each kind takes, and which of a file's headers means which."""

from dataclasses import replace

from agenda.catalogue import TABLES
from agenda.catalogue.files import NOUNS, Noun
from agenda.models import Import

from .values import keyed

TABLE_NOUNS = {
    noun.name: replace(noun, columns=tuple(column for column in noun.columns if column.in_tables))
    for noun in NOUNS
    if noun.name in Import.Kind.values and not noun.is_chain
}
"""The kinds of import whose rows are rows of one noun, in the order in which they name one another."""
PACKAGE_NOUNS = tuple(noun.name for noun in NOUNS if noun.name in TABLES and not noun.is_chain)
PACKAGE_TABLES = (*PACKAGE_NOUNS, "findings", "examinations", "evidence")
"""The tables of a release in the order in which they name one another."""
ASSESSMENT_FIELDS = {
    "meeting": "meeting_slug event 会合 会議",
    "dialogue": "forum 対話",
    "held_on": "date meeting_date 日付 開催日",
    "topic": "topic_code code issue subject theme agenda_item 議題",
    "outcome": "verdict result raised mentioned status state coding 結果",
    "depth": "",
    "is_excluded": "excluded",
    "confidence": "",
    "note": "notes remarks comment comments 備考",
    "examined": "documents examined_documents",
    "document": "source readout",
    "paragraph": "para para_no 段落",
    "strength": "",
    "summary": "passage",
    "quote": "quotation 引用",
    "prefix": "",
    "suffix": "",
    "evidence": "",
}
"""The columns of a table of assessments, a row a cell or a passage, with their synonyms."""
LEAVE_OUT = "-"
"""What the user chooses for a column that is to be left out."""


def names_of(kind: str) -> list[str]:
    """The columns an import of that kind takes, in order."""
    if kind == Import.Kind.ASSESSMENTS:
        return list(ASSESSMENT_FIELDS)
    return [name for column in TABLE_NOUNS[kind].columns for name in column.names]


def _synonyms(kind: str) -> dict[str, str]:
    if kind == Import.Kind.ASSESSMENTS:
        return ASSESSMENT_FIELDS
    return {column.name: column.synonyms for column in TABLE_NOUNS[kind].columns}


def matched(kind: str, headers: list[str]) -> list[str | None]:
    """For each header the column it means, LEAVE_OUT for what is worked out and never taken, None for one unknown."""
    known = {keyed(name): name for name in names_of(kind)}
    exact = {keyed(header) for header in headers} & set(known)
    for column, words in _synonyms(kind).items():
        known |= {
            keyed(word): column
            for word in words.split()
            if keyed(word) not in exact and keyed(word) not in known
        }
    # Our own lists give a page's address as “url”; a document's own address stands there as “source_url”.
    if kind == Import.Kind.DOCUMENTS and "source_url" in {keyed(header) for header in headers}:
        known |= {"url": LEAVE_OUT, "source_url": "url"}
    table = TABLES.get("findings" if kind == Import.Kind.ASSESSMENTS else kind)
    worked_out = {keyed(name) for name in (*(table.names if table else ()), "json", "date_precision")}
    taken: set[str] = set()
    result: list[str | None] = []
    for header in headers:
        name: str | None = known.get(keyed(header)) or (LEAVE_OUT if keyed(header) in worked_out else None)
        if name in taken:
            name = None
        if name and name != LEAVE_OUT:
            taken.add(name)
        result.append(name)
    return result


def noun_of(kind: str) -> Noun:
    return TABLE_NOUNS[kind]
