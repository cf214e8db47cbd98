"""A page that tells how far a long work is, line by line while it goes on: no script is needed to read it."""

import logging
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread

from django.db import connection
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

MARK = "<!-- lines -->"
WAIT = 10  # seconds until a line says that it is still going on

logger = logging.getLogger(__name__)


def streamed(request, title: str, work: Callable, address: str) -> StreamingHttpResponse:
    """Do `work(progress)` beside the request; the page grows with every report and ends with a link to `address`.

    Whoever leaves the page stops nothing: the work goes on, and what came of it stands at `address`.
    """
    reports: SimpleQueue = SimpleQueue()

    def worked():
        try:
            work(lambda what, done, total: reports.put((what, done, total)))
            reports.put("")
        except Exception:
            logger.exception("background work failed")
            reports.put(_("Something went wrong on our side; nothing was written."))
        finally:
            connection.close()

    Thread(target=copy_context().run, args=(worked,)).start()  # its log lines bear the request's number
    page = render_to_string("desk/progress.html", {"title": title, "address": address}, request)
    before, _mark, after = page.partition(MARK)
    return StreamingHttpResponse(_page(before, after, reports, address))


def _page(before: str, after: str, reports: SimpleQueue, address: str) -> Iterator[str]:
    yield before
    while True:
        try:
            report = reports.get(timeout=WAIT)
        except Empty:
            yield format_html("<li>{}</li>\n", _("still at work …"))
            continue
        if isinstance(report, str):
            break
        what, done, total = report
        yield format_html("<li>{}</li>\n", _line(what, done, total))
    end = format_html('<li class="problem">{}</li>', report) if report else ""
    follow = format_html(
        '</ol><p><a href="{}" data-follow>{}</a></p>', address, _("Done: see what came of it")
    )
    yield end + follow + after


def _line(what: str, done: int, total: int) -> str:
    return _("%(what)s: %(done)s of %(total)s rows") % {
        "what": _(what),
        "done": f"{done:,}",
        "total": f"{total:,}",
    }
