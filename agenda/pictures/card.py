"""The share card: what a link to a page shows elsewhere. 1200 × 630 pixels, with n and N where there is a rate."""

from django.utils.translation import gettext as _

from agenda.coverage.rates import Tally
from agenda.coverage.states import State

from .scene import Rect, Scene, Text, mark

WIDTH, HEIGHT, LEFT = 1200, 630, 70
BAR = (
    ("raised", "raised"),
    ("partly_raised", "partly"),
    ("not_raised", "not-bg"),
    ("not_determinable", "no-record-bg"),
)


def wrapped(text: str, size: float, lines: int) -> list[str]:
    """The text broken at blanks into at most `lines` lines of a card; the last ends in … when it does not fit."""
    room = int((WIDTH - 2 * LEFT) / (size * 0.52))
    out = [""]
    for word in text.split():
        if len(out[-1]) + len(word) + 1 <= room or not out[-1]:
            out[-1] = f"{out[-1]} {word}".strip()
        else:
            out.append(word)
    if len(out) > lines:
        out = [*out[: lines - 1], out[lines - 1][: room - 2] + " …"]
    return [line[:room] for line in out]


def card(
    title: str, under: str, *, tally: Tally | None = None, state: State | None = None, foot: str = ""
) -> Scene:
    scene = Scene(WIDTH, HEIGHT)
    scene.add(Rect(0, 0, WIDTH, 96, "raise"), Text(LEFT, 64, "Agenda", 40, bold=True))
    scene.add(Text(WIDTH - LEFT, 62, _("Was the recommended topic raised?"), 26, "end", paint="soft"))
    y = 190
    for line in wrapped(title, 58, 3):
        scene.add(Text(LEFT, y, line, 58, bold=True))
        y += 72
    for line in wrapped(under, 30, 2):
        scene.add(Text(LEFT, y, line, 30, paint="soft"))
        y += 42
    if state:
        scene.add(mark(state, LEFT + 26, 488, 26), Text(LEFT + 72, 504, _(state.word), 46, bold=True))
    elif tally and tally.total:
        _bar(scene, tally, 440)
    scene.add(Rect(0, HEIGHT - 62, WIDTH, 62, "raise"), Text(LEFT, HEIGHT - 22, foot, 24, paint="soft"))
    return scene


def _bar(scene: Scene, tally: Tally, y: float) -> None:
    x, width = LEFT, WIDTH - 2 * LEFT
    for attribute, paint in BAR:
        part = width * getattr(tally, attribute) / tally.total
        scene.add(Rect(x, y, part, 44, paint, "soft" if paint.endswith("-bg") else ""))
        x += part
    said = _("%(raised)s raised, %(partly)s partly, %(not)s not mentioned (N = %(N)s)") % {
        "raised": tally.raised, "partly": tally.partly_raised, "not": tally.not_raised, "N": tally.N}  # fmt: skip
    if tally.not_determinable:
        said += "; " + _("%(n)s without a public record") % {"n": tally.not_determinable}
    scene.add(Text(LEFT, y + 84, said, 28))
