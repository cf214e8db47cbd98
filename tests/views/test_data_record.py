"""The real record as data: the same rows in every form, and values of the kind the catalogue says."""

import json
import re

import pytest

from agenda.catalogue import KINDS, TABLES, flat
from agenda.catalogue.cells import safe
from tests.support.data import as_csv, as_json, as_xlsx
from tests.support.pages import text
from tests.support.record import outcomes


def plainly(value) -> str:
    """A cell as text; Excel writes 0.0 as 0 and holds booleans."""
    text = str(flat(value))
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text


@pytest.mark.parametrize("name", TABLES)
def test_all_three_forms_hold_the_same_rows(record, client, name):
    table = TABLES[name]
    found = as_json(client, f"/{name}.json?limit=97")
    assert len({tuple(str(row[key]) for key in table.key) for row in found}) == len(found)
    assert [list(row) for row in found] == [[*table.names, "json"]] * len(found)
    shown = [{c: plainly(safe(flat(row[c]))) for c in table.names} for row in found]
    for rows in (as_csv(client, f"/{name}.csv"), as_xlsx(client, f"/{name}.xlsx")):
        cells = [{c: plainly(row[c]) for c in table.names} for row in rows]
        assert cells == shown
    assert all(row["json"].startswith("http://testserver/") for row in found)


def fits(value, schema) -> bool:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    names = {
        str: "string",
        int: "integer",
        float: "number",
        bool: "boolean",
        list: "array",
        type(None): "null",
    }
    named = names[type(value)]
    return (named in kinds or (named == "integer" and "number" in kinds)) and (
        "pattern" not in schema or value is None or bool(re.match(schema["pattern"], value))
    )


@pytest.mark.parametrize("name", TABLES)
def test_values_and_examples_are_of_the_kind_the_catalogue_says(record, client, name):
    columns = TABLES[name].columns
    rows = json.loads(client.get(f"/{name}.json?limit=1000").content)["rows"]
    assert rows
    wrong = [(c.name, row[c.name]) for row in rows for c in columns if not fits(row[c.name], KINDS[c.kind])]
    assert not wrong
    assert not [
        c.name for c in columns if not fits(c.example, KINDS[c.kind]) or not c.meaning or not c.source
    ]


def test_filters_narrow_the_data_as_they_narrow_the_page(record, client):
    page = client.get("/meetings/?forum=quad&since=2022").context["page"].paginator.count
    assert (
        len(as_csv(client, "/meetings.csv?forum=quad&since=2022"))
        == page
        == len(as_json(client, "/meetings.json?forum=quad&since=2022"))
    )
    assert f"This data, {page} rows:" in text(client.get("/meetings/?forum=quad&since=2022"))
    page = client.get("/recommendations/?state=missed&state=waiting").context["page"].paginator.count
    assert len(as_csv(client, "/recommendations.csv?state=missed&state=waiting")) == page
    raised = as_json(client, "/findings.json?topic=open-ran&outcome=raised&limit=1000")
    assert len(raised) == outcomes(topic="open-ran")["raised"] > 0
    for address, name in (("/", "findings"), ("/actors/", "actors"), ("/dialogues/", "dialogues")):
        assert f"This data, {len(as_csv(client, f'/{name}.csv'))} rows:" in text(client.get(address))
    early = {row["code"]: row["N"] for row in as_json(client, "/topics.json?as_of=2021-12-31")}
    late = {row["code"]: row["N"] for row in as_json(client, "/topics.json")}
    assert 0 < early["open-ran"] < late["open-ran"]
    assert 'href="/meetings.csv?forum=quad"' in client.get("/meetings/?forum=quad&page=1").content.decode()
