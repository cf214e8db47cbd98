"""Ask a server over loopback with kept connections; subjects take turns, so that what else the machine does hits all alike."""

import http.client
import statistics
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Times:
    """Milliseconds of one subject's answers, and how many came in how many seconds."""

    each: list[float] = field(default_factory=list)
    n: int = 0
    seconds: float = 0.0

    def said(self) -> dict[str, float]:
        ordered = sorted(self.each)
        return {
            "median_ms": round(statistics.median(ordered), 2),
            "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
            "per_second": round(self.n / self.seconds, 1) if self.seconds else 0.0,
        }


class Asker:
    """One kept connection."""

    def __init__(self, port: int):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def ask(
        self, address: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes, float]:
        """(status, headers, body, milliseconds)."""
        started = time.perf_counter()
        self.connection.request("GET", address, headers=headers or {})
        response = self.connection.getresponse()
        body = response.read()
        return response.status, dict(response.getheaders()), body, (time.perf_counter() - started) * 1000


def in_turns(targets: dict[str, tuple[int, str, dict[str, str]]], rounds: int) -> dict[str, Times]:
    """Ask each target (port, address, headers) once a round over one connection a port."""
    askers = {port: Asker(port) for port, _address, _headers in targets.values()}
    found = {name: Times() for name in targets}
    for _round in range(rounds):
        for name, (port, address, headers) in targets.items():
            milliseconds = askers[port].ask(address, headers)[3]
            times = found[name]
            times.each.append(milliseconds)
            times.n, times.seconds = times.n + 1, times.seconds + milliseconds / 1000
    return found


def together(port: int, address: str, headers: dict[str, str], connections: int, seconds: float) -> Times:
    """Ask one target over so many connections at once for so long."""
    times, ends, lock = Times(), time.perf_counter() + seconds, threading.Lock()

    def work():
        asker, own = Asker(port), []
        while time.perf_counter() < ends:
            own.append(asker.ask(address, headers)[3])
        with lock:
            times.each += own
            times.n += len(own)

    threads = [threading.Thread(target=work) for _n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds = seconds
    return times
