"""The share card: what a link to a page shows elsewhere. 1200 × 630 pixels, with n and N where there is a rate."""

from django.utils.translation import gettext as _

from agenda.coverage.rates import HOLLOW_BELOW, Tally
from agenda.coverage.sentences import in_part_sentence
from agenda.coverage.states import State
from agenda.joining import clauses

from .letters import BOLD, wrapped
from .scene import Label, Rect, Scene, mark
from .shares import stack

WIDTH, HEIGHT, LEFT = 1200, 630, 70
ROOM = WIDTH - 2 * LEFT
LOWEST, LOWEST_BESIDE = 540, 430
"""The lowest baseline of the lines under a title: alone, and above a state or a bar."""


def card(
    title: str,
    under: str,
    *,
    tally: Tally | None = None,
    state: State | None = None,
    foot: str = "",
    site: str = "Agenda",
) -> Scene:
    """Draw a card: a title, lines under it, a state or the shares of a tally where given, a foot line, and the site's name."""
    scene = Scene(WIDTH, HEIGHT)
    scene.add(
        Rect(0, 0, WIDTH, 96, "raise"),
        Label(LEFT, 64, wrapped(site, ROOM / 2, 40 * BOLD, 1)[0], 40, bold=True),
    )
    scene.add(Label(WIDTH - LEFT, 62, _("Was the recommended topic raised?"), 26, "end", paint="soft"))
    y = 180
    for line in wrapped(title, ROOM, 56 * BOLD, 3):
        scene.add(Label(LEFT, y, line, 56, bold=True))
        y += 68
    room = int((LOWEST_BESIDE if state or tally else LOWEST) - y) // 40 + 1
    for line in _lines(under, room):
        scene.add(Label(LEFT, y, line, 30, paint="soft"))
        y += 40
    if state:
        scene.add(mark(state, LEFT + 26, 488, 26), Label(LEFT + 72, 504, _(state.word), 46, bold=True))
    elif tally and tally.total:
        _shares(scene, tally, 444)
    scene.add(Rect(0, HEIGHT - 62, WIDTH, 62, "raise"), Label(LEFT, HEIGHT - 22, foot, 24, paint="soft"))
    return scene


def _lines(under: str, room: int) -> list[str]:
    """The paragraphs in at most so many lines; what does not fit is marked as cut."""
    found: list[str] = []
    for paragraph in under.splitlines():
        if len(found) < room:
            found += wrapped(paragraph, ROOM, 30, room - len(found))
    return found


def _shares(scene: Scene, tally: Tally, y: float) -> None:
    """The bar of N with its counts in words; without N the words alone."""
    scene.add(*stack(tally, Rect(LEFT, y, ROOM, 40)))
    lines = wrapped(_counts(tally), ROOM, 27, 2)
    scene.add(*(Label(LEFT, y + 76 + 34 * row, line, 27) for row, line in enumerate(lines)))


def _counts(tally: Tally) -> str:
    """n and N in words, what the hollow bar means, and what stands beside the rate."""
    if tally.N:
        parts = [_("%(raised)s raised, %(partly)s partly, %(not)s not mentioned (N = %(N)s)") % {
            "raised": tally.raised, "partly": tally.partly_raised, "not": tally.not_raised, "N": tally.N}]  # fmt: skip
    else:
        parts = [] if tally.found_in_part else [_("No rate: no cell where absence could be shown")]
    if tally.is_hollow:
        parts.append(_("drawn hollow: N below %(n)s") % {"n": HOLLOW_BELOW})
    if tally.found_in_part:
        parts.append(in_part_sentence(tally))
    if tally.not_determinable:
        parts.append(_("%(n)s without a public record") % {"n": tally.not_determinable})
    if tally.not_assessed:
        parts.append(_("%(n)s not assessed") % {"n": tally.not_assessed})
    return clauses(parts)
