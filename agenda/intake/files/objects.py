"""JSON as a table: a list of objects, or an object that holds one."""

import json
from typing import Any

from .lists import parse_rows
from .sheets import MAX_COLUMNS, MAX_ROWS, FileRefused, Sheet
from .wording import _


def json_sheet(name: str, text: str) -> Sheet:
    """A list of objects, an object whose `rows` (or `data`) is one, a single object or one a line; absent keys are None."""
    if text.lstrip().startswith("["):
        rows, problems = parse_rows(text, name)
        if problems:
            raise FileRefused(str(problems[0]))
        listed = [(row.line, row.values) for row in rows]
    else:
        listed = list(enumerate(_wrapped(text), start=1))
    return objects_sheet(name, listed)


def _wrapped(text: str) -> list[dict]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if listed := _one_a_line(text):
            return listed
        raise FileRefused(_("This is no JSON we can read: %(error)s.") % {"error": error}) from None
    except (ValueError, RecursionError):
        raise FileRefused(_("A number has thousands of digits, or lists are nested too deeply.")) from None
    rows = next((value[key] for key in ("rows", "data", "results") if isinstance(value.get(key), list)), None)
    if rows is None and any(name in value for name in ("title", "name", "code", "slug")):
        return [value]  # one object by itself, as Open Civic Data's scrapers write events
    if rows is None or not all(isinstance(row, dict) for row in rows):
        raise FileRefused(
            _("The file must be a JSON list of objects, or an object with such a list as “rows”.")
        )
    return rows


def _one_a_line(text: str) -> list[dict]:
    """The objects of a file that has one in every line; [] for any other."""
    try:
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []
    return rows if all(isinstance(row, dict) for row in rows) else []


def objects_sheet(name: str, listed: list[tuple[int, dict[str, Any]]]) -> Sheet:
    """(line, object) pairs as a table."""
    if len(listed) > MAX_ROWS:
        sentence = _(
            "“%(name)s” has more than %(most)s rows. Split it into several files and bring them in together."
        )
        raise FileRefused(sentence % {"name": name, "most": f"{MAX_ROWS:,}"})
    headers = list(dict.fromkeys(key for _line, row in listed for key in row))
    if not headers or len(headers) > MAX_COLUMNS:
        raise FileRefused(
            _("The objects have %(n)s keys; 1 to %(most)s are taken.")
            % {"n": len(headers), "most": MAX_COLUMNS}
        )
    if any("\x00" in json.dumps(row, ensure_ascii=False).replace("\\u0000", "\x00") for _line, row in listed):
        raise FileRefused(_("The text contains NUL characters, which no database keeps: take them out."))
    return Sheet(name, headers, [(line, [row.get(key) for key in headers]) for line, row in listed])
