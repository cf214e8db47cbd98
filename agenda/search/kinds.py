"""What is found, by kind: its words, and which rows the public may see under the chosen forums and dates."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.languages import in_each_language
from agenda.models import Actor, Dialogue, Document, Finding, Meeting, Recommendation, Topic
from agenda.models.base import may_lie_within
from agenda.translated import in_all_languages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class IndexEntry:
    """The words of one row: its title, other names that mean it exactly, its text, and words that only help to find it."""

    pk: int
    title: str
    names: tuple[str, ...] = ()
    body: str = ""
    also: str = ""


@dataclass(frozen=True)
class Kind:
    """`rows` are all rows with what `entry` needs; `scope(forums, since, until)` the public ones under the filters."""

    name: str
    label: "StrOrPromise"
    model: type[Model]
    rows: Callable[[], QuerySet]
    entry: Callable[[Any], IndexEntry]
    scope: Callable[[list[str], PartialDate | None, PartialDate | None], QuerySet]
    rests_on: tuple[str, ...] = field(default=())
    """Kinds whose words stand in this one's entries too."""


def _forums(path, forums) -> Q:
    return Q(**{f"{path}__slug__in": forums, f"{path}__is_published": True}) if forums else Q()


def _dialogue_scope(forums, since, until):
    rows = Dialogue.objects.published()
    if forums:
        rows = rows.filter(slug__in=forums)
    if since or until:
        rows = rows.filter(
            pk__in=Meeting.objects.published()
            .filter(may_lie_within("held_on", since, until))
            .values("dialogue")
        )
    return rows


def _topic_scope(forums, since, until):
    rows = Topic.objects.published()
    if not (forums or since or until):
        return rows
    found = Finding.objects.published().filter(
        _forums("meeting__dialogue", forums), may_lie_within("meeting__held_on", since, until)
    )
    asked = Recommendation.objects.published().filter(
        _forums("dialogues", forums), may_lie_within("made_on", since, until)
    )
    return rows.filter(
        Q(pk__in=found.order_by().values("topic")) | Q(pk__in=asked.order_by().values("topic"))
    )


def _actor_scope(forums, since, until):
    rows = Actor.objects.published()
    return rows.filter(_forums("dialogues", forums)).distinct() if forums else rows


def _document_entry(d) -> IndexEntry:
    body = d.body
    words = "\n".join([*in_all_languages(d, "summary"), body.text if body else ""])
    publisher = (
        in_all_languages(d.publisher, "name") if d.public_publisher else []
    )  # a word that finds a row tells of it
    also = " ".join([*publisher, *in_each_language(d.get_kind_display)])
    return IndexEntry(d.pk, d.title, tuple(in_all_languages(d, "title")), words, also)


def _recommendation_entry(r) -> IndexEntry:
    also = [
        *in_all_languages(r.recommender, "name"),
        *r.topic.aliases,
        *in_all_languages(r.topic, "name")[1:],
    ]
    words = "\n".join(in_all_languages(r, "summary"))
    return IndexEntry(r.pk, f"{r.code} {r.topic.name}", (r.code,), words, " | ".join(also))


def _meeting_entry(m) -> IndexEntry:
    d = m.dialogue
    dates = [" ".join([*in_each_language(lambda: str(m.held)), m.held.iso])] if m.held else []
    also = [*in_all_languages(d, "short_name", "name"), *d.other_names, *dates]
    words = " ".join(in_all_languages(m, "place", "note"))
    return IndexEntry(m.pk, m.title, tuple(in_all_languages(m, "title")), words, " | ".join(also))


def _dialogue_entry(d) -> IndexEntry:
    names = (*in_all_languages(d, "short_name", "name"), *d.other_names)
    return IndexEntry(d.pk, f"{d.short_name} {d.name}", names, "\n".join(in_all_languages(d, "note")))


def _topic_entry(t) -> IndexEntry:
    words = "\n".join(in_all_languages(t, "definition", "includes"))
    return IndexEntry(t.pk, t.name, (*in_all_languages(t, "name"), *t.aliases), words, t.code)


def _actor_entry(a) -> IndexEntry:
    return IndexEntry(a.pk, a.name, (*in_all_languages(a, "name"), a.iso_code))


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "dialogue", _("Dialogues"), Dialogue, Dialogue.objects.all, _dialogue_entry, _dialogue_scope,
        ),
        Kind(
            "topic", _("Topics"), Topic, Topic.objects.all, _topic_entry, _topic_scope,
        ),
        Kind(
            "meeting", _("Meetings"), Meeting, lambda: Meeting.objects.select_related("dialogue"),
            _meeting_entry,
            lambda forums, since, until: Meeting.objects.published().filter(
                _forums("dialogue", forums), may_lie_within("held_on", since, until)),
            ("dialogue",),
        ),
        Kind(
            "document", _("Documents"), Document,
            lambda: Document.objects.select_related("publisher").prefetch_related("bodies"), _document_entry,
            lambda forums, since, until: Document.objects.published().filter(
                _forums("meeting__dialogue", forums), may_lie_within("issued_on", since, until)),
            ("actor", "body"),
        ),
        Kind(
            "recommendation", _("Recommendations"), Recommendation,
            lambda: Recommendation.objects.select_related("topic", "recommender"), _recommendation_entry,
            lambda forums, since, until: Recommendation.objects.published().filter(
                _forums("dialogues", forums), may_lie_within("made_on", since, until)).distinct(),
            ("topic", "actor"),
        ),
        Kind(
            "actor", _("Actors"), Actor, Actor.objects.all, _actor_entry, _actor_scope,
        ),
    )
}  # fmt: skip


def scopes(kinds, forums=(), since=None, until=None) -> dict[str, QuerySet]:
    """The rows of each of the kinds that the public may see under the filters."""
    return {name: KINDS[name].scope(list(forums), since, until) for name in kinds}
