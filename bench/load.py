"""Ask servers over loopback with kept connections; subjects take turns, so that what else the machine does hits all alike."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass
class Target:
    """What is asked of a server, and with which headers."""

    port: int
    address: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Times:
    """Milliseconds of one subject's answers, and how many came in how many seconds."""

    each: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, milliseconds: float) -> None:
        self.each.append(milliseconds)
        self.seconds += milliseconds / 1000

    def said(self) -> dict[str, float]:
        ordered = sorted(self.each)
        return {
            "median_ms": round(statistics.median(ordered), 3),
            "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 3),
            "per_second": round(len(ordered) / self.seconds, 1) if self.seconds else 0.0,
            "times": len(ordered),
        }


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    milliseconds: float


class Asker:
    """One kept connection. A server that closed it meanwhile is connected anew, outside of what is timed."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, address: str, headers: dict[str, str] | None = None) -> Answer:
        for again in (True, False):
            if self.connection.sock is None:
                self.connection.connect()
            started = time.perf_counter()
            try:
                self.connection.request("GET", address, headers=headers or {})
                response = self.connection.getresponse()
                body = response.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()
                if not again:
                    raise
                continue
            return Answer(
                response.status, dict(response.getheaders()), body, (time.perf_counter() - started) * 1000
            )
        raise AssertionError("asked twice without an answer or an error")


Subjects = dict[tuple[str, str], Target | Callable[[], object]]
"""(subject, kind) → what is asked, or a function of this process that is timed."""


def in_turns(subjects: Subjects, rounds: int, longest: float) -> dict[tuple[str, str], Times]:
    """Ask each once a round, over one connection a server; one that has taken `longest` seconds sits the others out."""
    askers = {target.port: Asker(target.port) for target in subjects.values() if isinstance(target, Target)}
    found = {name: Times() for name in subjects}
    for turn in range(rounds):
        for name, target in subjects.items():
            if turn and found[name].seconds > longest:
                continue
            if isinstance(target, Target):
                found[name].add(askers[target.port].ask(target.address, target.headers).milliseconds)
            else:
                started = time.perf_counter()
                target()
                found[name].add((time.perf_counter() - started) * 1000)
    return found


def together(target: Target, connections: int, seconds: float) -> Times:
    """Ask one target over so many connections at once for so long."""
    times, ends, lock = Times(), time.perf_counter() + seconds, threading.Lock()

    def work():
        asker, own = Asker(target.port), []
        while not own or time.perf_counter() < ends:
            own.append(asker.ask(target.address, target.headers).milliseconds)
        with lock:
            times.each += own

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds = time.perf_counter() - started
    return times


def ratio(above: float, below: float) -> float | None:
    return round(above / below, 3) if below else None


def grown(points: Iterable[tuple[float, float]]) -> float | None:
    """The exponent by which the second number grows with the first: the slope of a line through the logarithms."""
    import math

    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _y in logs}) < 2:
        return None
    mean_x, mean_y = (statistics.mean(part) for part in zip(*logs, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _y in logs)
    return round(sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread, 2)
