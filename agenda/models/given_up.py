"""Addresses that rows gave up, by a merge or by being renamed, and the addresses that stand for them now.

Mergers say it of merged rows, the histories of renamed ones, and the codebook of topics merged into others.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from .actors import Actor
from .desk import CodebookChange
from .dialogues import Dialogue
from .documents import Document
from .findings import Finding
from .meetings import Meeting
from .mergers import MERGED, Merger
from .recommendations import Recommendation
from .topics import Topic

ADDRESSED: dict[str, tuple[Any, str]] = {
    "actor": (Actor, "slug"),
    "dialogue": (Dialogue, "slug"),
    "document": (Document, "slug"),
    "meeting": (Meeting, "slug"),
    "recommendation": (Recommendation, "code"),
    "topic": (Topic, "code"),
}
"""The nouns whose rows have an address: their model and its column."""
LONGEST = 120


def is_standing() -> models.Q:
    """The condition that no codebook version merged a topic into another, or that something names it still."""
    merged = CodebookChange.objects.filter(topic=OuterRef("pk"), kind=CodebookChange.Kind.MERGED)
    named = Exists(Finding.objects.in_force().filter(topic=OuterRef("pk"))) | Exists(
        Recommendation.objects.filter(topic=OuterRef("pk"))
    )
    return ~Exists(merged) | named


def standing_topics() -> models.QuerySet[Topic]:
    """Public topics, without those that a codebook version merged into another and that nothing names any more."""
    return Topic.objects.published().filter(is_standing())


def public_key_now(noun: str, key: str) -> str:
    """The address that stands for one that readers knew; "" where none does, or the row is hidden now. Three queries at most."""
    if noun not in ADDRESSED or not key or "\x00" in key or len(key) > LONGEST:
        return ""
    if noun in MERGED and (now := Merger.objects.public_key(noun, key)):
        return now
    return _renamed(noun, key) or (_merged_in_codebook(key) if noun == "topic" else "")


def public_keys_now(noun: str, keys: Iterable[str]) -> dict[str, str]:
    """{address given up: address now} of those that lead anywhere."""
    found = {key: public_key_now(noun, key) for key in keys}
    return {key: now for key, now in found.items() if now}


def _renamed(noun: str, key: str) -> str:
    model, field = ADDRESSED[noun]
    before = model.history.filter(**{field: key, "is_published": True})
    pk = before.order_by("-history_id").values_list("id", flat=True).first()
    if pk is None:
        return ""
    now = model.objects.published().filter(pk=pk).values_list(field, flat=True).first()
    return now if now and now != key else ""


def _merged_in_codebook(code: str) -> str:
    now = CodebookChange.objects.led_on().get(code, "")
    return now if now and Topic.objects.published().filter(code=now).exists() else ""
