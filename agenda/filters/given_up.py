"""Values of filters that rows gave up: the list is at the address with the value that stands for them now."""

from collections.abc import Mapping, Sequence

from agenda.models.given_up import public_keys_now

NOUNS = {
    "earlier": "meeting",
    "forum": "dialogue",
    "later": "meeting",
    "publisher": "actor",
    "recommender": "actor",
    "topic": "topic",
    "where": "dialogue",
}
"""Parameters whose values are addresses of rows, and of which noun."""

MOST = 10
"""How many unknown values of a parameter are looked up."""


class GivenUp(Exception):
    """The address asks for rows by addresses that they gave up: `moved` is {(parameter, value): value now}."""

    def __init__(self, moved: dict[tuple[str, str], str]):
        super().__init__(repr(moved))
        self.moved = moved


def lead_on(unknown: Mapping[str, Sequence[str]]) -> None:
    """Raise GivenUp where any of the unknown values of parameters was given up for another."""
    moved = {
        (name, old): now
        for name, values in unknown.items()
        if name in NOUNS
        for old, now in public_keys_now(NOUNS[name], values[:MOST]).items()
    }
    if moved:
        raise GivenUp(moved)
