"""Odd values for every address and every form, and what no answer may say."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction

VALUES = ("²", "١٢", "9" * 5000, "9" * 20, "-1", "1e9", "\x00", "a\x00b", "\ud800", "%s", "[]", '{"a": 1}', "null", " ",
          "0000-00-00", "9999-12-31", "-0001", "\u202e", "a" * 5000, "'; --", "2022-13", "Infinity", "NaN",
          "\U0001d7d9")  # fmt: skip
DATABASE_WORDS = re.compile(
    r"constraint failed|violates|psycopg|sqlite|IntegrityError|DataError|OperationalError|invalid input syntax|"
    r"out of range for|invalid byte sequence|Traceback|surrogates not allowed|NUL \(0x00\)|null byte|"
    r"exceeds the limit \(4300|DETAIL:|Constraint “",
    re.IGNORECASE,
)
"""What only a database or Python says."""


@dataclass
class PageForm:
    """A form as it stands in a page: where it is sent, how, and with which values."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class FormReader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms: list[PageForm] = []
        self.inside, self.select, self.area = None, None, None

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = PageForm(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self.inside)
        if self.inside is None:
            return
        name, values = found.get("name", ""), self.inside.fields
        if tag == "input" and found.get("type") == "file":
            self.inside.files.append(name)
        elif tag == "input" and name and found.get("type") in ("checkbox", "radio"):
            values.setdefault(name, [])
            if "checked" in found:
                values[name].append(found.get("value", "on"))
        elif tag in ("input", "button") and name:
            values.setdefault(name, []).append(found.get("value", ""))
        elif tag == "select" and name:
            self.select = name
            values.setdefault(name, [])
        elif tag == "option" and self.select and "selected" in found:
            values[self.select].append(found.get("value", ""))
        elif tag == "textarea" and name:
            self.area = name
            values.setdefault(name, []).append("")

    def handle_data(self, data):
        if self.inside and self.area:
            self.inside.fields[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def forms_of(page: str) -> list[PageForm]:
    reader = FormReader()
    reader.feed(page)
    return reader.forms


def refused_well(client, method: str, address: str, data=None, **kwargs) -> str:
    """What is wrong with the answer to the request, "" when nothing is; whatever it wrote is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address, data, **kwargs)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    said = content.decode("utf-8", "replace")
    if answer.status_code >= 500:
        return f"{answer.status_code} {method} {address[:80]}"
    if found := DATABASE_WORDS.search(said):
        return f"“{said[max(0, found.start() - 80) : found.end() + 80]}” {method} {address[:80]}"
    if "\x00" in said and "html" in answer.get("Content-Type", ""):
        return f"NUL in the page {method} {address[:80]}"
    return ""
