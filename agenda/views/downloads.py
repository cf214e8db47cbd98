from django.conf import settings
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.exports.release import releases

from .base import page

MEANINGS = {
    "datapackage.json": _lazy("Frictionless Data Package: schemas, keys, licenses"),
    "package.zip": _lazy("The package with all its tables as one file; another Agenda takes it in as it is"),
    "agenda.sqlite": _lazy("SQLite file, ready for Datasette"),
    "codebook.ttl": _lazy("Codebook as SKOS (Turtle)"),
    "codebook.jsonld": _lazy("Codebook as SKOS (JSON-LD)"),
    "annotations.jsonld": _lazy("Evidence as W3C Web Annotations"),
    "events.json": _lazy("Meetings as Open Civic Data events"),
    "CITATION.cff": _lazy("How to cite this release"),
    "CHANGES.md": _lazy("Verdicts changed since the release before, and why"),
    "changes.json": _lazy("The same for programs"),
    "SHA256SUMS": _lazy("Checksums of every file"),
}


def downloads(request):
    """All releases, newest first, with the size of every file."""
    listed = []
    for release in releases(settings.RELEASES_DIR):
        paths = sorted(path for path in release.rglob("*") if path.is_file())
        names = [(path.relative_to(release).as_posix(), path.stat().st_size) for path in paths]
        listed.append((release.name, [(name, size, MEANINGS.get(name, "")) for name, size in names]))
    return page(request, "agenda/downloads.html", {"releases": listed}, title=_("Releases"))


def download(request, version, name):
    """A file of a release. Only files that the release's own checksums name are given out."""
    release = next((path for path in releases(settings.RELEASES_DIR) if path.name == version), None)
    if release is None:
        raise Http404("No such release.")
    known = {line.split("  ", 1)[1] for line in (release / "SHA256SUMS").read_text().splitlines()} | {
        "SHA256SUMS"
    }
    if name not in known or not (release / name).is_file():
        raise Http404("No such file in this release.")
    return FileResponse(
        (release / name).open("rb"), as_attachment=True, filename=f"{version}-{name.replace('/', '-')}"
    )
