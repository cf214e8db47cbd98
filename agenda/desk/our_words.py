"""What a draft's passages say in our words, in the reader's language: a draft keeps the summary as it was written."""

from collections.abc import Iterable

from agenda.models import Evidence
from agenda.translated import Said, said


def our_words(items: Iterable[dict]) -> dict[tuple[str, int | None, str], Said]:
    """The summaries of passages as drafts keep them, by (document, paragraph, summary). One query."""
    wanted = {_key(item) for item in items if item.get("summary")}
    if not wanted:
        return {}
    rows = Evidence.objects.filter(examination__document__slug__in={slug for slug, _n, _summary in wanted})
    rows = rows.exclude(translations={}).select_related("examination__document")
    told = {(e.examination.document.slug, e.paragraph, e.summary): e.reader.summary for e in rows}
    return {key: told.get(key) or said(key[2]) for key in wanted}


def with_our_words(items: Iterable[dict]) -> list[dict]:
    """The passages, each with its summary in the reader's language as `words`."""
    items = list(items)
    told = our_words(items)
    return [item | {"words": words_of(item, told)} for item in items]


def words_of(item: dict, told: dict[tuple[str, int | None, str], Said]) -> str:
    """The passage's summary in the reader's language, out of what `our_words` found."""
    return told.get(_key(item), "")


def _key(item: dict) -> tuple[str, int | None, str]:
    return item["document"], item.get("paragraph"), item.get("summary") or ""
