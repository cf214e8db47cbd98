"""Which row a row of a file is: by its key, else by what makes it the one it is; and the key of a new one."""

import hashlib
from collections import defaultdict

from django.utils.text import slugify
from django.utils.translation import gettext as _

from .values import folded

KEYS = {"topics": "code", "recommendations": "code"}


class Identity:
    """The rows of one kind by what makes each the one it is: those on record and those planned so far.

    A meeting is known by forum and date, a document by its address or by meeting, publisher, kind and title, a
    recommendation by document, topic and place, everything else by its name.
    """

    def __init__(self, kind: str, canonical: dict[str, dict], taken: set[str]):
        self.kind, self.taken = kind, taken
        self.natural: dict = defaultdict(set)
        for key, values in canonical.items():
            self.note(key, values)

    def note(self, key: str, values: dict) -> None:
        if (natural := NATURAL[self.kind](values)) is not None:
            self.natural[natural].add(key)

    def key_of(self, values: dict) -> str:
        """The key of the row that `values` describe: given, found, or made for a new one.

        Raises ValueError when they fit several rows or say too little.
        """
        column = KEYS.get(self.kind, "slug")
        if given := values.get(column):
            return str(given).strip()
        natural = NATURAL[self.kind](values)
        if natural is None:
            raise ValueError(TOO_LITTLE[self.kind]())
        found = self.natural.get(natural, set())
        if len(found) > 1:
            said = _("It could be %(found)s: name the one you mean in a column “%(column)s”.")
            raise ValueError(said % {"found": ", ".join(sorted(found)[:4]), "column": column})
        return next(iter(found)) if found else self._free(MAKE[self.kind](values, natural))

    def _free(self, start: str) -> str:
        """A key nobody has, made of `start`."""
        start = start[: LONGEST[self.kind] - 4].strip("-")
        if not start:
            raise ValueError(
                _("No address can be made of its name: give it a slug or code of Latin letters.")
            )
        key, number = start, 1
        while key in self.taken:
            number += 1
            key = f"{start}-{number}"
        self.taken.add(key)
        return key


def _meeting(values):
    return (
        (values["dialogue"], values["held_on"]) if values.get("dialogue") and values.get("held_on") else None
    )


def _document(values):
    if values.get("url"):
        return ("url", values["url"])
    parts = (
        values.get("meeting"),
        values.get("publisher"),
        values.get("kind"),
        folded(str(values.get("title") or "")),
    )
    return parts if parts[1] and parts[3] else None


def _recommendation(values):
    parts = (values.get("document"), values.get("topic"), values.get("locator") or "")
    return parts if parts[0] and parts[1] else None


def _named(values):
    return folded(str(values["name"])) if values.get("name") else None


NATURAL = {"meetings": _meeting, "documents": _document, "recommendations": _recommendation,
           "topics": _named, "actors": _named, "dialogues": _named}  # fmt: skip
TOO_LITTLE = {
    "meetings": lambda: _("A meeting needs a slug, or its dialogue and date."),
    "documents": lambda: _("A document needs a slug, or its address, or publisher and title."),
    "recommendations": lambda: _("A recommendation needs a code, or its document and topic."),
    "topics": lambda: _("A topic needs a code or a name."),
    "actors": lambda: _("An actor needs a slug or a name."),
    "dialogues": lambda: _("A dialogue needs a slug or a name."),
}
LONGEST = {
    "meetings": 120,
    "documents": 120,
    "recommendations": 40,
    "topics": 60,
    "actors": 80,
    "dialogues": 80,
}
MAKE = {
    "meetings": lambda values, natural: slugify("-".join(natural)),
    "documents": lambda values, natural: slugify(
        f"{values.get('meeting') or values.get('publisher') or ''}-{values.get('title') or ''}"
    ),
    # Stable, so that the same sheet without codes finds its rows again.
    "recommendations": lambda values, natural: (
        "r-" + hashlib.sha256("/".join(natural).encode()).hexdigest()[:10]
    ),
    "topics": lambda values, natural: slugify(values["name"]),
    "actors": lambda values, natural: slugify(values["name"]),
    "dialogues": lambda values, natural: slugify(values.get("short_name") or values["name"]),
}
