"""Pictures by address: as SVG, PNG and CSV, and as a page that other sites may frame."""

import csv
import io

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from agenda.catalogue.cells import safe
from agenda.coverage.changed import last_changed_on
from agenda.coverage.dialogues import coverage_of
from agenda.models import Dialogue, Topic
from agenda.models.about import about_site
from agenda.pictures import Picture
from agenda.pictures.bars import grid, waiting
from agenda.pictures.png import png
from agenda.pictures.series import rates, reach_words, strip, timeline
from agenda.pictures.source import signed
from agenda.pictures.svg import svg
from agenda.questions.missed import found_silent

from .base import asked, ledger_of, today

PNG_SCALE = 2
"""A PNG has twice the pixels of the picture in a page, so that it stays sharp in print."""


def picture_of(request, kind: str, slug: str) -> Picture:
    """Draw a picture from the public record; raises Http404 when there is none of that name."""
    if kind not in BUILDERS:
        raise Http404("No such picture.")
    return BUILDERS[kind](request, slug)


def _dialogue(slug) -> Dialogue:
    return get_object_or_404(Dialogue.objects.published(), slug=slug)


def _timeline(request, slug):
    dialogue = _dialogue(slug)
    known = dialogue.meetings.filter(is_published=True).known(asked(request).on, today())
    return timeline(dialogue, list(known.newest_first()))


def _strip(request, slug):
    topic = get_object_or_404(Topic.objects.published(), code=slug)
    return strip(topic, ledger_of(request, topics=[topic.pk]))


def _matrix(request, slug):
    dialogue = _dialogue(slug)
    ledger = ledger_of(request, dialogues=[dialogue.pk])
    coverage = coverage_of(dialogue, ledger, ledger.pairings())
    name, url = dialogue.reader.short_name, dialogue.get_absolute_url()
    here = {occasion.pk for occasion in coverage.occasions}
    reaches = reach_words(cell for cell in ledger.cells.values() if cell.meeting_id in here)
    return grid(slug, name, url, coverage.topics, coverage.occasions, coverage.lookup, reaches)


def _waiting(request, slug):
    if slug == "all":
        waits = found_silent(ledger_of(request).pairings())
        return waiting(slug, _("all forums"), reverse("missed"), waits)
    dialogue = _dialogue(slug)
    waits = found_silent(ledger_of(request, dialogues=[dialogue.pk]).pairings())
    return waiting(slug, dialogue.reader.short_name, dialogue.get_absolute_url(), waits)


def _rates(request, slug):
    ledger = ledger_of(request)
    if slug == "all":
        return rates(slug, _("all forums"), reverse("home"), ledger.tallies_by_year())
    dialogue = Dialogue.objects.published().filter(slug=slug).first()
    if dialogue:
        tallies = ledger.tallies_by_year(dialogue_id=dialogue.pk)
        return rates(slug, dialogue.reader.short_name, dialogue.get_absolute_url(), tallies)
    topic = get_object_or_404(Topic.objects.published(), code=slug)
    ledger = ledger.narrowed(topics=[topic.pk])
    return rates(slug, topic.reader.name, topic.get_absolute_url(), ledger.tallies_by_year(topic_id=topic.pk))


BUILDERS = {"timeline": _timeline, "strip": _strip, "matrix": _matrix, "waiting": _waiting, "rates": _rates}


def _source(request, drawn: Picture) -> str:
    """The whole address of the page that a picture stands for."""
    return request.build_absolute_uri(drawn.source_url + asked(request).query)


def _signed(request, drawn: Picture, *, has_title: bool) -> Picture:
    day = asked(request).on if asked(request).is_as_of else last_changed_on()
    return signed(
        drawn,
        source=_source(request, drawn),
        site=about_site().name,
        license_name=about_site().license.name,
        on=day,
        is_as_of=asked(request).is_as_of,
        has_title=has_title,
    )


def picture(request, kind, slug, form):
    """A picture as a file to download: `form` is svg, png or csv."""
    drawn = picture_of(request, kind, slug)
    if form != "csv":
        drawn = _signed(request, drawn, has_title=True)
    if form == "svg":
        response = HttpResponse(svg(drawn, paper=True), content_type="image/svg+xml")
    elif form == "png":
        response = HttpResponse(
            png(drawn.scene, width=round(PNG_SCALE * drawn.scene.box[2])), content_type="image/png"
        )
    else:
        response = HttpResponse(_csv(drawn), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{slug}.{form}"'
    return response


def _csv(drawn: Picture) -> str:
    """The picture's data as CSV, with a mark for Excel that it is UTF-8 and no cell that a program would run."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    for row in [drawn.head, *drawn.rows]:
        writer.writerow([safe(str(value)) for value in row])
    return out.getvalue()


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"]})
def embed(request, kind="", slug=""):
    """A picture alone, with its source line, for other people's pages. No script runs in it."""
    drawn = picture_of(request, kind, slug)
    context = {
        "picture": drawn,
        "svg": svg(_signed(request, drawn, has_title=False)),
        "source": _source(request, drawn),
        "covered": request.build_absolute_uri(reverse("coverage")),
        "license": about_site().license,
        "asked": asked(request),
    }
    return render(request, "embed.html", context)
