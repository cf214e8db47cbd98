"""Answers are kept while there is room, and while the record stays as it was."""

from agenda.serving.store import OVERHEAD, Answer, Store


def answer(size=0):
    return Answer(b"x" * size, ())


def test_an_answer_is_found_in_its_state_only():
    store = Store(1_000_000)
    assert store.get(1, "a") is None
    store.put(1, "a", answer())
    assert store.get(1, "a") and store.get(1, "b") is None
    assert store.get(2, "a") is None, "the record has moved on"
    assert store.get(1, "a") is None, "and what was kept is gone"


def test_an_answer_that_comes_late_is_not_kept():
    store = Store(1_000_000)
    store.get(2, "a")
    store.put(1, "a", answer())
    assert store.get(2, "a") is None


def test_those_not_asked_for_longest_make_way():
    store = Store(20 * OVERHEAD)
    store.get(1, "")
    for name in range(19):
        store.put(1, name, answer())
    assert store.get(1, 0), "asked for again"
    for name in "abc":
        store.put(1, name, answer())
    assert store.get(1, 0) and store.get(1, "c") and store.get(1, 1) is None
    assert store.size <= store.room


def test_an_answer_too_large_for_the_room_is_not_kept():
    store = Store(20 * OVERHEAD)
    store.get(1, "")
    store.put(1, "large", answer(10 * OVERHEAD))
    assert store.get(1, "large") is None and store.size == 0
