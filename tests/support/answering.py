"""What the live server of a test is still answering: a page that was left or closed may have sent something last."""

import threading
import time

from django.core.signals import request_finished, request_started

QUIET = 0.1
"""Seconds without a request after which none is on its way any more."""
LONGEST = 20
"""Seconds that a request is waited for."""
_threads: set[threading.Thread] = set()


def _begun(**_rest) -> None:
    if threading.current_thread() is not threading.main_thread():
        _threads.add(threading.current_thread())


def _ended(**_rest) -> None:
    _threads.discard(threading.current_thread())


request_started.connect(_begun)
request_finished.connect(_ended)


def answered_all() -> bool:
    """Wait until the server has answered all it was asked; False when it has not after `LONGEST` seconds."""
    last = started = time.monotonic()
    while (now := time.monotonic()) - started < LONGEST:
        if any(thread.is_alive() for thread in _threads):
            last = now
        elif now - last > QUIET:
            return True
        time.sleep(0.01)
    return False
