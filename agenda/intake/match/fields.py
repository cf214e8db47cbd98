"""Which columns an import of each kind takes, and which of a file's headers means which."""

import re
from dataclasses import replace

from django.utils.translation import gettext, gettext_noop
from rapidfuzz import fuzz, process

from agenda.catalogue import TABLES
from agenda.catalogue.files import NOUNS, Noun
from agenda.intake.files.folding import header_forms, keyed
from agenda.models import Import

from .labels import label_of

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


SERIAL = {
    keyed(word)
    for word in (
        "no. nr. № # number ser. s/n 番号 項番 通番 連番 通し番号 lfd.nr. numéro rank row line "
        "timestamp zeitstempel タイムスタンプ email e-mail email_address メールアドレス"
    ).split()
}
"""Headers above numbers that only count the rows of the file, and above what forms add by themselves."""
REASON_HEADER = gettext_noop("Why it was not written")
"""Above the reasons in a file of refused rows; left out when such a file comes back."""
NEAR = 88
"""How alike a header and a name must be (0 to 100) for a slip of the pen."""
MOST_FORMS = 9
"""Parts of a header by which it may be known, see `header_forms`."""


def header_words(kind: str) -> list[str]:
    """What headers of such a table may be called, in the form of `keyed`; [] for a package."""
    if kind == Import.Kind.PACKAGE:
        return []
    words = [keyed(word) for words in _synonyms(kind).values() for word in words.split()]
    return [*dict.fromkeys([*map(keyed, names_of(kind)), *words, *_labels(kind)])]


def _labels(kind: str) -> dict[str, str]:
    """Columns by what pages call them."""
    return {keyed(label_of(name)): name for name in reversed(names_of(kind))}


def matched(kind: str, headers: list[str]) -> list[str | None]:
    """For each header the column it means, LEAVE_OUT for what is worked out and never taken, None for one unknown."""
    known = {keyed(name): name for name in names_of(kind)}
    for label, name in _labels(kind).items():
        known.setdefault(label, name)
    exact = {keyed(header) for header in headers} & set(known)
    present = {known[header] for header in exact}  # a column that bears its own name needs no other
    for column, words in _synonyms(kind).items():
        known |= {
            keyed(word): column
            for word in words.split()
            if column not in present and keyed(word) not in exact and keyed(word) not in known
        }
    # Our own lists give a page's address as “url”; a document's own address stands there as “source_url”.
    if kind == Import.Kind.DOCUMENTS and "source_url" in {keyed(header) for header in headers}:
        known |= {"url": LEAVE_OUT, "source_url": "url"}
    table = TABLES.get("findings" if kind == Import.Kind.ASSESSMENTS else kind)
    worked_out = {keyed(name) for name in (*(table.names if table else ()), "json", "date_precision")}
    if kind == Import.Kind.RECOMMENDATIONS:  # what became of them is worked out here
        worked_out |= {"outcome", *map(keyed, ASSESSMENT_FIELDS["outcome"].split())}
    worked_out |= SERIAL | {keyed(REASON_HEADER), keyed(gettext(REASON_HEADER))}
    taken: set[str] = set()
    result: list[str | None] = [None] * len(headers)
    # A header that is known as it stands goes before one known by a part of it.
    for depth in range(MOST_FORMS):
        for place, header in enumerate(headers):
            forms = [*dict.fromkeys(header_forms(header))]
            if not forms:
                result[place] = LEAVE_OUT  # “#” and other signs count rows
            if result[place] is not None or depth >= len(forms):
                continue
            means = known.get(forms[depth]) or (LEAVE_OUT if forms[depth] in worked_out else None)
            if means and means not in taken:
                result[place] = means
                taken |= {means} - {LEAVE_OUT}
    return result


def nearly_matched(kind: str, headers: list[str], names: list[str | None]) -> dict[int, str]:
    """Columns by the places of headers that are a slip of the pen away from a name that is known, or that hold one."""
    known = {keyed(name): name for name in names_of(kind)} | _labels(kind)
    for column, words in _synonyms(kind).items():
        known |= {keyed(word): column for word in words.split() if keyed(word) not in known}
    found: dict[int, str] = {}
    for place, name in _in_questions(headers, names, known):
        if name not in names and name not in found.values():
            found[place] = name
    for place, header in enumerate(headers):
        if names[place] is not None or place in found or len(keyed(header)) < 4:
            continue
        near = process.extractOne(keyed(header), [*known], scorer=fuzz.ratio, score_cutoff=NEAR)
        within = {known[part] for part in keyed(header).split("_") if len(part) > 3 and part in known}
        name = known[near[0]] if near else within.pop() if len(within) == 1 else ""
        if name and name not in names and name not in found.values():
            found[place] = name
    return found


UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
"""Words of scripts that set none apart: a form's question holds the column's name somewhere."""


def _in_questions(
    headers: list[str], names: list[str | None], known: dict[str, str]
) -> list[tuple[int, str]]:
    """(place, column) of headers in which names of columns stand unspaced; those that hold most of them first.

    Of several names in a header the longest counts, of two as long the last, where the noun stands.
    """
    words = {word: name for word, name in known.items() if UNSPACED.fullmatch(word)}
    scored = []
    for place, header in enumerate(headers):
        inside = [(len(word), header.rfind(word), name) for word, name in words.items() if word in header]
        if names[place] is None and inside:
            _length, _at, name = max(inside)
            scored.append((sum(length for length, _at, means in inside if means == name), place, name))
    return [(place, name) for _score, place, name in sorted(scored, key=lambda one: (-one[0], one[1]))]


def noun_of(kind: str) -> Noun:
    return TABLE_NOUNS[kind]
