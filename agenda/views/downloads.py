from django.conf import settings
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from agenda.exports.release import releases

from .base import page

MEANINGS = {
    "datapackage.json": "Frictionless Data Package: schemas, keys, licenses",
    "package.zip": "The package with all its tables as one file; another Agenda takes it in as it is",
    "agenda.sqlite": "SQLite file, ready for Datasette",
    "codebook.ttl": "Codebook as SKOS (Turtle)",
    "codebook.jsonld": "Codebook as SKOS (JSON-LD)",
    "annotations.jsonld": "Evidence as W3C Web Annotations",
    "events.json": "Meetings as Open Civic Data events",
    "CITATION.cff": "How to cite this release",
    "CHANGES.md": "Verdicts changed since the release before, and why",
    "changes.json": "The same for programs",
    "SHA256SUMS": "Checksums of every file",
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
