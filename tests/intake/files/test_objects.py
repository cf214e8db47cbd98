"""JSON as a table: the shapes that are taken, and a sentence for every other."""

import json

import pytest

from agenda.intake.files.objects import json_sheet, objects_sheet
from agenda.intake.files.sheets import MAX_COLUMNS, MAX_ROWS, FileRefused

TWO = [{"code": "chips", "name": "Chips"}, {"code": "cables"}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"rows": TWO}),
        json.dumps({"results": TWO, "count": 2}),
        json.dumps({"rows": "none", "data": TWO}),
        "\n\n".join(map(json.dumps, TWO)),
    ],
    ids=["rows", "results", "the one that is a list", "one a line"],
)
def test_rows_are_found_where_they_are_and_absent_keys_are_none(text):
    sheet = json_sheet("topics", text)
    assert (sheet.headers, sheet.rows) == (["code", "name"], [(1, ["chips", "Chips"]), (2, ["cables", None])])


def test_an_object_by_itself_is_a_table_of_one_row():
    sheet = json_sheet("topics", '{"name": "Chips", "phrases": ["wafer"]}')
    assert sheet.rows == [(1, ["Chips", ["wafer"]])]


@pytest.mark.parametrize(
    "text, said",
    [
        ('{"rows": [', "This is no JSON we can read"),
        ('{"code": "a"}\n["b"]', "This is no JSON we can read"),
        ('{"code": "a"}\n{"code":', "This is no JSON we can read"),
        ("[1]", "topics:1"),
        ('{"n": ' + "9" * 5_000 + "}", "A number has thousands of digits"),
        ('{"rows": ' + "[" * 100_000, "lists are nested too deeply"),
        ('{"rows": [1, 2]}', "must be a JSON list of objects"),
        ('{"count": 2}', "must be a JSON list of objects"),
        ('{"rows": []}', "The objects have 0 keys"),
        ('{"rows": [{}]}', "The objects have 0 keys"),
        (json.dumps({"rows": [{str(n): n for n in range(MAX_COLUMNS + 1)}]}), f"have {MAX_COLUMNS + 1} keys"),
        ('{"rows": [{"name": "a\\u0000b"}]}', "The text contains NUL characters"),
        ('{"rows": [{"name": ["a", {"b": "\\u0000"}]}]}', "The text contains NUL characters"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(text, said):
    with pytest.raises(FileRefused) as refused:
        json_sheet("topics", text)
    assert said in str(refused.value)


def test_as_many_rows_as_there_may_be_are_taken_and_no_more():
    listed = [(n, {"code": n}) for n in range(MAX_ROWS + 1)]
    assert len(objects_sheet("topics", listed[:-1]).rows) == MAX_ROWS
    with pytest.raises(FileRefused, match="“topics” has more than"):
        objects_sheet("topics", listed)
