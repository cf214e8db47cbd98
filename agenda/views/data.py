"""Every list at the same address with .csv, .xlsx and .json: what the filters show, all rows."""

import tempfile
from collections.abc import Iterable
from functools import wraps
from pathlib import Path

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

from agenda.catalogue import TABLES, PublicTable
from agenda.exports.courtesy import considerate
from agenda.exports.tables import csv_chunks, value_rows, write_xlsx
from agenda.models.streams import streamed
from agenda.models.version import record_version
from agenda.serving.problems import refused

from .base import asked, today
from .kept_rows import KeptRows
from .sources import NUMBERED, SOURCES, Source

DRESSED = 200
PAGE, MOST = 200, 1_000


def parameters(name: str, form: str) -> list[str]:
    """The query parameters that a data address understands; no row is read to name them."""
    source = SOURCES[name]
    filters, paging = source.filters.base_filters, ["cursor", "limit"] if form == "json" else []
    return [*filters, *(word for word in source.takes if word not in filters), *paging]


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
        return _json(request, table, source, filterset, rows)
    if form == "csv":
        response = StreamingHttpResponse(
            considerate(csv_chunks(table, _all(rows, source, request), origin_of(request))),
            content_type="text/csv; charset=utf-8",
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    values = value_rows(table, _all(rows, source, request), origin_of(request))
    return _xlsx(table, considerate(values, every=100, mine=1))


def _errors(request, name, form, filterset) -> dict[str, str]:
    known = parameters(name, form)
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
    if "limit" in request.GET and form == "json" and not _limit(request):
        errors["limit"] = f"A whole number from 1 to {MOST}."
    if form == "json" and name in NUMBERED and (cursor := _cursor(request)) and not is_number(cursor):
        errors["cursor"] = "Not a cursor that this address gave out: its rows go by number."
    return errors


def _all(rows, source: Source, request) -> Iterable:
    if isinstance(rows, KeptRows):
        parts = rows.whole(DRESSED, source.key)
    elif source.dress:
        parts = (rows[start : start + DRESSED] for start in range(0, len(rows), DRESSED))
    else:
        return rows
    return (row for part in parts for row in _dressed(part, source, request))


def _dressed(rows: list, source: Source, request) -> list:
    """What the table shows of some rows."""
    if not source.dress:
        return rows
    parts = (rows[start : start + DRESSED] for start in range(0, len(rows), DRESSED))
    return [row for part in parts for row in source.dress(part, request)]


def _read(rows) -> Iterable:
    """The rows as they are stored, not all held at once where the database still has them."""
    return streamed(rows) if isinstance(rows, QuerySet) else rows


def _limit(request) -> int:
    """The rows of a page that the address asks for; 0 where it cannot be read."""
    typed = request.GET.get("limit", str(PAGE))
    is_good = typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= MOST
    return int(typed) if is_good else 0


def _cursor(request) -> str:
    """The key of the last row of the page before; "" for the first page. Any text is one: rows after it follow."""
    return request.GET.get("cursor", "").replace("\x00", "")


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


def _json(request, table: PublicTable, source: Source, filterset, rows) -> HttpResponse:
    limit = _limit(request)
    total, some = _page(rows, source, filterset, _cursor(request), limit + 1)
    if some is None:
        return refused({"cursor": "No row of this list in this order has that key: start again without it."})
    shown = some[:limit]
    after = _next(request, source.key(shown[-1])) if len(some) > limit else None
    said = {
        "table": table.name,
        "count": total,
        "next": after,
        "rows": linked_rows(request, table, _dressed(shown, source, request)),
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _page(rows, source: Source, filterset, cursor: str, most: int) -> tuple[int | None, list | None]:
    """How many rows there are (None: not counted), and at most so many after the cursor; None where no row has it."""
    if isinstance(rows, KeptRows):
        return rows.count, rows.after(cursor, most)
    is_sorted = bool(filterset.order)
    if is_sorted and cursor:
        rows = list(_read(rows))
    total = len(rows) if isinstance(rows, list) else source.count(filterset) if source.count else rows.count()
    if cursor:
        rows = _below(rows, source, cursor) if is_sorted else _after(rows, source, cursor)
    return total, None if rows is None else list(rows[:most])


def _after(rows, source, cursor: str):
    """The rows whose key comes after the cursor, in the order the address gives them."""
    if isinstance(rows, list):
        return [row for row in rows if source.key(row) > cursor]
    (key,) = rows.query.order_by
    return rows.filter(**{f"{key}__gt": cursor})


def _below(rows: list, source: Source, cursor: str) -> list | None:
    """The rows that stand after the one with that key, in an order of their own; None where none has it."""
    place = next((place for place, row in enumerate(rows) if str(source.key(row)) == cursor), None)
    return None if place is None else rows[place + 1 :]


def _next(request, key) -> str:
    query = request.GET.copy()
    query["cursor"] = key
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def origin_of(request) -> str:
    """What stands before every path of this site: https://host."""
    return f"{request.scheme}://{request.get_host()}"


def linked_rows(request, table: PublicTable, rows) -> list[dict]:
    """The rows as they stand in JSON, each with the address of its JSON."""
    return linked(table.rows(rows, origin_of(request)))


def linked(rows: Iterable[dict]) -> list[dict]:
    """Rows of JSON, each with the address of its JSON."""
    return [row | {"json": f"{row['url'].rstrip('/')}.json"} for row in rows]


def _xlsx(table: PublicTable, rows: Iterable) -> FileResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_xlsx(table, rows, path)
        opened = path.open("rb")  # stays readable after the directory is gone
    return FileResponse(opened, as_attachment=True, filename=f"{table.name}.xlsx")
