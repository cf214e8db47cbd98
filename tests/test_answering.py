"""A test with a server waits for what the server is answering, and for nothing else."""

import threading

from django.core.signals import request_finished, request_started

from tests.support.answering import answered_all


def begun(answer: threading.Event, *, is_answered: bool) -> threading.Thread:
    """A request that another thread answers once `answer` is set, or never."""
    running = threading.Event()

    def work():
        request_started.send(sender=None, environ={})
        running.set()
        answer.wait()
        if is_answered:
            request_finished.send(sender=None)

    thread = threading.Thread(target=work)
    thread.start()
    running.wait()
    return thread


def test_a_request_under_way_is_waited_for(db):
    answer, found = threading.Event(), []
    thread = begun(answer, is_answered=True)
    waiting = threading.Thread(target=lambda: found.append((answered_all(), answer.is_set())))
    waiting.start()
    waiting.join(0.5)
    assert not found
    answer.set()
    waiting.join()
    thread.join()
    assert found == [(True, True)]


def test_a_thread_that_ended_without_an_answer_is_not(db):
    answer = threading.Event()
    answer.set()
    begun(answer, is_answered=False).join()
    assert answered_all()
