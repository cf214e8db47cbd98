"""Calls below the middleware find room: the system is not asked for memory again and again, however deep they are."""

import resource

import pytest
from django.http import HttpResponse

from agenda.serving.stack import roomy

CALLS = 2_000
DEPTHS = range(150)  # the edges of several pieces of 16 kB


def leaf(value):
    return value


def call_often(_request):
    for number in range(CALLS):
        leaf(number)
    return HttpResponse()


def deep(depth, call):
    return call() if depth == 0 else deep(depth - 1, call)


def faults(depth, view) -> int:
    """How often the process touches memory that is new to it while the view is asked from that deep."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    deep(depth, lambda: view(None))
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.parametrize("below", [0, 40])
def test_no_depth_makes_each_call_ask_for_memory(below):
    view = roomy(lambda request: deep(below, lambda: call_often(request)))
    assert max(faults(depth, view) for depth in DEPTHS) < CALLS // 2
