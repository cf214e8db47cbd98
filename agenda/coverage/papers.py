"""Documents with what pages of one meeting or finding need of them, by statements that are put together once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from agenda.models import Body, Document
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary


def give(row: Model, name: str, model: type[Model], rows: Sequence[Any]) -> None:
    """Have the row's related rows of that name at hand, as if they had been prefetched."""
    found: Any = QuerySet(model)
    found._result_cache = list(rows)
    found._prefetch_done = True
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = found


def papers_at(meeting: int, *, with_words: bool = True) -> list[Document]:
    """The public documents of a meeting by date, each with its publisher, issuers and texts. Three queries.

    Not `with_words`: what stands in a text is read when it is asked for.
    """
    return with_texts(_at_meeting(meeting), with_words=with_words)


def papers_of(keys: Collection[int], *, with_words: bool = True) -> dict[int, Document]:
    """The public documents of these keys, with the same. Three queries."""
    return {document.pk: document for document in with_texts(_with_keys(keys), with_words=with_words)}


def with_texts(documents: list[Document], *, with_words: bool = True) -> list[Document]:
    """Documents at hand, each with its publisher, author, issuers and texts. Two queries."""
    if not documents:
        return documents
    actors, keys = vocabulary().actors, [document.pk for document in documents]
    issuers: dict[int, list[Any]] = defaultdict(list)
    for paper, actor in _issuers(keys):
        issuers[paper].append(actors[actor])
    texts: dict[int, list[Body]] = defaultdict(list)
    for text in _texts(keys) if with_words else _texts_without_words(keys):
        texts[text.document_id].append(text)
    for document in documents:
        known = document._state.fields_cache
        known["publisher"] = actors[document.publisher_id]
        known["author"] = actors[document.author_id] if document.author_id else None
        give(document, "issuers", type(known["publisher"]), issuers[document.pk])
        give(document, "bodies", Body, texts[document.pk])
        for text in texts[document.pk]:
            text._state.fields_cache["document"] = document
    return documents


def bodies_of(documents: Iterable[Document]) -> dict[int, Body]:
    """The texts that the documents have at hand, by key."""
    return {body.pk: body for document in documents for body in document.bodies.all()}


@Prepared
def _at_meeting(meeting: int) -> QuerySet[Document, Document]:
    return Document.objects.published().filter(meeting=meeting).order_by("issued_on", "slug")


@Prepared
def _with_keys(keys: Collection[int]) -> QuerySet[Document, Document]:
    return Document.objects.published().filter(pk__in=keys)


@Prepared
def _issuers(documents: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    rows = Document.issuers.through._default_manager.filter(document__in=documents)
    return rows.order_by("actor__name", "pk").values_list("document_id", "actor_id")


@Prepared
def _texts(documents: Collection[int]) -> QuerySet[Body, Body]:
    return Body.objects.filter(document__in=documents)


@Prepared
def _texts_without_words(documents: Collection[int]) -> QuerySet[Body, Body]:
    return Body.objects.filter(document__in=documents).defer("text", "numbers")
