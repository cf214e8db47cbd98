"""A row of the record by its slug, its code or any of its names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rapidfuzz import fuzz, process

from agenda.catalogue.files import NAMED
from agenda.catalogue.stored import Lines
from agenda.dates import PartialDate
from agenda.intake.files.folding import without_marks
from agenda.joining import listed, sentences, with_aside
from agenda.models import MERGED, Meeting, Merger
from agenda.written_dates import WrittenDate, written_date

from .values import loose

NOUNS = [
    gettext_noop("actor"), gettext_noop("dialogue"), gettext_noop("document"), gettext_noop("meeting"),
    gettext_noop("recommendation"), gettext_noop("topic"),
]  # fmt: skip
"""What a row may name, as the sentences here say it."""


class NotFound(ValueError):
    """No row, or several, bear that name: `fits` are the keys of several."""

    def __init__(self, message: str, noun: str, text: str, fits: Iterable[str] = ()):
        super().__init__(message)
        self.noun, self.text, self.fits = noun, text, sorted(fits)


class Finder:
    """The keys of one noun: those on record and those that the same file will make."""

    def __init__(self, noun: str, forums: "Finder | None" = None):
        self.noun, self.forums = noun, forums
        self.keys: set[str] = set()
        self.names: dict[str, set[str]] = defaultdict(set)
        self.cells: dict[str, str] = {}
        self.called: dict[str, str] = {}
        """What each row is called on pages: its first name."""
        columns = [column for column in NAMED[noun].columns if column.name in NAMED[noun].named_by]
        plain = [column.attribute for column in columns if not isinstance(column, Lines)]
        in_lines = [column.attribute for column in columns if isinstance(column, Lines)]
        rows = NAMED[noun].model._default_manager.values_list(NAMED[noun].key[0], *plain, *in_lines)
        for key, *names in rows:
            if "short_name" in plain:
                self.called[key] = names[plain.index("short_name")]
            self.add(key, *names[: len(plain)], *(name for part in names[len(plain) :] for name in part))
        self._add_translations()
        self._add_merged(noun.removesuffix("s"))
        if noun == "meetings":
            for slug, forum, day, precision in Meeting.objects.values_list(
                "slug", "dialogue__slug", "held_on", "held_on_precision"
            ):
                if day:
                    self.add_day(slug, forum, PartialDate(day, precision).iso)

    def _add_merged(self, noun: str) -> None:
        """Rows that were merged are still known by the address and the name they had."""
        if noun in MERGED:
            for merger in Merger.objects.of(noun):
                stayed = getattr(merger, noun).natural_key()
                for name in (merger.key, merger.name):
                    if loose(name) not in self.names:
                        self.names[loose(name)].add(stayed)

    def _add_translations(self) -> None:
        """The names that rows have in other languages."""
        model = NAMED[self.noun].model
        if not any(column.name == "translations" for column in model._meta.get_fields()):
            return
        rows = model._default_manager.exclude(translations={})
        for key, by_language in rows.values_list(NAMED[self.noun].key[0], "translations"):
            for parts in by_language.values():
                self.add(key, *(parts.get(part, "") for part in ("name", "short_name", "title")))

    def add(self, key: str, *names: str) -> None:
        self.keys.add(key)
        for name in names:
            if name:
                self.called.setdefault(key, name)
                self.names[loose(name)].add(key)

    def add_day(self, key: str, forum: str, iso: str) -> None:
        """A meeting is also known by its forum and date, and by its date where it is the only one of that day."""
        self.names[f"{forum} {iso}"].add(key)
        self.names[iso].add(key)

    def find(self, text: str) -> str:
        """The key of the row that `text` names. Raises NotFound with what comes near."""
        if text in self.keys:
            return text
        found = self.cells.get(text)
        if found is None:
            found = self.cells[text] = self._look(text)
        return found

    def _look(self, text: str) -> str:
        name = text.strip()
        if name in self.keys:
            return name
        if name.lower() in self.keys:
            return name.lower()
        found = self.names.get(loose(name)) or self._by_day(name) or self._without_marks(name)
        if not found:
            raise NotFound(self._unknown(name), self.noun, name)
        if len(found) > 1:
            raise NotFound(
                _("“%(name)s” could be %(listed)s: write one of these.")
                % {"name": name[:80], "listed": listed(self._with_key(key) for key in sorted(found)[:4])},
                self.noun,
                name,
                found,
            )
        return next(iter(found))

    def _without_marks(self, name: str) -> set[str]:
        """The rows that the name means without the marks of footnotes behind it."""
        bare = without_marks(name)
        if bare == name:
            return set()
        return {key for key in (bare, bare.lower()) if key in self.keys} or self.names.get(loose(bare), set())

    def _by_day(self, name: str) -> set[str]:
        """A meeting named as “Quad 24 May 2022” or “2022-05-24”."""
        if self.noun != "meetings":
            return set()
        for forum, read in forum_and_day(name):
            try:
                slug = f"{self.forums.find(forum)} " if forum and self.forums else ""
            except ValueError:
                continue
            if (forum and not slug) or (read.remark and not read.ends):  # a quarter names no meeting
                continue
            return self.names.get(f"{slug}{read.date.iso}", set())
        return set()

    def name_of(self, key: str) -> str:
        """What the row is called on pages."""
        return self.called.get(key, key)

    def _with_key(self, key: str) -> str:
        """What tells the row from others of its name, and may be written: its name and its key."""
        return with_aside(self.name_of(key), key) if self.name_of(key) != key else key

    def _unknown(self, name: str) -> str:
        what = _(str(NAMED[self.noun].model._meta.verbose_name))
        near = process.extract(
            loose(name), [*self.keys, *self.names], scorer=fuzz.ratio, limit=2, score_cutoff=75
        )
        keys = sorted({key for found, _score, _place in near for key in self.names.get(found, {found})})[:3]
        text = _("There is no %(what)s “%(name)s” on record.") % {"what": what, "name": name[:80]}
        return sentences(
            (text, _("Is it %(keys)s?") % {"keys": listed(map(self.name_of, keys))} if keys else "")
        )


def forum_and_day(name: str) -> Iterator[tuple[str, WrittenDate]]:
    """(what stands before it, the date) for each end of the text that is a date: “Quad 24 May 2022”; the longest first."""
    for place in [0, *(match.end() for match in re.finditer(r"[\s,:–-]+", name))]:
        try:
            yield name[:place].strip(" ,:–-("), written_date(name[place:].strip(" ()"))
        except ValueError:
            continue


class Finders:
    """One finder a noun, made when it is first asked."""

    def __init__(self):
        self._made: dict[str, Finder] = {}

    def __getitem__(self, noun: str) -> Finder:
        if noun not in self._made:
            self._made[noun] = Finder(noun, self["dialogues"] if noun == "meetings" else None)
        return self._made[noun]
