"""Which columns an import of each kind takes, and which of a file's headers means which."""

from dataclasses import replace

from agenda.catalogue import TABLES
from agenda.catalogue.files import NOUNS, Noun
from agenda.catalogue.stored import Abstract

from .values import keyed

KINDS = ("meetings", "documents", "topics", "recommendations", "assessments", "dialogues", "actors")
TABLE_NOUNS = {
    noun.name: replace(noun, columns=tuple(c for c in noun.columns if not isinstance(c, Abstract)))
    for noun in NOUNS
    if noun.name in KINDS
}
ASSESSMENT_FIELDS = ("meeting", "dialogue", "held_on", "topic", "outcome", "depth", "is_excluded", "confidence", "note",
                     "examined", "document", "paragraph", "strength", "summary", "quote", "prefix", "suffix",
                     "evidence")  # fmt: skip
LEAVE_OUT = "-"
"""What a hand chooses for a column that is to be left out."""

SYNONYMS = {
    "actors": {"slug": "id key", "name": "actor 名称", "iso_code": "iso country_code", "parent": "state country side"},
    "dialogues": {"slug": "id key forum", "name": "dialogue 名称", "short_name": "short abbreviation acronym 略称",
                  "other_names": "aliases also_known_as", "note": "notes remarks 備考"},
    "topics": {"code": "id key slug", "name": "topic title issue subject 議題", "parent": "broader",
               "definition": "description meaning 定義", "aliases": "synonyms keywords words"},
    "meetings": {"slug": "id key", "dialogue": "forum dialog 対話", "title": "name meeting event 会合 会議",
                 "held_on": "date day held meeting_date 日付 開催日", "place": "location venue city 場所",
                 "note": "notes remarks 備考"},
    "documents": {"slug": "id key", "title": "name document 題名", "url": "source_url link address source",
                  "issued_on": "date issued published_on publication_date 日付", "issued_by": "issuers",
                  "publisher": "published_by organization organisation 発行者", "archive_url": "archive",
                  "language": "lang", "meeting": "event 会合 会議", "note": "notes remarks 備考"},
    "recommendations": {"code": "id key", "dialogues": "forum forums dialogue", "by": "recommender recommended_by author",
                        "topic": "issue subject 議題", "made_on": "date made 日付", "locator": "paragraph page place",
                        "summary": "recommendation text"},
    "assessments": {"meeting": "meeting_slug event 会合 会議", "dialogue": "forum 対話",
                    "held_on": "date meeting_date 日付 開催日",
                    "topic": "topic_code code issue subject theme agenda_item 議題",
                    "outcome": "verdict result raised mentioned status state coding 結果", "is_excluded": "excluded",
                    "examined": "documents examined_documents", "note": "notes remarks comment comments 備考",
                    "document": "source readout", "paragraph": "para para_no 段落", "summary": "passage",
                    "quote": "quotation 引用"},
}  # fmt: skip


def names_of(kind: str) -> list[str]:
    """The columns an import of that kind takes, in order."""
    if kind == "assessments":
        return list(ASSESSMENT_FIELDS)
    return [name for column in TABLE_NOUNS[kind].columns for name in column.names]


def matched(kind: str, headers: list[str]) -> list[str | None]:
    """For each header the column it means, LEAVE_OUT for what is worked out and never taken, None for one unknown."""
    names = names_of(kind)
    known = {keyed(name): name for name in names}
    exact = {keyed(header) for header in headers} & set(known)
    for name, words in SYNONYMS[kind].items():
        known |= {
            keyed(word): name
            for word in words.split()
            if keyed(word) not in exact and keyed(word) not in known
        }
    # Our own lists give a page's address as “url”; a document's own address stands there as “source_url”.
    is_ours = kind == "documents" and "source_url" in {keyed(header) for header in headers}
    if is_ours:
        known |= {"url": LEAVE_OUT, "source_url": "url"}
    table = TABLES["findings" if kind == "assessments" else kind]
    worked_out = {keyed(name) for name in (*table.names, "json", "date_precision")}
    taken: set[str] = set()
    result: list[str | None] = []
    for header in headers:
        name = known.get(keyed(header)) or (LEAVE_OUT if keyed(header) in worked_out else None)
        if name in taken:
            name = None
        if name and name != LEAVE_OUT:
            taken.add(name)
        result.append(name)
    return result


def noun_of(kind: str) -> Noun:
    return TABLE_NOUNS[kind]
