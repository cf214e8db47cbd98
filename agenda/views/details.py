"""Every detail page at the same address with .json: the whole object, with links to what belongs to it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from agenda.catalogue import PUBLIC_ROWS, TABLES
from agenda.coverage.evidence import attach_proof
from agenda.coverage.ledger import Ledger
from agenda.exports.tables import value_rows
from agenda.filters.topic_list import KeptTopicFilterSet, listed_topics
from agenda.filters.topics import topic_rows
from agenda.models import (
    Claim,
    Correction,
    Document,
    Finding,
    KeptCourse,
    Meeting,
    Plan,
    Recommendation,
    Topic,
)
from agenda.serving.problems import not_found, refused

from .base import today
from .data import MOST, etag, is_number, linked, linked_rows, open_data, origin_of
from .sources import told_whole


@dataclass(frozen=True)
class ListWithin:
    """A list within an object: its rows, at most MOST, and the address of a list with all where there are more; else ""."""

    rows: list[dict]
    whole: str = ""


def _table(request, name, rows, whole: str = "") -> ListWithin:
    """Rows of another table, with absolute addresses, at most MOST; `whole` is where all of them stand."""
    some = list(rows[: MOST + 1])
    return ListWithin(linked_rows(request, TABLES[name], some[:MOST]), whole if len(some) > MOST else "")


def _findings(request, whole: str = "", **where) -> ListWithin:
    """The findings by day; of more than MOST the latest."""
    rows = PUBLIC_ROWS["findings"]().filter(**where)
    keys = (
        rows.prefetch_related(None).order_by("-meeting__held_on", "-topic__code").values_list("pk", flat=True)
    )
    some = list(keys[: MOST + 1])
    found = rows.model.objects.filter(pk__in=some[:MOST]).order_by("meeting__held_on", "topic__code")
    values = value_rows(TABLES["findings"], found, origin_of(request))
    told = [dict(zip(TABLES["findings"].names, row, strict=True)) for row in values]
    return ListWithin(linked(told), whole if len(some) > MOST else "")


def _documents(request, whole: str = "", **where) -> ListWithin:
    rows = PUBLIC_ROWS["documents"]().filter(**where).order_by("issued_on", "slug")
    return _table(request, "documents", rows, whole)


def _pairings(request, recommendations: QuerySet[Recommendation], whole: str = "", **where) -> ListWithin:
    """Recommendations at the dialogues they name; `where` says of kept courses which these are."""
    ledger = Ledger(today(), dialogues=where.get("dialogue__in"))
    if KeptCourse.objects.filter(settled_on__gt=ledger.on).exists():
        pairings = ledger.pairings(recommendations)
    else:
        courses = KeptCourse.objects.filter(**where).order_by("code", "dialogue__short_name", "dialogue_id")
        pairings = Ledger(ledger.on).paired(courses[: MOST + 1])
    shown = pairings[:MOST]
    rows = linked_rows(request, TABLES["recommendations"], told_whole(shown, ledger.on))
    return ListWithin(rows, whole if len(pairings) > MOST else "")


def _whole(name: str, **query: str) -> str:
    """The path of the list of that name, narrowed."""
    address = reverse("data", args=[name, "json"])
    return f"{address}?{urlencode(query)}" if query else address


def _dialogue(request, row):
    made = Recommendation.objects.published().filter(dialogues=row)
    meetings = PUBLIC_ROWS["meetings"]().filter(dialogue=row).order_by("held_on", "slug")
    at = {"forum": row.slug}
    return {
        "meetings": _table(request, "meetings", meetings, _whole("meetings", **at)),
        "recommendations": _pairings(request, made, _whole("recommendations", **at), dialogue__in=[row.pk]),
        "findings": _findings(request, _whole("findings", **at), meeting__dialogue=row),
    }


def _meeting(request, row: Meeting):
    present = row.attendances.filter(actor__is_published=True).select_related("actor")
    plans = Plan.objects.published().filter(document__meeting=row).select_related("topic", "document")
    claims = Claim.objects.published().filter(meeting=row).select_related("topic", "document")
    return {
        "attendances": [
            {"actor": a.actor.slug, "actor_name": a.actor.name, "representative": a.representative, "office": a.office}
            for a in present
        ],
        "documents": _documents(request, _whole("documents", forum=row.dialogue.slug), meeting=row),
        "plans": [_document_and_topic(p) | {"summary": p.summary} for p in plans],
        "claims": [_document_and_topic(c) | {"locator": c.locator, "outcome": c.outcome} for c in claims],
        "findings": _findings(request, _whole("findings", forum=row.dialogue.slug), meeting=row),
        "corrections": _corrections(meeting=row, topic=None),
    }  # fmt: skip


def _corrections(**where) -> list[dict]:
    """What readers reported and the desk answered; their own words only where a reviewer made them public."""
    return [
        {"reported_on": c.made_at.date(), "answered_on": c.decided_on, "answer": c.answer,
         "reported": c.text if c.is_text_shown else None}
        for c in Correction.objects.published().filter(**where)
    ]  # fmt: skip


def _document_and_topic(row: Plan | Claim) -> dict:
    return {
        "document": row.document.slug, "document_title": row.document.title,
        "topic": row.topic.code, "topic_name": row.topic.name,
    }  # fmt: skip


def _topic(request, row):
    topic = row.topic
    return {
        "recommended": _pairings(
            request,
            Recommendation.objects.published().filter(topic=topic),
            _whole("recommendations", topic=topic.code),
            topic=topic.pk,
        ),
        "findings": _findings(request, _whole("findings", topic=topic.code), topic=topic),
    }


def _document(request, row: Document):
    body = row.body
    paragraphs = [{"number": number, "text": text} for number, text in body.paragraphs()] if body else []
    return {
        "note": row.note,
        "body_kind": body.kind if body else None,
        "sha256": body.sha256 if body else None,
        "paragraphs": paragraphs,
        "recommendations": _pairings(
            request,
            Recommendation.objects.published().filter(document=row),
            _whole("recommendations"),
            document=row.pk,
        ),
        "examined_for": _findings(request, _whole("findings"), assessment__examinations__document=row),
        "corrections": _corrections(document=row),
    }


def _actor(request, row):
    dialogues = row.dialogues.published().order_by("slug")
    return {
        "dialogues": [dialogue.slug for dialogue in dialogues],
        "dialogue_names": [dialogue.name for dialogue in dialogues],
        "documents": _documents(
            request, _whole("documents"), pk__in=Document.objects.of_actor(row).values("pk")
        ),
        "recommendations": _pairings(
            request,
            Recommendation.objects.published().filter(recommender=row),
            _whole("recommendations", recommender=row.slug),
            recommender=row.pk,
        ),
    }


def _finding(request, row: Finding):
    found = attach_proof(Finding.objects.filter(pk=row.pk))[0]
    chain = Finding.objects.filter(meeting=row.meeting, topic=row.topic).order_by("pk")
    history = list(chain.values_list("pk", flat=True))
    return {
        "status": row.status,
        "note": found.assessment.note,
        "current": history[-1],
        "history": history,
        "examined": [document.slug for document in found.examined],
        "examined_titles": [document.title for document in found.examined],
        "evidence": [
            {
                "document": e.document.slug, "document_title": e.document.title, "paragraph": e.paragraph,
                "strength": e.strength, "summary": e.summary, "quote": e.quote, "prefix": e.prefix,
                "suffix": e.suffix, "start": e.start, "end": e.end,
            }
            for e in found.proof
        ],
        "corrections": _corrections(meeting=row.meeting, topic=row.topic),
    }  # fmt: skip


def _recommendation(request, row):
    return {
        "dialogues": _pairings(
            request,
            Recommendation.objects.filter(pk=row.pk),
            _whole("recommendations"),
            recommendation=row.pk,
        ),
    }


def _topic_row(code):
    topic = Topic.objects.published().filter(code=code).first()
    if topic is None:
        return None
    filterset = listed_topics(QueryDict(), Ledger(today()))
    if isinstance(filterset, KeptTopicFilterSet):
        found = filterset.whole([row for row in filterset.results() if row.pk == topic.pk])
        return found[0] if found else None
    rows = topic_rows(Ledger(today(), topics=[topic.pk]))
    row = next((row for row in rows if row.topic == topic), None)
    if row is None:  # merged into another by the codebook: its address leads on
        return None
    row.narrow(row.cells, row.asks)
    return row


def _row_of(name: str, key: str):
    """The row of that key, or None when the public may not see one."""
    if name == "topics":
        return _topic_row(key)
    if name == "recommendations":
        return Recommendation.objects.published().filter(code=key).first()
    if name == "findings":
        if not is_number(key):
            return None
        rows = Finding.objects.in_public_cells().select_related(
            "meeting__dialogue", "topic", "assessment__codebook_version"
        )
        return rows.filter(pk=int(key)).first()
    return PUBLIC_ROWS[name]().filter(slug=key).first()


MORE: dict[str, Callable] = {
    "dialogues": _dialogue, "meetings": _meeting, "topics": _topic, "documents": _document, "actors": _actor,
    "findings": _finding, "recommendations": _recommendation,
}  # fmt: skip


def finding(request, meeting, topic):
    """The current finding of a cell, by the address of its page."""
    rows = Finding.objects.in_public_cells().filter(meeting__slug=meeting, topic__code=topic)
    pk = rows.order_by("pk").values_list("pk", flat=True).last()
    return detail(request, name="findings", key=str(pk or f"{meeting}/{topic}"))


def _told(request, found: dict) -> dict:
    """What belongs to an object; `more` names the address of each list of which only a part stands here."""
    told = {name: value.rows if isinstance(value, ListWithin) else value for name, value in found.items()}
    cut = {
        name: request.build_absolute_uri(value.whole)
        for name, value in found.items()
        if isinstance(value, ListWithin) and value.whole
    }
    return told | {"more": cut} if cut else told


@open_data
@cache_control(public=True, no_cache=True)
@condition(etag_func=etag)
def detail(request, name, key):
    if request.GET:
        return refused({name[:60]: "A detail takes no parameters." for name in request.GET})
    row = None if "\x00" in key else _row_of(name, key)
    if row is None:
        return not_found(f"There is nothing public named {key!r} among {TABLES[name].title.lower()}.")
    if name == "recommendations":
        said = {
            "code": row.code,
            "topic": row.topic.code,
            "topic_name": row.topic.name,
            "summary": row.summary,
            "made_on_note": row.made_on_note,
            "url": request.build_absolute_uri(row.get_absolute_url()),
        }
    else:
        (said,) = TABLES[name].rows([row], origin_of(request))
    said |= _told(request, MORE[name](request, row))
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})
