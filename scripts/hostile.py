"""Read every hostile file of the tests as the desk would, and print what each took: `make hostile`.

Exit code 1 when one took longer than `--seconds`, more memory than `--megabytes`, or was answered by anything but a sentence.
"""

import argparse
import os
import resource
import sys
import time
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "hostile-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
os.environ.setdefault("LOG_LEVEL", "CRITICAL")


def tried(job: tuple[str, str]) -> tuple[str, float, float, str]:
    """(name, seconds, megabytes of the reader, the answer) of one file, in a process that reads no other."""
    import django

    django.setup()
    from agenda.intake.files import apart
    from agenda.intake.files.sheets import FileRefused, ReadingOptions
    from agenda.intake.files.texts import TextRefused
    from tests.support import hostile_tables, hostile_texts

    kind, name = job
    content = (hostile_texts.TEXTS if kind == "text" else hostile_tables.TABLES)[name][0]()
    started = time.monotonic()
    try:
        if kind == "text":
            apart.text_of_file(content)
        else:
            apart.table_of_file("file", content, "meetings", ReadingOptions())
        said = ""
    except (TextRefused, FileRefused) as refused:
        said = str(refused)
    took = time.monotonic() - started
    return f"{kind}: {name}", took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, said


def main(given: argparse.Namespace) -> int:
    from tests.support import hostile_tables, hostile_texts

    jobs = [("text", name) for name in hostile_texts.TEXTS] + [
        ("table", name) for name in hostile_tables.TABLES
    ]
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        results = sorted(pool.imap(tried, jobs, chunksize=1), key=lambda result: -result[1])
    bad = [one for one in results if one[1] > given.seconds or one[2] > given.megabytes or not one[3]]
    for name, took, memory, said in results:
        print(f"{took:5.1f} s {memory:5.0f} MB  {name:<50.50} {said[:70]}")
    print(
        f"{len(results)} files; {len(bad)} beyond {given.seconds:g} s or {given.megabytes:g} MB, or without a sentence"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--megabytes", type=float, default=200)
    sys.exit(main(parser.parse_args()))
