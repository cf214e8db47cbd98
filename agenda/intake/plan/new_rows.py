"""New rows of other nouns that a person asks for because a table names them."""

from datetime import date

from django.utils.translation import gettext as _

from agenda.intake.files.folding import folded
from agenda.intake.match.answers import AnsweredNames
from agenda.intake.match.finders import Finders, NotFound
from agenda.intake.match.labels import SUBJECTS
from agenda.intake.match.proposals import needed
from agenda.joining import sentences
from agenda.written_dates import written_date

from .nouns import NounPlanner
from .plan import CREATED, REFUSED, Choices, ImportPlan, Write

ORDER = ("actors", "topics", "dialogues", "meetings", "documents")
"""Nouns that may be made, in the order in which they name one another."""


class NewRows:
    """Plans new rows of nouns that the table names; they are written before its own."""

    def __init__(self, plan: ImportPlan, choices: Choices, finders: Finders, on: date, by):
        self.plan, self.choices, self.finders, self.on, self.by = plan, choices, finders, on, by
        self.planners: dict[str, NounPlanner] = {}
        self.refused: dict[tuple[str, str], str] = {}
        self.writes: list[Write] = []

    def names(self) -> AnsweredNames:
        """Rows by name, with new ones made where a person said so."""
        return AnsweredNames(self.finders, self.choices.names, self.make)

    def make(self, noun: str, text: str, columns: dict, row: dict) -> str:
        """Plan a new row called `text`; returns its key. Raises NotFound with what is wrong with it."""
        if (noun, text) in self.refused:
            raise NotFound(self.refused[noun, text], noun, text)
        planner = self._planner(noun)
        before = len(planner.plan.writes)
        proposed = {part.name: part.value for part in needed(noun, text) if part.value}
        values = proposed | {name: value for name, value in columns.items() if value}
        key_name = planner.noun.key[0]
        if values.get(key_name) == proposed.get(key_name) and values.get(key_name) in planner.identity.taken:
            values.pop(
                key_name, None
            )  # another row has the address that was proposed: one is made that is free
        problems: list[str] = []
        if noun == "documents":
            problems = self._complete(values, row)
        if noun == "meetings":
            problems = self._settle_meeting(values)
        if not problems and (key := self._made_already(planner, values)):
            self._name(noun, text, key, values)
            return key
        result = planner.plan_row("", 0, values, problems)
        if result is None or result.state != CREATED:
            said = _("It is on record already: choose it instead.")
            if result and result.state == REFUSED:
                said = sentences(result.messages)
            self.refused[noun, text] = said
            raise NotFound(said, noun, text)
        self.writes += planner.plan.writes[before:]
        self.plan.made = sorted(self.writes, key=lambda write: ORDER.index(write.noun.name))
        self._name(noun, text, result.key, values)
        return result.key

    def _made_already(self, planner: NounPlanner, values: dict) -> str:
        """The key of a row that another name in the table made new, of which the values are too; "" where there is none."""
        key = planner.identity.known(values)
        return key if key in planner.seen else ""

    def _name(self, noun: str, text: str, key: str, values: dict) -> None:
        """Let the new row be found by the text."""
        self.finders[noun].add(key, str(values.get("name") or values.get("title") or ""), text)
        self.plan.answered.append((noun, folded(text), key))

    def _settle_meeting(self, values: dict) -> list[str]:
        """Find a meeting's forum and day by what a person wrote of them; returns what is wrong with it."""
        problems = []
        if not values.get("format"):
            problems.append(_("format: say how they met."))
        try:
            values["held_on"] = written_date(values.get("held_on") or "").date.iso
        except ValueError as error:
            said = str(error) if values.get("held_on") else _("say when it was or will be.")
            problems.append(f"held_on: {said}")
        try:
            values["dialogue"] = self.finders["dialogues"].find(values.get("dialogue") or "")
        except NotFound as error:
            said = str(error) if values.get("dialogue") else _("say of which forum it is.")
            problems.append(f"dialogue: {said}")
        return problems

    def _planner(self, noun: str) -> NounPlanner:
        if noun not in self.planners:
            choices = Choices(publish=self.choices.publish)
            plan = ImportPlan(noun)
            self.planners[noun] = NounPlanner(noun, plan, choices, self.finders, self.on, self.by)
        return self.planners[noun]

    def _complete(self, values: dict, row: dict) -> list[str]:
        """Take a document's publisher and date from the row that names it, where nothing else was said."""
        values.setdefault("is_official", False)
        if row.get("made_on"):
            values.setdefault("issued_on", row["made_on"])
        if not values.get("publisher"):
            if not row.get("by"):
                return [_("publisher: say who published it.")]
            values["publisher"] = row["by"]
            return []
        try:
            values["publisher"] = self.finders["actors"].find(values["publisher"])
        except NotFound as error:
            return [f"publisher: {error}"]
        return []


def made_rows(plan: ImportPlan) -> list[tuple[str, str, str]]:
    """(what it is, its key, its name) of the new rows."""
    return [
        (
            str(SUBJECTS[write.noun.name]),
            write.key,
            write.values.get("name") or write.values.get("title") or "",
        )
        for write in plan.made
    ]
