"""The writers that the torture kills, what they said was done, and whether it is on record: see `torture.py`."""

import os
import random
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

LONGEST = 120  # seconds to wait for work that should go on


class Writer:
    """A process at one kind of work, and what it has said."""

    def __init__(self, kind: str, start: int, others: Iterable["Writer"] = (), largest_file: int = 0):
        self.kind, self.said, self.others = kind, b"", tuple(others)
        self.reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._be(start, writing, largest_file)
        os.close(writing)
        os.set_blocking(self.reading, False)

    def _be(self, start: int, writing: int, largest_file: int) -> None:
        from scripts.torture_work import work

        try:
            for writer in (self, *self.others):  # so that each ends with the torture, for want of a listener
                os.close(writer.reading)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if largest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
            work(self.kind, start, writing)
        except Exception as error:  # the torture wants to know that, and goes on
            os.write(writing, f"died {type(error).__name__}: {error!r}\n".replace("\n", " ").encode() + b"\n")
        finally:
            os._exit(1)

    def listen(self) -> None:
        with suppress(BlockingIOError):
            while came := os.read(self.reading, 65_536):
                self.said += came

    def pieces(self) -> int:
        """How much it has said to be done."""
        self.listen()
        return len([line for line in self.said.split(b"\n")[:-1] if line.startswith(self.kind.encode())])

    def kill(self) -> tuple[list[str], bool]:
        """Kill it; gives back every whole line that it said, and whether it had died by itself before."""
        os.kill(self.pid, signal.SIGKILL)
        _pid, status = os.waitpid(self.pid, 0)
        self.listen()
        os.close(self.reading)
        return self.said.decode(errors="replace").split("\n")[:-1], not os.WIFSIGNALED(status)


class Torture:
    """The writers, what was acknowledged, and what went wrong."""

    def __init__(self, seed: int):
        from scripts.torture_work import KINDS

        self.random = random.Random(seed)  # noqa: S311  when to kill
        self.done: dict[str, set[int]] = {kind: set() for kind in KINDS}
        self.kills: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.died: list[str] = []
        self.started = 0
        self.writers: dict[str, Writer] = {}

    def start(self, kind: str, **values) -> None:
        from django.db import connections

        connections.close_all()  # a child shares none of ours
        self.started += 1
        self.writers[kind] = Writer(kind, self.started * 1_000, self.writers.values(), **values)

    def kill(self, kind: str) -> None:
        self.kills[kind] += 1
        lines, had_died = self.writers.pop(kind).kill()
        self.died += [f"a writer of {kind}s died by itself"] if had_died else []
        for line in lines:
            word, _, rest = line.partition(" ")
            if word in self.done:
                self.done[word].add(int(rest))
            elif word == "died":
                self.died.append(rest)
            else:
                self.refused[rest[:90]] += 1

    def acknowledged(self, kind: str) -> int:
        """How many pieces of a kind were said to be done up to now."""
        writer = self.writers.get(kind)
        return len(self.done[kind]) + (writer.pieces() if writer else 0)

    def seconds_until_more(self) -> float:
        """Wait until a piece more of each kind was said to be done; gives back the seconds until the first one was."""
        started = time.monotonic()
        before = {kind: self.acknowledged(kind) for kind in self.done}
        first = 0.0
        while time.monotonic() - started < LONGEST:
            more = [self.acknowledged(kind) > number for kind, number in before.items()]
            if any(more) and not first:
                first = time.monotonic() - started
            if all(more):
                return first
            time.sleep(0.01)
        self.died.append(f"work of some kind did not go on within {LONGEST} seconds")
        return first or LONGEST

    def wait_for_refusal(self) -> None:
        """Wait until a writer says that it was refused something."""

        def refusals():
            return sum(writer.said.count(b"refused ") for writer in self.writers.values())

        started, before = time.monotonic(), refusals()
        while refusals() == before and time.monotonic() - started < LONGEST:
            for writer in self.writers.values():
                writer.listen()
            time.sleep(0.01)

    def all_killed(self) -> None:
        for kind in list(self.writers):
            self.kill(kind)

    def with_writers(self, **values) -> None:
        for kind in self.done:
            if kind not in self.writers:
                self.start(kind, **values)

    def pause(self, least: float, most: float) -> None:
        time.sleep(self.random.uniform(least, most))

    def check(self, name: str) -> bool:
        """Print how it stands; True when nothing is lost or half and no writer died by itself."""
        from django.db import connections

        from scripts.torture_work import half_done, lost, unsaid

        missing, half, unknown = lost(self.done), half_done(), unsaid(self.done)
        connections.close_all()
        counts = ", ".join(f"{len(numbers)} {kind}s" for kind, numbers in self.done.items())
        print(
            f"{name:<34}{self.kills.total():4} kills; acknowledged {counts}; lost {len(missing)}, half {len(half)}; "
            f"whole but killed before they said so {unknown}; refused {dict(self.refused)}",
            flush=True,
        )
        for line in [*missing[:10], *half[:10], *self.died[:10]]:
            print(f"  {line}")
        self.refused.clear()
        return not missing and not half and not self.died
