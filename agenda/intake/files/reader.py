"""The program that reads one uploaded file: standard input to JSON lines on standard output, within limits of its own.

`python -I reader.py FD ASKED`: FD is a socket that closes when whoever asked is gone, ASKED the question as JSON (see `apart`).
It starts without Django, so that it is there in tens of milliseconds.
"""

import json
import os
import resource
import select
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

EXHAUSTED = 3
SYNC = 0.05  # seconds between two looks at the socket and, where the system sets no limit, at the memory


def limit(seconds: int, memory: int, output: int) -> None:
    """Bound this process; not every system knows every limit."""
    for name, most in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_DATA", memory),
        ("RLIMIT_FSIZE", output),
        ("RLIMIT_CORE", 0),
    ):
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


def watch(asker: int, most: int) -> None:
    """End this process when the other end of the socket closes, or when it holds more than `most` bytes."""
    while True:
        if select.select([asker], [], [], SYNC)[0] or held() > most:
            os._exit(EXHAUSTED)


def held() -> int:
    """Bytes of memory that this process held at most; 0 where the system's own limit counts them."""
    if sys.platform != "darwin":
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def text(content: bytes, asked: dict[str, Any]) -> Iterator[Any]:
    from agenda.intake.files.texts import read_file

    brought = read_file(content)
    yield {"text": brought.text, "media_type": brought.media_type, "notes": brought.notes}


def table(content: bytes, asked: dict[str, Any]) -> Iterator[Any]:
    from agenda.intake.files.sheets import ReadingOptions
    from agenda.intake.files.tables import read_table, told

    sheet = read_table(
        asked["name"], content, asked["kind"], ReadingOptions(**asked["reading"]), asked["words"]
    )
    yield from told(asked["name"], sheet)


def package(content: bytes, asked: dict[str, Any]) -> Iterator[Any]:
    from agenda.intake.files.tables import read_package, told

    for name, sheet in read_package(content).items():
        yield from told(name, sheet)


def logo(content: bytes, asked: dict[str, Any]) -> Iterator[Any]:
    from agenda.intake.files.logos import read_logo

    found = read_logo(content)
    yield {"content": b64encode(found.content).decode(), "width": found.width, "height": found.height}


JOBS: dict[str, Callable[[bytes, dict[str, Any]], Iterator[Any]]] = {
    "text": text,
    "table": table,
    "package": package,
    "logo": logo,
}


def answer(asked: dict[str, Any]) -> Iterator[Any]:
    """What is said about the file on standard input: what was read, or why it was not."""
    from agenda.intake.files.wording import Refused, speak

    speak(asked["language"])
    try:
        yield from JOBS[asked["job"]](sys.stdin.buffer.read(), asked)
        yield {"done": True}
    except Refused as refusal:
        yield {"refused": str(refusal), "sheets": getattr(refusal, "sheets", [])}
    except (MemoryError, OSError):
        raise
    except (
        Exception
    ) as error:  # what a library raises when a file is damaged in a way that it has no word for
        yield {"failed": f"{type(error).__name__} in {place_of(error)}"}


def place_of(error: Exception) -> str:
    """The file and line that raised; never the message, which may quote the file."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{Path(frame.tb_frame.f_code.co_filename).name}, line {frame.tb_lineno}" if frame else "?"


def main() -> None:
    asker, asked = int(sys.argv[1]), json.loads(sys.argv[2])
    limit(asked["seconds"], asked["memory"], asked["output"])
    threading.Thread(target=watch, args=(asker, asked["memory"]), daemon=True).start()
    sys.path.insert(0, str(Path(__file__).parents[3]))
    code = 0
    try:
        for line in answer(asked):
            sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except (MemoryError, OSError):
        code = EXHAUSTED
    os._exit(code)  # taking large trees apart again would cost time that nobody has asked for


if __name__ == "__main__":
    main()
