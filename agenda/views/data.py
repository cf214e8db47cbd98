"""Every list at the same address with .csv, .xlsx and .json: what the filters show, all rows."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

from agenda import catalogue
from agenda.catalogue import TABLES, Table
from agenda.coverage.ledger import Ledger
from agenda.exports.courtesy import considerate
from agenda.exports.quick import is_quick
from agenda.exports.tables import csv_chunks, write_xlsx
from agenda.filters import DocumentFilterSet, MeetingFilterSet, RecommendationFilterSet, TopicFilterSet
from agenda.filters.findings import EvidenceFilterSet, ExaminationFilterSet, FindingFilterSet
from agenda.filters.lists import PlainFilterSet
from agenda.filters.topics import topic_rows
from agenda.models import Actor, Dialogue
from agenda.models.version import record_version

from .base import asked, today
from .problems import refused

CHUNK = 2_000
PAGE, MOST = 200, 1_000


@dataclass
class Source:
    """A table's filters and rows. `rows(filterset)` is a queryset, or a list that was worked out."""

    filterset: Callable
    rows: Callable
    key: Callable
    takes: tuple[str, ...] = ()


def _of_database(name, filterset_class, key="slug"):
    rows = catalogue.PUBLIC_ROWS[name]
    return Source(
        lambda request: filterset_class(request.GET, rows()),
        lambda filterset: filterset.qs.order_by(key),
        lambda row: str(getattr(row, key)),
    )


def _recommendations(request):
    ledger = Ledger(asked(request).on, with_self_coded=asked(request).with_self_coded)
    return RecommendationFilterSet(request.GET, ledger.pairings())


def _topics(request):
    wanted = asked(request)
    return TopicFilterSet(request.GET, topic_rows(wanted.on, with_self_coded=wanted.with_self_coded))


NUMBERED = ("findings", "examinations", "evidence")
"""Tables whose rows go by number."""
WHEN = ("as_of", "self_coded")
SOURCES = {
    "dialogues": _of_database("dialogues", PlainFilterSet.of(Dialogue)),
    "meetings": _of_database("meetings", MeetingFilterSet),
    "documents": _of_database("documents", DocumentFilterSet),
    "actors": _of_database("actors", PlainFilterSet.of(Actor)),
    "findings": _of_database("findings", FindingFilterSet, key="pk"),
    "examinations": _of_database("examinations", ExaminationFilterSet, key="pk"),
    "evidence": _of_database("evidence", EvidenceFilterSet, key="pk"),
    "topics": Source(
        _topics, lambda f: sorted(f.results(), key=lambda r: r.topic.code), lambda r: r.topic.code, WHEN
    ),
    "recommendations": Source(
        _recommendations,
        lambda f: sorted(f.passing(), key=_pairing_key),
        lambda pairing: "/".join(_pairing_key(pairing)),
        WHEN,
    ),
}


def _pairing_key(pairing) -> tuple[str, str]:
    return pairing.recommendation.code, pairing.dialogue.slug if pairing.dialogue else ""


def parameters(name: str, form: str, filterset) -> list[str]:
    """The query parameters that a data address understands."""
    paging = ["cursor", "limit"] if form == "json" else []
    return [*filterset.filters, *(p for p in SOURCES[name].takes if p not in filterset.filters), *paging]


def etag(request, *args, **kwargs) -> str:
    """The state of the record and, since waits grow by the day, the date."""
    return quote_etag(f"{record_version()}-{today().isoformat()}")


def open_data(view):
    """GET and HEAD for anyone from anywhere: other sites' scripts may read it, and ask first."""

    @csrf_exempt  # nothing can be changed here, so a strange method is told so and not sent away for want of a token
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        elif request.method in ("GET", "HEAD"):
            response = view(request, *args, **kwargs)
        else:
            response = HttpResponse(status=405)
        response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    return answer


@open_data
@cache_control(public=True, no_cache=True)
@condition(etag_func=etag)
def data(request, name, form):
    table, source = TABLES[name], SOURCES[name]
    filterset = source.filterset(request)
    errors = _errors(request, name, form, filterset)
    if errors:
        return refused(errors)
    rows = source.rows(filterset)
    if form == "json":
        return _json(request, table, source, rows)
    if form == "csv":
        response = StreamingHttpResponse(
            considerate(csv_chunks(table, _streamed(table, rows))), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return _xlsx(table, considerate(_all(rows), every=100, mine=1))


def _errors(request, name, form, filterset) -> dict[str, str]:
    known = parameters(name, form, filterset)
    errors = {
        key[:60]: f"There is no such parameter; known are: {', '.join(known)}."
        for key in request.GET
        if key not in known and key not in filterset.formerly
    }
    errors |= filterset.problems
    if "as_of" in known and asked(request).problem:
        errors["as_of"] = asked(request).problem
    if request.GET.get("self_coded", "include") != "include":
        errors.setdefault("self_coded", "The one value is “include”.")
    if "limit" in request.GET and form == "json" and _limit(request) is None:
        errors["limit"] = f"A whole number from 1 to {MOST}."
    if form == "json" and name in NUMBERED and (cursor := _cursor(request)) and not is_number(cursor):
        errors["cursor"] = "Not a cursor that this address gave out: its rows go by number."
    return errors


def _all(rows) -> Iterable:
    return rows.iterator(chunk_size=CHUNK) if hasattr(rows, "iterator") else rows


def _streamed(table: Table, rows):
    """Rows for CSV: a queryset itself where the table can be written from tuples."""
    return rows if is_quick(table) else _all(rows)


def _limit(request) -> int | None:
    typed = request.GET.get("limit", str(PAGE))
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= MOST
        else None
    )


def _cursor(request) -> str:
    """The key of the last row of the page before; "" for the first page. Any text is one: rows after it follow."""
    return request.GET.get("cursor", "").replace("\x00", "")


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


def _json(request, table: Table, source: Source, rows) -> JsonResponse:
    limit, total = _limit(request), len(rows) if isinstance(rows, list) else rows.count()
    if cursor := _cursor(request):
        rows = _after(rows, source, cursor)
    some = list(rows[: limit + 1])
    shown = some[:limit]
    after = _next(request, source.key(shown[-1])) if len(some) > limit else None
    said = {
        "table": table.name,
        "count": total,
        "next": after,
        "rows": [linked(request, row) for row in table.rows(shown)],
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _after(rows, source, cursor: str):
    """The rows whose key comes after the cursor, in the order the address gives them."""
    if isinstance(rows, list):
        return [row for row in rows if source.key(row) > cursor]
    (key,) = rows.query.order_by
    return rows.filter(**{f"{key}__gt": cursor})


def _next(request, key) -> str:
    query = request.GET.copy()
    query["cursor"] = key
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def linked(request, row: dict) -> dict:
    """The row with its own address made absolute, and the address of its JSON."""
    row["url"] = request.build_absolute_uri(row["url"])
    row["json"] = row["url"].rstrip("/") + ".json"
    return row


def _xlsx(table: Table, rows) -> FileResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_xlsx(table, rows, path)
        opened = path.open("rb")  # stays readable after the directory is gone
    return FileResponse(opened, as_attachment=True, filename=f"{table.name}.xlsx")
