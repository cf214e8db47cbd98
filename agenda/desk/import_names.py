"""Names and words of a table that nobody knows: a box for each on the import page, and the answers that come back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from agenda.intake.files.folding import folded
from agenda.intake.match.fields import TABLE_NOUNS
from agenda.intake.match.finders import Finders, NotFound
from agenda.intake.match.guesses import SURE
from agenda.intake.match.labels import SUBJECTS, label_of
from agenda.intake.match.proposals import NeededColumn, can_be_made, choices_of, needed
from agenda.intake.match.splitting import SIGNS
from agenda.models import Import

LISTED = 200
"""Rows up to which another one is picked from a list; beyond, its name is typed."""
FLAGS = (("yes", "yes"), ("no", "no"))


@dataclass(frozen=True)
class Choice:
    """One thing that a name may mean: the value posted for it, and how it is called."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class NameBox:
    """One distinct name that nobody knows."""

    number: int
    subject: str
    text: str
    header: str
    rows: int
    lines: list[int]
    said: str
    choices: list[Choice]
    needs: list[tuple[NeededColumn, str]]
    """What a new row needs, each with its label; none where no new row can be made."""
    is_word: bool
    is_date: bool
    is_new: bool = False
    """Was it said to be new, and could not be made so?"""


@dataclass(frozen=True)
class NameGroup:
    """The unknown names of one noun, or the words of one column."""

    subject: str
    label: str
    boxes: list[NameBox]
    can_be_made: bool
    others: list[tuple[str, str]]
    """(key, name) of every row to pick from; none where there are too many."""


def groups_of(batch: Import) -> list[NameGroup]:
    """The boxes for the page, by what they name."""
    by_subject: dict[str, list[NameBox]] = {}
    for number, name in enumerate(batch.summary.get("names", [])):
        by_subject.setdefault(name["subject"], []).append(_box(batch, number, name))
    return [
        NameGroup(
            subject,
            boxes[0].header or label_of(subject[1:]) if subject.startswith("=") else str(SUBJECTS[subject]),
            boxes,
            can_be_made(subject) and batch.kind != Import.Kind.ASSESSMENTS,
            [] if subject.startswith("=") else _others(subject),
        )
        for subject, boxes in by_subject.items()
    ]


def _box(batch: Import, number: int, name: dict) -> NameBox:
    subject = name["subject"]
    is_word = subject.startswith("=")
    holds_several = any(sign in name["text"] for sign in SIGNS)  # then a guess would lose all but one of them
    if is_word:
        options = _words(batch.kind, subject[1:])
        choices = [Choice(f"is:{value}", label) for value, label in options]
    else:
        choices = [
            Choice(
                f"is:{guess['key']}", guess["name"], n == 0 and guess["score"] >= SURE and not holds_several
            )
            for n, guess in enumerate(name["guesses"])
        ]
    typed = batch.choices.get("names", {}).get(subject, {}).get(folded(name["text"]), {}).get("new")
    needs = [] if is_word else [_with_typed(part, typed or {}) for part in needed(subject, name["text"])]
    return NameBox(
        number,
        subject,
        name["text"],
        name["header"],
        name["rows"],
        name["lines"],
        name["said"],
        choices,
        needs,
        is_word,
        is_word and not choices,
        typed is not None,
    )


def _with_typed(part: NeededColumn, typed: dict[str, str]) -> tuple[NeededColumn, str]:
    """The column with what a person typed for it in place of the proposal, and its label."""
    return replace(part, value=typed.get(part.name, part.value)), label_of(part.name)


def _words(kind: str, column: str) -> list[tuple[str, str]]:
    """What a word of that column may mean: its choices, or yes and no; [] for a date."""
    if column.startswith("is_"):
        return [(value, _(label)) for value, label in FLAGS]
    return choices_of(kind, column) if kind in TABLE_NOUNS else []


def _others(noun: str) -> list[tuple[str, str]]:
    model = TABLE_NOUNS[noun].model
    rows = list(model._default_manager.all()[: LISTED + 1])
    if len(rows) > LISTED:
        return []
    key = TABLE_NOUNS[noun].key[0]
    return sorted(((getattr(row, key), str(row)) for row in rows), key=lambda pair: pair[1].casefold())


def read_names(batch: Import, posted: QueryDict) -> dict[str, dict[str, dict]]:
    """The answers so far with those that were posted; a name without an answer is asked again."""
    answers = {subject: dict(said) for subject, said in batch.choices.get("names", {}).items()}
    for forgotten in posted.getlist("forget"):
        subject, _bar, text = forgotten.partition("|")
        answers.get(subject, {}).pop(text, None)
    finders = Finders()
    rest_of, _colon, rest = posted.get("rest", "").partition(":")
    for name in _posted(posted):
        number, subject, text = name
        answer = _answer(posted, number, subject, finders, batch.kind)
        if not answer and subject == rest_of and rest in ("new", "out"):
            answer = {"new": _columns(posted, number, subject)} if rest == "new" else {"out": True}
        if answer:
            answers.setdefault(subject, {})[folded(text)] = answer
    return {subject: said for subject, said in answers.items() if said}


def _posted(posted: QueryDict) -> Iterable[tuple[int, str, str]]:
    """(number, subject, text) of every box that was posted, by what the box itself says."""
    number = 0
    while (subject := posted.get(f"subject.{number}")) is not None:
        yield number, subject, posted.get(f"text.{number}", "")
        number += 1


def _answer(posted: QueryDict, number: int, subject: str, finders: Finders, kind: str) -> dict:
    """What was said about one name; {} where nothing was, or nothing that can be followed."""
    said, picked = posted.get(f"name.{number}", ""), posted.get(f"pick.{number}", "").strip()
    if picked:  # what was picked or typed goes before a guess that stood chosen
        return {"is": picked[:500] if subject.startswith("=") else _key(subject, picked, finders)}
    if said.startswith("is:"):
        return {"is": said.removeprefix("is:")[:500]}
    if said in ("out", "blank"):
        return {said: True}
    if said == "new" and can_be_made(subject) and kind != Import.Kind.ASSESSMENTS:
        return {"new": _columns(posted, number, subject)}
    return {}


def _key(subject: str, picked: str, finders: Finders) -> str:
    """The key of the row that was typed or picked; the text as it is where it names none, so that the page says so."""
    if subject not in TABLE_NOUNS:
        return picked
    try:
        return finders[subject].find(picked)
    except NotFound:
        return picked


def _columns(posted: QueryDict, number: int, subject: str) -> dict[str, str]:
    """What was typed for a new row; columns that no new row of the noun has are left."""
    known = {part.name for part in needed(subject, "x")}
    given = {name: posted.get(f"new.{number}.{name}", "").strip()[:2_000] for name in known}
    return {name: value for name, value in given.items() if value}


def answered_of(batch: Import) -> list[tuple[str, str, str]]:
    """(value to forget it by, name, what was said) of every answer, for the page to show."""
    listed, finders = [], Finders()
    for subject, answers in batch.choices.get("names", {}).items():
        for text, answer in answers.items():
            if answer.get("out"):
                said = _("its rows are left out")
            elif answer.get("blank"):
                said = _("an empty cell")
            elif "new" in answer:
                said = _("a new entry")
            else:
                said = _called(batch.kind, subject, answer["is"], finders)
            listed.append((f"{subject}|{text}", text, said))
    return listed


def _called(kind: str, subject: str, meant: str, finders: Finders) -> str:
    """What a name or word was said to be, as pages call it."""
    if subject in TABLE_NOUNS:
        return finders[subject].name_of(meant)
    return dict(_words(kind, subject[1:])).get(meant, meant)


def nouns_made(choices: dict) -> set[str]:
    """The nouns of which the choices make new rows, for which a person needs the right."""
    return {
        subject
        for subject, answers in choices.get("names", {}).items()
        if any("new" in answer for answer in answers.values())
    }
