"""How often a network may ask for what is dear: counted in a file that all processes of the machine map into memory.

The file has a fixed size and holds one time for each place: until when its allowance is used up (the generic cell rate
algorithm of ITU-T I.371). Which place a network has is a digest keyed with the secret key: nobody can look up who asked, or
aim at somebody else's place.
"""

import fcntl
import hashlib
import logging
import mmap
import os
import struct
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

PLACES = 16_384
TIME = struct.Struct("d")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """So many at once, and then so many a second."""

    at_once: int
    a_second: float

    @property
    def interval(self) -> float:
        return 1 / (self.a_second * settings.ALLOWANCES)

    @property
    def ahead(self) -> float:
        """Seconds of allowance that may be used in advance."""
        return self.at_once / self.a_second


ALLOWANCES = {
    "drawing": Allowance(20, 0.5),
    "brief": Allowance(30, 0.5),
    "export": Allowance(60, 1),
    "search": Allowance(90, 2),
    "suggestion": Allowance(300, 10),
}
"""A reader never meets these. A house of some hundred readers behind one address does not either, unless they are told to
open the same picture in the same minute."""


class Places:
    """The times in the file; in memory of the process alone where there can be no file."""

    def __init__(self, path: Path | None):
        self._lock = threading.Lock()
        self._file = _opened(path) if path else None
        self._map = mmap.mmap(self._file if self._file is not None else -1, PLACES * TIME.size)

    def take(self, place: int, allowance: Allowance, now: float) -> float:
        """Use one; returns 0, or after how many seconds there is one again."""
        with self._lock, self._alone(place):
            used = self._used_until(place, allowance, now)
            wait = used + allowance.interval - allowance.ahead - now
            if wait > 1e-9:
                return wait
            TIME.pack_into(self._map, place * TIME.size, used + allowance.interval)
            return 0

    def give_back(self, place: int, allowance: Allowance, now: float) -> None:
        """One was not needed after all."""
        with self._lock, self._alone(place):
            used = self._used_until(place, allowance, now)
            TIME.pack_into(self._map, place * TIME.size, max(now, used - allowance.interval))

    def _used_until(self, place: int, allowance: Allowance, now: float) -> float:
        """A time beyond any that could have been used up is from before the machine's clock began anew."""
        (used,) = TIME.unpack_from(self._map, place * TIME.size)
        return used if now < used <= now + allowance.ahead + allowance.interval else now

    def _alone(self, place: int):
        return _Alone(self._file, place * TIME.size)


class _Alone:
    """Keeps other processes from one place of the file."""

    def __init__(self, file: int | None, at: int):
        self.file, self.at = file, at

    def __enter__(self):
        if self.file is not None:
            fcntl.lockf(self.file, fcntl.LOCK_EX, TIME.size, self.at)

    def __exit__(self, *_error):
        if self.file is not None:
            fcntl.lockf(self.file, fcntl.LOCK_UN, TIME.size, self.at)


def _opened(path: Path) -> int | None:
    """The file, ours alone and of its full size; None, with a line in the log, where it cannot be had."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        logger.warning("Requests are counted by each process alone: %s", error.strerror)
        return None
    if os.fstat(file).st_uid != os.geteuid():
        os.close(file)
        logger.warning(
            "Requests are counted by each process alone: the file of another account is in the way."
        )
        return None
    os.ftruncate(file, PLACES * TIME.size)
    return file


@cache
def places() -> Places:
    """The one table of this site on this machine."""
    name = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=8, person=b"allowances").hexdigest()
    return Places(Path(tempfile.gettempdir()) / f"agenda-allowances-{name}")


def place_of(kind: str, network: str) -> int:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    digest = hashlib.blake2b(f"{kind} {network}".encode(), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "big") % PLACES


def take(kind: str, network: str) -> float:
    """Count one request; returns 0, or after how many seconds the network may ask again. Raises KeyError for no kind of ours."""
    return places().take(place_of(kind, network), ALLOWANCES[kind], time.monotonic())


def give_back(kind: str, network: str) -> None:
    places().give_back(place_of(kind, network), ALLOWANCES[kind], time.monotonic())
