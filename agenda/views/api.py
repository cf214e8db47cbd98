"""The data addresses explained: a page for people, OpenAPI 3.1 for programs, both made of catalogue and filters."""

import copy
from typing import Any, cast

from django.http import JsonResponse
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.catalogue import KINDS, TABLES, PublicTable
from agenda.filters.changes import held_meetings
from agenda.filters.facets import MANY
from agenda.filters.fields import DateField, DaysField, TolerantChoices
from agenda.filters.named import forums, publishers, recommenders, topics
from agenda.filters.sorting import SortField
from agenda.models.about import about_site

from .base import page
from .data import MOST, PAGE, open_data, parameters
from .sources import NUMBERED, SOURCES

DATE = [
    {"format": "date", "pattern": r"^(1\d|20)\d\d-\d\d-\d\d$"},
    {"pattern": r"^(1\d|20)\d\d-(0[1-9]|1[0-2])$"},
    {"pattern": r"^(1\d|20)\d\d$"},
    {"const": ""},
]
"""A day, a month or a year, or nothing."""
WORD = r"^[^/\s]*$"
"""A slug or code, or nothing."""
ROWS_OF: dict[Any, tuple[str, str]] = {
    forums: ("dialogues", "slug"),
    topics: ("topics", "code"),
    recommenders: ("actors", "slug"),
    publishers: ("actors", "slug"),
    held_meetings: ("meetings", "slug"),
}
"""The table and its column that list the words of choices that are rows."""
SAID = {
    "cursor": "Where the page before ended; taken from its `next`.",
    "limit": f"Rows a page, 1 to {MOST}; {PAGE} unless asked.",
    "self_coded": "`include` counts cells judged by an analyst of the recommending organization.",
    "since": "From this day on; 2022-03 and 2022 mean their first day. What is dated to a month or year stays when it may "
    "lie within.",
    "until": "Up to this day; 2022-03 and 2022 mean their last day. What is dated to a month or year stays when it may lie "
    "within.",
    "sort": "Order by this column, a minus in front for the largest first; without it rows go by their key. Rows without a "
    "value stand last.",
    "as_of": "Answer as the record of meetings stood that day: 2022-03-01, 2022-03 or 2022.",
}


def about(request):
    """The same for a person."""
    tables = [(table, _parameters(table.name)) for table in TABLES.values()]
    return page(request, "agenda/api.html", {"tables": tables}, title=_("Data and API"))


def _parameters(name: str) -> list[dict]:
    """The parameters of a list as OpenAPI describes them, made of its filters without any of its rows."""
    filters = copy.deepcopy(SOURCES[name].filters.base_filters)  # a filter keeps the field that it makes
    fields = {word: filter_.field for word, filter_ in filters.items()}
    return [_parameter(word, fields.get(word), name) for word in parameters(name, "json")]


def _words_of(field: TolerantChoices) -> tuple[dict, str]:
    """What one value of choices may be; and where the choices are listed, if they are too many to be written down."""
    choices: Any = field.choices
    of_rows = choices.func if isinstance(choices, CallableChoiceIterator) else None
    field.settle()
    if of_rows is None or len(cast("list", field.choices)) <= MANY:
        words = [str(value) for value, _label in cast("list[tuple]", field.choices)]
        return {"type": "string", "enum": [*words, ""]}, ""
    table, column = ROWS_OF[of_rows]
    return {"type": "string", "pattern": WORD}, f". One of `{column}` in `/{table}.json`."


def _parameter(name: str, field: Any, table: str) -> dict:
    schema: dict = {"type": "string"}
    where = ""
    if isinstance(field, TolerantChoices):
        items, where = _words_of(field)
        schema = {"type": "array", "items": items}
    elif isinstance(field, DaysField):
        schema = {"anyOf": [{"type": "integer", "minimum": field.low, "maximum": field.high}, {"const": ""}]}
    elif isinstance(field, DateField):
        schema = {"type": "string", "anyOf": DATE}
    elif isinstance(field, SortField):
        keys = [sign + key for key in field.orders for sign in ("", "-")]
        schema = {"type": "string", "enum": [*keys, ""]}
    elif name == "cursor" and table in NUMBERED:
        schema = {"type": "string", "pattern": r"^\d{0,15}$"}
    elif name == "limit":
        schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE}
    elif name == "self_coded":
        schema = {"type": "string", "enum": ["include"]}
    said = (SAID.get(name) or (str(field.label) if field else name)) + where
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": said,
        "schema": schema,
        "explode": True,
    }


def _schema(table: PublicTable) -> dict:
    columns = {
        c.name: KINDS[c.kind] | {"description": c.meaning, "examples": [c.example]} for c in table.columns
    }
    columns["json"] = KINDS["url"] | {"description": "Address of the row's JSON."}
    return {"type": "object", "properties": columns, "required": list(columns)}


PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "errors": {"type": "array", "items": {"type": "object"}},
    },
}  # fmt: skip


COUNT = {
    "type": ["integer", "null"],
    "description": "Rows of all pages; null where there are too many to count.",
}


def _answers(kind: str, schema: dict, *refusals: int) -> dict:
    answers = {"200": {"description": "Found.", "content": {kind: {"schema": schema}}},
               "304": {"description": "Not changed since the ETag that was sent."}}  # fmt: skip
    # The web server itself refuses addresses longer than it takes, before the program sees them.
    answers["414"] = {"description": "The address is too long."}
    refusal = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return answers | {
        str(status): {"description": "Refused, with the reason.", "content": refusal} for status in refusals
    }


def _list(known: list[dict], table: PublicTable, form: str) -> dict:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}"}}
    page_of = {"type": "object", "required": ["table", "count", "next", "rows"],
               "properties": {"table": {"const": table.name}, "count": COUNT, "next": KINDS["url"],
                              "rows": rows}}  # fmt: skip
    kinds: dict[str, tuple[str, dict]] = {
        "json": ("application/json", page_of),
        "csv": ("text/csv", {"type": "string"}),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"type": "string"}),
    }
    known = [p for p in known if form == "json" or p["name"] not in ("cursor", "limit")]
    return {"get": {"operationId": f"{table.name}_{form}", "summary": f"{table.title} as {form}",
                    "description": table.meaning, "parameters": known, "responses": _answers(*kinds[form], 400)}}  # fmt: skip


def _detail(table: PublicTable) -> dict:
    key = {
        "name": "key",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": r"^[^/]+$"},
    }
    return {"get": {"operationId": f"{table.name}_one", "summary": f"One of {table.title.lower()}, whole",
                    "description": f"A list within it holds at most {MOST} rows, of findings the latest; where there are "
                    "more, `more` gives the address of a list with all under the name of this one.",
                    "parameters": [key], "responses": _answers("application/json", {"type": "object"}, 400, 404)}}  # fmt: skip


def _info(site) -> dict:
    """What the site says of itself, in the words of OpenAPI."""
    said = {
        "title": site.name,
        "version": "1",
        "summary": site.summary or "Was the recommended topic raised? The record as data.",
        "description": "“Not raised” means: not mentioned in the published readouts.",
        "license": {"name": site.license.name, "url": site.license.url},
    }
    if site.operator or site.contact:
        is_web = "://" in site.contact
        contact = {"name": site.operator, "url" if is_web else "email": site.contact}
        said["contact"] = {name: value for name, value in contact.items() if value}
    return said


@open_data
@cache_control(public=True, max_age=3600)
def description(request):
    paths = {}
    for table in TABLES.values():
        known = _parameters(table.name)
        for form in ("json", "csv", "xlsx"):
            paths[f"/{table.name}.{form}"] = _list(known, table, form)
        if table.has_pages:
            paths[f"/{table.name}/{{key}}.json"] = _detail(table)
    schemas = {table.name: _schema(table) for table in TABLES.values()} | {"Problem": PROBLEM}
    said = {
        "openapi": "3.1.0",
        "info": _info(about_site()),
        "servers": [{"url": request.build_absolute_uri(reverse("home")).rstrip("/")}],
        "paths": paths,
        "components": {"schemas": schemas},
    }  # fmt: skip
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})
