"""What a reader may report an error about: the pages of findings, meetings and documents, by their address."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.db.models import Model
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _

from agenda.languages import bare_path, path_in, reading_language
from agenda.models import Correction, Document, Finding, Meeting
from agenda.models.about import about_site
from agenda.models.prepared import Prepared


def _answered(**subject):
    """What was answered about it, with who answered, newest first."""
    return Correction.objects.published().filter(**subject).select_related("decided_by")


@Prepared
def _of_cell(meeting: str, topic: str):
    return _answered(meeting__slug=meeting, topic__code=topic)


@Prepared
def _of_meeting(slug: str):
    return _answered(meeting__slug=slug, topic=None)


@Prepared
def _of_document(slug: str):
    return _answered(document__slug=slug)


ANSWERED: dict[str, Callable[[dict], list[Correction]]] = {
    "finding": lambda keys: _of_cell(keys["meeting"], keys["topic"]),
    "finding-version": lambda keys: _of_cell(keys["meeting"], keys["topic"]),
    "meeting": lambda keys: _of_meeting(keys["slug"]),
    "document": lambda keys: _of_document(keys["slug"]),
}
"""Name of a page → the answered corrections that are about it, by the words of its address."""


@dataclass(frozen=True)
class Subject:
    """What an address is about: its rows by their field of Correction, its page and its words."""

    rows: dict[str, Model]
    url: str
    words: str


def subject_of(address: str) -> Subject | None:
    """The public finding, meeting or document at an address of this site, whole or from its first slash; else None."""
    try:
        path = urlsplit(address.strip()).path
        bare = bare_path("/" + path.removeprefix(get_script_prefix()).lstrip("/"))
        match = resolve(path_in(reading_language(), bare))  # whatever language the page was read in
    except (Resolver404, ValueError):
        return None
    find = FINDERS.get(match.url_name or "")
    return find(match.kwargs) if find and "\x00" not in path else None


def _meeting(keys: dict) -> Subject | None:
    row = Meeting.objects.published().filter(slug=keys["slug"]).first()
    return Subject({"meeting": row}, row.get_absolute_url(), str(row)) if row else None


def _document(keys: dict) -> Subject | None:
    row = Document.objects.published().filter(slug=keys["slug"]).first()
    return Subject({"document": row}, row.get_absolute_url(), str(row)) if row else None


def _cell(keys: dict) -> Subject | None:
    """A cell with a finding, withdrawn or not; an older version's address means the cell."""
    rows = Finding.objects.in_public_cells().filter(meeting__slug=keys["meeting"], topic__code=keys["topic"])
    row = rows.select_related("meeting", "topic").first()
    if row is None:
        return None
    words = _("%(topic)s at %(meeting)s") % {"topic": row.topic, "meeting": row.meeting}
    return Subject({"meeting": row.meeting, "topic": row.topic}, row.get_absolute_url(), words)


FINDERS = {"finding": _cell, "finding-version": _cell, "meeting": _meeting, "document": _document}


def corrections_of(request) -> dict:
    """Context of a page on which errors may be reported: what was answered, and where to report one. {} elsewhere."""
    match = request.resolver_match
    if match is None or match.url_name not in ANSWERED:
        return {}
    answered = ANSWERED[match.url_name](match.kwargs)
    takes = about_site().takes_corrections
    return {"corrections": answered, "report_url": report_url(request.path) if takes else ""}


def report_url(path: str) -> str:
    """Where to report an error of the page at `path`."""
    return f"{reverse('correction-new')}?{urlencode({'about': path}, safe='/')}"
