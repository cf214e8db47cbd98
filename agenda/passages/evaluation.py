"""Measure suggestions against hand-made judgements (`manage.py evaluate_passages` prints this)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .codebook import Codebook
from .language import language_of
from .rank import Suggestion, suggest

Row = dict[str, Any]
"""A hand-made judgement: file, topic, status and passages."""
PRESENT = ("raised", "partly_raised")
DECLARED = re.compile(r"^LANGUAGE:\s*([A-Za-z-]+)\s*$", re.MULTILINE)


def header_end(text: str) -> int:
    """Where the body starts in a file with a header closed by a line of three dashes; 0 without one."""
    if not text.startswith(("TITLE:", "PUBLISHER:", "DATE:", "URL:")):
        return 0
    end = text.find("\n---\n")
    return end + 5 if end >= 0 else 0


def text_language(text: str) -> str:
    """The language tag of a file: what its header says, else what its script tells, else en."""
    declared = DECLARED.search(text, 0, header_end(text))
    return language_of(text[header_end(text) :], declared[1] if declared else "") or "en"


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Do two passages share at least half of the shorter of the two?"""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and 2 * shared >= min(a[1] - a[0], b[1] - b[0])


@dataclass
class Counts:
    """What adds up to the figures, for one topic or for all."""

    pairs: int = 0  # document-topic pairs with a gold passage
    hit_at: dict[int, int] = field(default_factory=lambda: {1: 0, 3: 0})
    first: int = 0  # pairs for which there was a first suggestion and absence or presence is known
    first_right: int = 0
    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    n: int = 0

    def figures(self) -> dict[str, float | int | None]:
        precision = _ratio(self.true_positive, self.true_positive + self.false_positive)
        recall = _ratio(self.true_positive, self.true_positive + self.false_negative)
        both = (precision or 0) + (recall or 0)
        return {
            "recall_at_1": _ratio(self.hit_at[1], self.pairs),
            "recall_at_3": _ratio(self.hit_at[3], self.pairs),
            "precision_at_1": _ratio(self.first_right, self.first),
            "document_precision": precision,
            "document_recall": recall,
            "document_f1": round(2 * precision * recall / both, 4)
            if precision and recall
            else (0.0 if self.n else None),
            "n": self.n,
        }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def evaluate(gold: list[Row], directory: Path, codebook: Codebook) -> dict[str, Any]:
    """{"overall": figures, "languages": {tag: figures}, "topics": {code: figures}, "errors": …} for gold of the
    form of gold-dev.json, whose files are in the directory.

    Raises ValueError, naming the row, for a missing file, an unknown topic or status, or malformed passages.
    """
    topics: dict[str, Counts] = defaultdict(Counts)
    languages: dict[str, Counts] = defaultdict(Counts)
    overall, errors = Counts(), []
    by_file = defaultdict(list)
    for number, row in enumerate(gold, start=1):
        by_file[_checked(row, number, codebook)["file"]].append(row)
    for name, rows in by_file.items():
        text = _read(directory, name)
        language = text_language(text)
        suggestions = suggest(text, codebook, start=header_end(text), language=language)
        for row in rows:
            code = row["topic"].replace("_", "-")
            tallies = (topics[code], languages[language], overall)
            if wrong := _count(row, suggestions.get(code, []), tallies):
                errors.append({"file": name, "topic": code, "language": language, "what": wrong})
    return {
        "overall": overall.figures(),
        "languages": {tag: languages[tag].figures() for tag in sorted(languages)},
        "topics": {code: topics[code].figures() for code in sorted(topics)},
        "errors": errors,
    }


def _read(directory: Path, name: str) -> str:
    """The text of a file named in the gold, whose folder may be the directory itself."""
    path = directory / name
    if not path.exists() and (directory / Path(name).name).exists():
        path = directory / Path(name).name
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{name}: cannot be read: {error}") from None


def _checked(row: Any, number: int, codebook: Codebook) -> Row:
    if not isinstance(row, dict) or not {"file", "topic", "status"} <= set(row):
        raise ValueError(f"row {number}: needs file, topic and status")
    if str(row["topic"]).replace("_", "-") not in codebook.codes:
        raise ValueError(f"row {number}: there is no topic {row['topic']!r} in the codebook")
    if row["status"] not in (*PRESENT, "not_raised", "not_raised_in_excerpt"):
        raise ValueError(f"row {number}: unknown status {row['status']!r}")
    for passage in row.get("passages", []):
        if not isinstance(passage.get("start"), int) or not isinstance(passage.get("end"), int):
            raise ValueError(f"row {number}: a passage needs start and end")
    return row


def _count(row: Row, suggestions: list[Suggestion], tallies: tuple[Counts, ...]) -> str:
    """Add one row to every tally; returns what was wrong, or ""."""
    golden = [(p["start"], p["end"]) for p in row.get("passages", [])]
    hits = [any(overlaps((s.start, s.end), g) for g in golden) for s in suggestions[:3]]
    is_present, found = row["status"] in PRESENT, bool(suggestions)
    # In an excerpt only presence is known, so a suggestion there is neither right nor wrong.
    knows_absence = row["status"] == "not_raised" and row.get("doc_complete", "full") == "full"
    for tally in tallies:
        tally.n += 1
        if golden:
            tally.pairs += 1
            tally.hit_at[1] += any(hits[:1])
            tally.hit_at[3] += any(hits)
        if found and (is_present or knows_absence):
            tally.first += 1
            tally.first_right += bool(hits and hits[0])
        tally.true_positive += is_present and found
        tally.false_negative += is_present and not found
        tally.false_positive += knows_absence and found
    if is_present and not found:
        return "missed"
    if knows_absence and found:
        return f"false: {suggestions[0].reason}"
    return "" if not golden or any(hits) else "no passage among the first three"
