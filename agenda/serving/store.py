"""Answers in the memory of a process, as many bytes as there is room for: those not asked for longest make way."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

LARGEST = 8
"""An answer takes at most this part of the room: one large page does not drive out all others."""
OVERHEAD = 1_000
"""Bytes that an answer takes beside its content."""


@dataclass(frozen=True)
class Answer:
    """What was answered, without what the outer middleware adds; `match` is which page it was.

    `marks` are attributes of the response by which its view told the outer middleware who may frame it.
    """

    content: bytes
    headers: tuple[tuple[str, str], ...]
    match: Any = None
    marks: tuple[tuple[str, Any], ...] = ()

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD


class Store:
    """Answers made from one state of the record; another state empties it. Threads may share it."""

    def __init__(self, room: int):
        self.room = room
        self.size = 0
        self.state: Hashable = None
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, state: Hashable, key: Hashable) -> Answer | None:
        with self._lock:
            self._move_to(state)
            if answer := self._answers.get(key):
                self._answers.move_to_end(key)
            return answer

    def put(self, state: Hashable, key: Hashable, answer: Answer) -> None:
        """Keep the answer, unless the record has moved on from the state or it is too large."""
        with self._lock:
            if state != self.state or answer.size * LARGEST > self.room:
                return
            if old := self._answers.pop(key, None):
                self.size -= old.size
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.room:
                _key, gone = self._answers.popitem(last=False)
                self.size -= gone.size

    def _move_to(self, state: Hashable) -> None:
        if state != self.state:
            self._answers.clear()
            self.size, self.state = 0, state
