import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.translated import Translated

from .base import Published, address, japanese, not_own_parent, refuse_own_ancestor
from .translations import translations_field

CITED_NOTES = re.compile(r"\binterpretation notes? (\d+\.\d+(?:, \d+\.\d+)*)", re.IGNORECASE)
"""Where a reason cites notes by `InterpretationNote.cited`."""


class CodebookVersion(Translated, models.Model):
    """A numbered state of the codebook; every assessment names the one it was coded under."""

    number = models.PositiveIntegerField(unique=True)
    made_on = models.DateField()
    note = models.TextField(_("change note"), help_text=_("What changed since the version before, and why."))
    translations = translations_field("note")
    codes = models.JSONField(
        default=list, blank=True, editable=False, help_text=_("The topic codes it contains, frozen.")
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="codebook_version_starts_at_one",
                violation_error_message=_("Versions of the codebook are numbered from 1."),
            )
        ]

    def __str__(self) -> str:
        return gettext("Codebook version %(number)s") % {"number": self.number}


PHRASES = ("phrases", "partial_phrases", "excluded_phrases")
"""Columns of phrases that a topic has, and each of its phrasings in another language."""
StoredWords = tuple[Any, ...]
"""A topic's code, its aliases and PHRASES as JSON, and a tuple for each other language: its tag and PHRASES."""


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def in_scope_of(self, dialogue: models.Model | int) -> Self:
        """Topics that are a cell at the meetings of the dialogue, or of the one of that key."""
        return self.exclude(dialogues_without=dialogue)

    def words(self) -> list[dict[str, Any]]:
        """Each topic's phrases as columns of a record file, those of other languages included. Two queries."""
        return [read_words(row) for row in self.stored_words()]

    def stored_words(self) -> list[StoredWords]:
        """What `words` reads, with lists as the database's text of them: to be compared, or read later. Two queries."""
        of_topic = defaultdict(list)
        phrasings = Phrasing.objects.filter(topic__in=self.order_by().values("pk")).order_by("language")
        for topic, *row in phrasings.values_list("topic", "language", *_as_text(PHRASES)):
            of_topic[topic].append(tuple(row))
        topics = self.order_by("code").values_list("pk", "code", *_as_text(("aliases", *PHRASES)))
        return [(*row, tuple(of_topic[pk])) for pk, *row in topics]


def _as_text(lists: Iterable[str]) -> list[Cast]:
    """Columns of lists as they are stored: Django would have each decoded, row by row."""
    return [Cast(name, models.TextField()) for name in lists]


def read_words(stored: StoredWords) -> dict[str, Any]:
    """What `stored_words` gave of one topic as columns of a record file."""
    code, *own, phrasings = stored
    return {
        "code": code,
        **_lists(("aliases", *PHRASES), own),
        "phrasings": [{"language": row[0], **_lists(PHRASES, row[1:])} for row in phrasings],
    }


def _lists(names: Iterable[str], texts: Iterable[str]) -> dict[str, list[str]]:
    return {name: json.loads(text) for name, text in zip(names, texts, strict=True)}


class Topic(Translated, Published):
    """An entry of the codebook. Codes are never reused or merged in place."""

    code = models.SlugField(
        max_length=60, unique=True, help_text=_("Permanent: never reused, never given another meaning.")
    )
    name = models.CharField(max_length=120)
    name_ja = japanese(_("Japanese name"), 120)
    translations = translations_field("name", "definition", "includes", "excludes")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The wider topic."),
    )
    definition = models.TextField()
    includes = models.TextField(blank=True)
    excludes = models.TextField(blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text=_("Words that name it, one a line."))
    phrases = models.JSONField(
        _("more phrases"),
        default=list,
        blank=True,
        help_text=_(
            "Other wordings that count in full when passages are suggested, in texts of any language, one a "
            "line. “cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one sentence; "
            "“a ~ b” asks for both close together."
        ),
    )
    partial_phrases = models.JSONField(
        default=list, blank=True, help_text=_("Wordings that touch the topic: suggested as partly raised.")
    )
    excluded_phrases = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Wordings that look like it and do not count: cyberspace, for space."),
    )
    named_in = models.CharField(max_length=120, blank=True, help_text=_("Where the first article names it."))

    history = HistoricalRecords()
    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [not_own_parent("topic")]

    def __str__(self) -> str:
        return self.reader.name

    def natural_key(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return address("topic", self.code)

    def clean(self) -> None:
        refuse_own_ancestor(self)
        before = Topic.objects.filter(pk=self.pk).values_list("code", flat=True).first()
        if before and before != self.code:
            raise ValidationError(
                {"code": _("A code is permanent: this topic stays “%(before)s”.") % {"before": before}}
            )


class Phrasing(models.Model):
    """A topic's phrases in one language, beside those of the topic itself, which count in every language."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="phrasings")
    language = models.CharField(
        max_length=12,
        validators=[
            RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a tag such as ja or zh-Hant."))
        ],
        help_text=_("Language tag of the texts they are looked for in: ja, zh, zh-Hant, ko."),
    )
    phrases = models.JSONField(
        default=list, blank=True, help_text=_("Wordings that count in full, one a line.")
    )
    partial_phrases = models.JSONField(
        default=list, blank=True, help_text=_("Broader wordings: suggested as partly raised.")
    )
    excluded_phrases = models.JSONField(
        default=list, blank=True, help_text=_("Wordings that look like it and do not count.")
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["topic", "language"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="phrasing_is_one_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.language}"


class InterpretationNoteQuerySet(models.QuerySet["InterpretationNote"]):
    def in_force(self) -> Self:
        """Notes of every version so far, the newest first: a later version adds to earlier rulings."""
        return self.select_related("version").order_by("-version__number", "number")

    def by_topic(self) -> dict[int, list["InterpretationNote"]]:
        """The notes that tell how each topic is read, by number, by the topic's key. Two queries."""
        notes = self.select_related("version").in_bulk()
        links = self.model.topics.through.objects.filter(interpretationnote__in=list(notes))
        found = defaultdict[int, list[InterpretationNote]](list)
        for note, topic in links.values_list("interpretationnote_id", "topic_id"):
            found[topic].append(notes[note])
        for of_topic in found.values():
            of_topic.sort(key=lambda note: (note.version.number, note.number))
        return found


class InterpretationNote(Translated, models.Model):
    """A general ruling of a codebook version: how its entries are to be read in a kind of doubtful case."""

    version = models.ForeignKey(CodebookVersion, models.PROTECT, related_name="interpretation_notes")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    example = models.TextField(blank=True)
    translations = translations_field("title", "text", "example")
    topics = models.ManyToManyField(Topic, blank=True, related_name="interpretation_notes")

    objects = InterpretationNoteQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="interpretation_note_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.reader.title}"

    @property
    def cited(self) -> str:
        """The number by which it is cited: that of its version and its own, "2.3"."""
        return f"{self.version.number}.{self.number}"
