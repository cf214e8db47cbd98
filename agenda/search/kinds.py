"""What is found, by kind: its words, and which rows the public may see under the chosen forums and dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.languages import in_each_language
from agenda.models import Actor, CellTally, CurrentCell, Dialogue, Document, Meeting, Recommendation, Topic
from agenda.models.base import may_lie_within
from agenda.translated import in_all_languages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


APART = "\n\n\n"
"""What stands between texts in different languages, so that no snippet mixes them; no text holds it."""


@dataclass(frozen=True)
class IndexEntry:
    """The words of one row: its title, other names that mean it exactly, its text, and words that only help to find it.

    The last are made when the row is indexed: who shows it does not ask for them.
    """

    pk: int
    title: str
    names: tuple[str, ...] = ()
    body: str = ""
    also: Callable[[], str] = str


@dataclass(frozen=True)
class Kind:
    """`rows` are all rows with what `entry` needs; `scope(forums, since, until)` the public ones under the filters."""

    name: str
    label: "StrOrPromise"
    model: type[Model]
    rows: Callable[[], QuerySet]
    entry: Callable[[Any], IndexEntry]
    scope: Callable[[list[str], PartialDate | None, PartialDate | None], QuerySet]
    forums: Callable[[PartialDate | None, PartialDate | None, Any], list[QuerySet]]
    """(pk, slug of a forum) of the public rows with the keys asked about, for each forum that keeps them when it is chosen.

    A pair may come twice.
    """
    rests_on: Mapping[str, str] = field(default_factory=dict)
    """Kinds whose words stand in this one's entries too, with the field that leads to their rows."""


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
    found = CurrentCell.objects.filter(
        _forums("dialogue", forums), may_lie_within("meeting__held_on", since, until), topic=OuterRef("pk")
    )
    asked = Recommendation.objects.published().filter(
        _forums("dialogues", forums), may_lie_within("made_on", since, until), topic=OuterRef("pk")
    )
    return rows.filter(Exists(found) | Exists(asked))


def _actor_scope(forums, since, until):
    rows = Actor.objects.published()
    return rows.filter(_forums("dialogues", forums)).distinct() if forums else rows


def _topic_forums(since, until, among) -> list[QuerySet]:
    """The forums that judged each topic, and those that are asked to raise it, within the dates."""
    found: QuerySet[Any, Any]
    if since or until:
        judged = CurrentCell.objects.filter(may_lie_within("meeting__held_on", since, until), topic__in=among)
        found = judged.order_by().values_list("topic_id", "dialogue__slug")
    else:
        pairs = CellTally.objects.filter(topic_id__in=among, dialogue_id__gt=0, n__gt=0).order_by()
        slug = Dialogue.objects.filter(pk=OuterRef("dialogue_id")).values("slug")
        found = pairs.values_list("topic_id", Subquery(slug))
    asked = Recommendation.objects.published().filter(may_lie_within("made_on", since, until))
    return [found, _public_forums(asked, "dialogues", among, "topic")]


def _public_forums(rows, path: str, among, key: str = "pk") -> QuerySet:
    rows = rows.filter(**{f"{path}__is_published": True, f"{key}__in": among})
    return rows.order_by().values_list(key, f"{path}__slug")


def _document_entry(d) -> IndexEntry:
    body = d.body
    words = APART.join([*in_all_languages(d, "summary"), body.text if body else ""])
    return IndexEntry(
        d.pk, d.title, tuple(in_all_languages(d, "title")), words, partial(_told_of_document, d)
    )


def _told_of_document(d) -> str:
    publisher = (
        in_all_languages(d.publisher, "name") if d.public_publisher else []
    )  # a word that finds a row tells of it
    return " ".join([*publisher, *in_each_language(d.get_kind_display)])


def _recommendation_entry(r) -> IndexEntry:
    words = APART.join(in_all_languages(r, "summary"))
    return IndexEntry(r.pk, f"{r.code} {r.topic.name}", (r.code,), words, partial(_told_of_recommendation, r))


def _told_of_recommendation(r) -> str:
    told = [
        *in_all_languages(r.recommender, "name"),
        *r.topic.aliases,
        *in_all_languages(r.topic, "name")[1:],
    ]
    return " | ".join(told)


def _meeting_entry(m) -> IndexEntry:
    words = APART.join(in_all_languages(m, "place", "note"))
    return IndexEntry(m.pk, m.title, tuple(in_all_languages(m, "title")), words, partial(_told_of_meeting, m))


def _told_of_meeting(m) -> str:
    d = m.dialogue
    ends = [PartialDate(m.held.ends)] if m.held and m.held.ends else []
    days = [m.held, *([m.held.until(None), *ends] if ends else [])] if m.held else []
    dates = [" ".join([*in_each_language(partial(str, day)), day.iso]) for day in days]
    return " | ".join([*in_all_languages(d, "short_name", "name"), *d.other_names, *dates])


def _dialogue_entry(d) -> IndexEntry:
    names = (*in_all_languages(d, "short_name", "name"), *d.other_names)
    return IndexEntry(d.pk, f"{d.short_name} {d.name}", names, APART.join(in_all_languages(d, "note")))


def _topic_entry(t) -> IndexEntry:
    words = APART.join(in_all_languages(t, "definition", "includes"))
    return IndexEntry(t.pk, t.name, (*in_all_languages(t, "name"), *t.aliases), words, lambda: t.code)


def _actor_entry(a) -> IndexEntry:
    return IndexEntry(a.pk, a.name, (*in_all_languages(a, "name"), a.iso_code))


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "dialogue", _("Dialogues"), Dialogue, Dialogue.objects.all, _dialogue_entry, _dialogue_scope,
            lambda since, until, among: [
                _dialogue_scope([], since, until).filter(pk__in=among).order_by().values_list("pk", "slug")],
        ),
        Kind(
            "topic", _("Topics"), Topic, Topic.objects.all, _topic_entry, _topic_scope, _topic_forums,
        ),
        Kind(
            "meeting", _("Meetings"), Meeting, lambda: Meeting.objects.select_related("dialogue"),
            _meeting_entry,
            lambda forums, since, until: Meeting.objects.published().filter(
                _forums("dialogue", forums), may_lie_within("held_on", since, until)),
            lambda since, until, among: [_public_forums(
                Meeting.objects.published().filter(may_lie_within("held_on", since, until)), "dialogue", among)],
            {"dialogue": "dialogue"},
        ),
        Kind(
            "document", _("Documents"), Document,
            lambda: Document.objects.select_related("publisher").prefetch_related("bodies"), _document_entry,
            lambda forums, since, until: Document.objects.published().filter(
                _forums("meeting__dialogue", forums), may_lie_within("issued_on", since, until)),
            lambda since, until, among: [_public_forums(
                Document.objects.published().filter(may_lie_within("issued_on", since, until)), "meeting__dialogue",
                among)],
            {"actor": "publisher", "body": "pk"},
        ),
        Kind(
            "recommendation", _("Recommendations"), Recommendation,
            lambda: Recommendation.objects.select_related("topic", "recommender"), _recommendation_entry,
            lambda forums, since, until: Recommendation.objects.published().filter(
                _forums("dialogues", forums), may_lie_within("made_on", since, until)).distinct(),
            lambda since, until, among: [_public_forums(
                Recommendation.objects.published().filter(may_lie_within("made_on", since, until)), "dialogues", among)],
            {"topic": "topic", "actor": "recommender"},
        ),
        Kind(
            "actor", _("Actors"), Actor, Actor.objects.all, _actor_entry, _actor_scope,
            lambda since, until, among: [_public_forums(Actor.objects.published(), "dialogues", among)],
        ),
    )
}  # fmt: skip


@cache
def everything(kind: str) -> QuerySet:
    """The public rows of a kind without filters: the same queryset each time, never evaluated."""
    return KINDS[kind].scope([], None, None)


def scopes(kinds, forums=(), since=None, until=None) -> dict[str, QuerySet]:
    """The rows of each of the kinds that the public may see under the filters, to ask about.

    Without filters they are the same querysets each time, whose statements are put together once; none is evaluated.
    """
    if not (forums or since or until):
        return {name: everything(name) for name in kinds}
    return {name: KINDS[name].scope(list(forums), since, until) for name in kinds}
