"""Shares of N as stacked bars: raised, partly raised, not mentioned, each in a color of its own.

A bar of few cells is drawn hollow (`Tally.is_hollow`), so that a share of few does not look like a share of many;
nothing is drawn for N = 0.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agenda.coverage.rates import HOLLOW_BELOW, Tally

from .letters import width_of
from .scene import Label, Rect, Scene

# Attribute of Tally, word, fill, outline.
SHARES = (
    ("raised", gettext_noop("raised"), "raised", "raised"),
    ("partly_raised", gettext_noop("partly raised"), "partly", "partly"),
    ("not_raised", gettext_noop("not mentioned"), "silent-bg", "silent"),
)
OUTLINED = ("silent-bg",)
"""Fills so light that they need their outline on paper."""


def stack(tally: Tally, area: Rect, *, is_upright: bool = False, name: str = "") -> Iterator[Rect]:
    """The bar of a tally in the area, from the left or, upright, from below; nothing for N = 0.

    With a `name` each part says in its tip what it counts, as "2022: raised 3 of 12".
    """
    before = 0
    for attribute, word, fill, outline in SHARES:
        count = getattr(tally, attribute)
        if count:
            tip = _("%(name)s: %(word)s %(n)s of %(N)s") % {
                "name": name, "word": _(word), "n": count, "N": tally.N}  # fmt: skip
            place = _place(area, before / tally.N, count / tally.N, is_upright)
            yield _part(place, tally.is_hollow, fill, outline, tip if name else "")
            before += count


def _place(area: Rect, start: float, share: float, is_upright: bool) -> Rect:
    if is_upright:
        height = area.height * share
        return Rect(area.x, area.y + area.height * (1 - start) - height, area.width, height)
    return Rect(area.x + area.width * start, area.y, area.width * share, area.height)


def _part(place: Rect, hollow: bool, fill: str, outline: str, tip: str = "") -> Rect:
    if not hollow:
        return replace(place, paint=fill, outline=outline if fill in OUTLINED else "", tip=tip)
    # A pixel inside its place, so that the outlines of neighbors stand side by side.
    inner = Rect(place.x + 1, place.y + 1, max(place.width - 2, 0.5), max(place.height - 2, 0.5))
    return replace(inner, outline=outline, tip=tip, is_dashed=outline == "partly")


def shares_legend(scene: Scene, x: float, y: float, *, with_hollow: bool) -> None:
    """Add the colors in words, and what hollow means where a hollow bar is drawn; (x, y) starts the baseline."""
    square = Rect(0, y - 12, 14, 14)
    words = [(_part(square, False, fill, outline), _(word)) for _attribute, word, fill, outline in SHARES]
    if with_hollow:
        hollow = replace(square, outline="soft")
        words.append((hollow, _("hollow: fewer than %(n)s cells") % {"n": HOLLOW_BELOW}))
    for box, word in words:
        scene.add(replace(box, x=x), Label(x + 20, y, word, 12, paint="soft"))
        x += 44 + width_of(word, 12)
