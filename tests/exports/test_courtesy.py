"""Exports make way for pages, and never for ever."""

import contextlib
from threading import Event, Thread

from agenda.exports import courtesy
from agenda.exports.courtesy import Requests, considerate, counted


def test_an_export_waits_for_the_request_in_progress_and_goes_on_after_it(monkeypatch):
    monkeypatch.setattr(courtesy, "PATIENCE", 30)
    requests, taken, finished = Requests(), [], Event()
    monkeypatch.setattr(courtesy, "requests", requests)

    def export():
        for thing in considerate(range(3)):
            taken.append(thing)
        finished.set()

    with requests:
        thread = Thread(target=export)
        thread.start()
        assert not finished.wait(0.05) and taken == []
    assert finished.wait(10) and taken == [0, 1, 2]
    thread.join()


def test_patience_ends(monkeypatch):
    monkeypatch.setattr(courtesy, "PATIENCE", 0.01)
    requests = Requests()
    monkeypatch.setattr(courtesy, "requests", requests)
    with requests:
        assert list(considerate("abc")) == ["a", "b", "c"]
        assert list(considerate("abc", mine=1)) == ["a", "b", "c"]


def test_a_request_that_fails_is_not_counted_for_ever(monkeypatch):
    requests = Requests()
    monkeypatch.setattr(courtesy, "requests", requests)

    def broken(request):
        assert requests._n == 1
        raise ValueError

    with contextlib.suppress(ValueError):
        counted(broken)(None)
    assert requests._n == 0
