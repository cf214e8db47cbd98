"""What a worker has loaded, which lives as long as it, is not walked through again and again."""

import gc

from agenda.serving.worker import settle


def is_walked_through(thing: object) -> bool:
    return any(found is thing for found in gc.get_objects())


def test_what_was_loaded_is_left_out_of_the_collector_and_what_comes_after_is_not():
    loaded = [[]]
    assert is_walked_through(loaded)
    settle()
    of_a_request = [[]]
    assert not is_walked_through(loaded) and is_walked_through(of_a_request)
