"""The process that reads a file: bounded, without secrets, gone with whoever asked, and soon there."""

import io
import json
import linecache
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from agenda.intake.files import apart, reader
from agenda.intake.files.logos import LogoRefused
from agenda.intake.files.sheets import FileRefused, ReadingOptions
from agenda.intake.files.texts import TextRefused
from tests.support.imports import csv_of
from tests.support.measuring import measure_readers
from tests.support.programs import unmeasured
from tests.support.texts import docx, pdf


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put another program in the reader's place: `stand_in("…")`."""

    def put(source: str):
        program = tmp_path / "program.py"
        program.write_text(f"import json, os, sys, time\n{source}")
        monkeypatch.setattr(apart, "READER", program)

    return put


def test_every_kind_of_file_is_read_there(monkeypatch):
    measure_readers(monkeypatch)
    assert apart.text_of_file(docx("They met.")).text == "They met."
    assert apart.text_of_file(pdf("Ministers met and spoke.")).media_type == "application/pdf"
    sheet = apart.table_of_file("file", "slug,title\nx,'=日米\n".encode(), "meetings", ReadingOptions())
    assert (sheet.name, sheet.headers, sheet.rows) == ("file", ["slug", "title"], [(2, ["x", "=日米"])])
    rows = {
        "topics": [("code", "name"), ("chips", "Chips")],
        "actors": [("slug", "name"), ("north", "North"), ("south", "South")],
    }
    resources = [{"name": name, "path": f"{name}.csv"} for name in rows]
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
        for name, lines in rows.items():
            archive.writestr(f"{name}.csv", csv_of(*lines))
    tables = apart.tables_of_package(package.getvalue())
    assert {name: sheet.rows for name, sheet in tables.items()} == {
        "topics": [(2, ["chips", "Chips"])],
        "actors": [(2, ["north", "North"]), (3, ["south", "South"])],
    }


def test_threads_of_a_server_may_ask_at_once():
    with ThreadPoolExecutor(6) as pool:
        texts = list(pool.map(lambda n: apart.text_of_file(f"Text {n}.".encode()).text, range(12)))
    assert texts == [f"Text {n}." for n in range(12)]


def test_the_program_needs_no_django():
    modules = "texts pdf word web_page tables workbooks packages objects events".split()
    source = (
        "import sys; sys.path.insert(0, '.'); "
        + "; ".join(f"import agenda.intake.files.{name}" for name in modules)
        + "; print([name for name in sys.modules if name.partition('.')[0] == 'django'])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", source], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_knows_no_secrets(stand_in, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    stand_in('print(json.dumps({"text": " ".join(os.environ), "media_type": "", "notes": []}))')
    assert "SECRET_KEY" not in apart.text_of_file(b"x").text


@pytest.mark.parametrize(
    "source, said",
    [
        ("os.abort()", "too much time or memory"),
        ("sys.exit(3)", "too much time or memory"),
        ("sys.exit(1)", "cannot be read"),
        ("pass", "cannot be read"),
        ('print(json.dumps({"failed": "KeyError in x.py, line 1"}))', "cannot be read"),
        ("time.sleep(30)", "too much time or memory"),
    ],
)
def test_however_it_ends_there_is_a_sentence_and_a_line_in_the_log(
    stand_in, monkeypatch, caplog, source, said
):
    if "sleep" in source:  # a busy machine may take long until any other one has started
        monkeypatch.setattr(apart, "PATIENCE", 0.4)
    stand_in(source)
    with pytest.raises(TextRefused, match=said):
        apart.text_of_file(b"secret words")
    with pytest.raises(FileRefused, match=r"too much memory or time|damaged, or no table"):
        apart.table_of_file("file", b"secret words", "meetings", ReadingOptions())
    with pytest.raises(LogoRefused, match="cannot be read: save it again"):
        apart.logo_of_file(b"secret words")
    assert len(caplog.records) == 3 and "secret words" not in caplog.text


def test_a_library_that_gives_up_is_logged_by_its_place_only(monkeypatch):
    def give_up(content, asked):
        raise LookupError("secret words")
        yield

    monkeypatch.setitem(reader.JOBS, "text", give_up)
    monkeypatch.setattr("sys.stdin", type("", (), {"buffer": open(os.devnull, "rb")}))  # noqa: SIM115
    [said] = reader.answer({"job": "text", "language": "en"})
    sys.stdin.buffer.close()
    assert said["failed"].startswith("LookupError in test_apart.py, line ")


@pytest.mark.parametrize("error", [MemoryError, OSError])
def test_what_is_too_much_for_it_is_not_taken_for_damage(monkeypatch, error):
    def take_too_much(content, asked):
        raise error
        yield

    monkeypatch.setitem(reader.JOBS, "text", take_too_much)
    with open(os.devnull, "rb") as nothing:
        monkeypatch.setattr("sys.stdin", type("", (), {"buffer": nothing}))
        with pytest.raises(error):
            list(reader.answer({"job": "text", "language": "en"}))


def test_it_ends_with_the_request(stand_in, tmp_path, monkeypatch):
    """A worker that is told to stop raises in the thread that waits."""

    class Stopped(BaseException):
        pass

    def stop(*_args):
        raise Stopped

    def is_waiting() -> bool:
        frame = sys._current_frames()[threading.main_thread().ident]
        return "recv(" in linecache.getline(frame.f_code.co_filename, frame.f_lineno)

    def stop_once_it_runs():
        while not (note.exists() and note.read_text().endswith(".") and is_waiting()):
            time.sleep(0.01)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGALRM)

    monkeypatch.setattr(apart, "PATIENCE", 60)
    note = tmp_path / "pid"
    stand_in(f"open({str(note)!r}, 'w').write(f'{{os.getpid()}}.')\ntime.sleep(60)")
    before = signal.signal(signal.SIGALRM, stop)
    waiting = threading.Thread(target=stop_once_it_runs, daemon=True)
    waiting.start()
    try:
        with pytest.raises(Stopped):
            apart.text_of_file(b"x")
        waiting.join()
    finally:
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text().rstrip(".")), 0)


def test_it_ends_when_the_server_is_gone():
    ours, theirs = socket.socketpair()
    asked = {"job": "text", "language": "en", "seconds": 5, "memory": apart.MEMORY, "output": apart.OUTPUT}
    command = [sys.executable, "-I", str(apart.READER), str(theirs.fileno()), json.dumps(asked)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=(theirs.fileno(),)
    )
    theirs.close()
    ours.close()
    assert process.wait(20) == reader.EXHAUSTED
    process.stdin.close()


def test_its_limits_are_the_kernels_own():
    source = (
        "import json, resource, sys; sys.path.insert(0, '.'); from agenda.intake.files import reader; "
        "reader.limit(4, 190_000_000, 1000); "
        "print(json.dumps([resource.getrlimit(n)[1] for n in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]))"
    )
    bare = unmeasured()  # what was measured would not fit into a thousand bytes
    done = subprocess.run([sys.executable, "-I", "-c", source], capture_output=True, check=True, env=bare)
    assert json.loads(done.stdout) == [4, 1000]
    assert apart.SECONDS < 5 and apart.MEMORY < 200_000_000
    assert reader.EXHAUSTED == apart.EXHAUSTED and resource.RLIMIT_DATA


def test_where_the_system_counts_no_memory_the_program_does(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert reader.held() > 0
    source = (
        "import sys; sys.path.insert(0, '.'); from agenda.intake.files import reader; import socket; "
        "reader.held = lambda: 10; a, b = socket.socketpair(); reader.watch(a.fileno(), 5)"
    )
    assert subprocess.run([sys.executable, "-I", "-c", source]).returncode == reader.EXHAUSTED
