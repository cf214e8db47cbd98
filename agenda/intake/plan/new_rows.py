"""New rows of other nouns that a person asks for because a table names them."""

from datetime import date

from django.utils.translation import gettext as _

from agenda.intake.files.folding import folded
from agenda.intake.match.answers import AnsweredNames
from agenda.intake.match.finders import Finders, NotFound
from agenda.intake.match.labels import SUBJECTS
from agenda.intake.match.proposals import needed

from .nouns import NounPlanner
from .plan import REFUSED, Choices, ImportPlan, Write

ORDER = ("actors", "topics", "dialogues", "documents")
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
        values = {part.name: part.value for part in needed(noun, text) if part.value} | {
            name: value for name, value in columns.items() if value
        }
        problems: list[str] = []
        if noun == "documents":
            problems = self._complete(values, row)
        result = planner.plan_row("", 0, values, problems)
        if result is None or result.state == REFUSED:
            said = " ".join(result.messages) if result else _("Another row bears that name.")
            self.refused[noun, text] = said
            raise NotFound(said, noun, text)
        self.writes += planner.plan.writes[before:]
        self.plan.made = sorted(self.writes, key=lambda write: ORDER.index(write.noun.name))
        self.finders[noun].add(result.key, text, str(values.get("name") or values.get("title") or ""))
        self.plan.answered.append((noun, folded(text), result.key))
        return result.key

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
