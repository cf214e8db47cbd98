"""Read uploaded files in a process of its own, which has bounds and nothing to lose.

A small file can ask a library for more memory or time than there is. The process (`reader`) is started anew for every file,
not forked, so that threads of the server may do it; it sets its own limits, knows no secrets and ends with whoever asked.
"""

import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.catalogue.cells import plain

from . import logos, sheets, texts
from .logos import LogoRefused, ReadLogo
from .sheets import FileRefused, ReadingOptions, Sheet
from .texts import Brought, TextRefused

READER = Path(__file__).with_name("reader.py")
SECONDS = 4  # of the processor
PATIENCE = 10  # seconds on the wall, for a machine that is busy with something else
MEMORY = 190_000_000  # bytes of data; 50,000 rows of 20 cells, or 10 in JSON, take about 170 million
OUTPUT = 64_000_000  # bytes of what comes back
EXHAUSTED = 3  # what the reader exits with when its memory or output is at an end
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SSL_CERT_FILE", "TMPDIR")
"""Of the environment; secrets are not among them."""

logger = logging.getLogger(__name__)


class ReadingFailed(Exception):
    """The reader came to no end that it had words for. `is_too_much` when it ran into its limits."""

    def __init__(self, what: str, *, is_too_much: bool):
        super().__init__(what)
        self.is_too_much = is_too_much


def text_of_file(content: bytes) -> Brought:
    """The normalized text of an uploaded file. Raises TextRefused with a sentence for the form, whatever the file does."""
    texts.refuse_large(len(content))
    try:
        with _answers("text", content) as answers:
            answer = next(answers)
    except ReadingFailed as error:
        raise TextRefused(
            _(
                "This file takes too much time or memory to read: paste its text instead, or bring it in in parts."
            )
            if error.is_too_much
            else _("This file cannot be read: it is damaged, or of an unusual kind. Paste its text instead.")
        ) from None
    if "refused" in answer:
        raise TextRefused(answer["refused"])
    return Brought(answer["text"], answer["media_type"], tuple(answer["notes"]))


def logo_of_file(content: bytes) -> ReadLogo:
    """The picture in an uploaded file as a small PNG. Raises LogoRefused, whatever the file does."""
    logos.refuse_large(len(content))
    try:
        with _answers("logo", content) as answers:
            answer = next(answers)
    except ReadingFailed:
        raise LogoRefused(_("This picture cannot be read: save it again as a small PNG.")) from None
    if "refused" in answer:
        raise LogoRefused(answer["refused"])
    return ReadLogo(b64decode(answer["content"]), answer["width"], answer["height"])


def table_of_file(
    name: str, content: bytes, kind: str, reading: ReadingOptions, words: Iterable[str] = ()
) -> Sheet:
    """The table in an uploaded file that is brought in as `kind`. Raises FileRefused, whatever the file does.

    `words` are names that headers of such a table bear.
    """
    asked = {"name": name, "kind": kind, "reading": asdict(reading), "words": list(words)}
    return _sheets("table", content, **asked)[name]


def tables_of_package(content: bytes) -> dict[str, Sheet]:
    """The tables of a zipped package by their names. Raises FileRefused, whatever the file does."""
    return _sheets("package", content)


def _sheets(job: str, content: bytes, **asked: Any) -> dict[str, Sheet]:
    sheets.refuse_large(len(content))
    try:
        with _answers(job, content, **asked) as answers:
            return received(answers)
    except ReadingFailed as error:
        raise FileRefused(
            _(
                "The file takes too much memory or time. Delete the rows and columns beside the table and save again, "
                "save the table as CSV, or split it into several files."
            )
            if error.is_too_much
            else _("The file is damaged, or no table: open it in a spreadsheet program and save it again.")
        ) from None


def received(answers: Iterator[Any]) -> dict[str, Sheet]:
    """The sheets as `reader` gave them: a head that says how many rows follow, then the rows."""
    found = {}
    for head in answers:
        if "refused" in head:
            raise FileRefused(head["refused"], head.get("sheets", ()))
        if "done" in head:
            break
        key, count, is_escaped = head.pop("key"), head.pop("count"), head.pop("is_escaped")
        sheet = Sheet(**head)
        sheet.bad = [(line, why) for line, why in sheet.bad]
        sheet.left_out = [(line, _plain(cells, is_escaped), why) for line, cells, why in sheet.left_out]
        for _n in range(count):
            line, cells = next(answers)
            sheet.rows.append((line, _plain(cells, is_escaped)))
        if is_escaped:
            sheet.headers = [plain(header) for header in sheet.headers]
        found[key] = sheet
    return found


def _plain(cells: list, is_escaped: bool) -> list:
    return [plain(cell) for cell in cells] if is_escaped else cells


@contextmanager
def _answers(job: str, content: bytes, **asked: Any) -> Iterator[Iterator[Any]]:
    """What the reader says, line by line. Raises ReadingFailed."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result:
        source.write(content)
        source.seek(0)
        asked |= {
            "job": job,
            "language": get_language() or "en",
            "seconds": SECONDS,
            "memory": MEMORY,
            "output": OUTPUT,
        }
        _run(asked, source, result)
        result.seek(0)
        answers = map(json.loads, result)
        first = next(answers, None)
        if first is None or "failed" in first:
            raise _failure(job, "nothing" if first is None else first["failed"])
        result.seek(0)
        yield map(json.loads, result)


def _run(asked: dict[str, Any], source: IO[bytes], result: IO[bytes]) -> None:
    """Run the reader to its end, which comes at the latest when this process or the request does."""
    ours, theirs = socket.socketpair()  # each side learns by it that the other is gone
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    with ours:
        with theirs:
            process = subprocess.Popen(  # noqa: S603  our own program; what is asked is one of its arguments
                [sys.executable, "-I", str(READER), str(theirs.fileno()), json.dumps(asked)],
                stdin=source,
                stdout=result,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=environment,
            )
        try:
            ours.settimeout(PATIENCE)
            ours.recv(1)
            code = process.wait(1)
        except (TimeoutError, subprocess.TimeoutExpired):
            raise _failure(asked["job"], "time", is_too_much=True) from None
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if code == EXHAUSTED or code < 0:  # a signal: the limit of time, or memory that was not to be had
        raise _failure(asked["job"], f"ended by {code}", is_too_much=True)
    if code:
        raise _failure(asked["job"], f"exit {code}")


def _failure(job: str, what: str, *, is_too_much: bool = False) -> ReadingFailed:
    """Log what happened, without a word of the file, and return what to raise."""
    logger.warning("A file could not be read (%s): %s", job, what)
    return ReadingFailed(what, is_too_much=is_too_much)
