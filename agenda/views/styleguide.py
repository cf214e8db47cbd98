from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.coverage.courses import Course, Standing
from agenda.coverage.rates import Tally
from agenda.coverage.states import LEGEND, State
from agenda.intake.plan.plan import STATES
from agenda.pictures.matrix import Head, render
from agenda.pictures.scene import PAINTS, Label, Picture, Scene, mark

from .base import page

TALLY = Tally(raised=12, partly_raised=5, not_raised=20, raised_in_part=2, not_determinable=7)


def styleguide(request):
    """Every component on one page, for those who build: in DEBUG or to staff, else there is no such page."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404("No such page.")
    states = [state for state in State if state is not State.NOT_RECOMMENDED]
    rows = [
        Head(1, "A recommended topic", reverse("topics"), is_recommended=True),
        Head(2, "Another topic", reverse("topics")),
    ]
    columns = [
        Head(n, f"{n} May 2022", reverse("meetings"), state.word) for n, state in enumerate(State, start=1)
    ]
    context = {
        "legend": [(state, LEGEND[state][2]) for state in states],
        "standings": [(standing, standing.meaning) for standing in Standing],
        "import_states": STATES.items(),
        "paints": PAINTS,
        "tally": TALLY,
        "course": Course(Standing.SILENT, days=1234, at_least=True),
        "matrix": render(
            "A matrix",
            rows,
            columns,
            {
                (row.key, n): (state, None, row.is_recommended)
                for row in rows
                for n, state in enumerate(states, start=1)
            },
        ),
        "picture": _picture(states),
    }
    return page(request, "agenda/styleguide.html", context, title=_("Style guide"))


def _picture(states) -> Picture:
    scene = Scene(600, 40)
    for position, state in enumerate(states):
        scene.add(mark(state, 12 + 98 * position, 16, 7), Label(24 + 98 * position, 20, str(state.word), 12))
    rows = [[state.word] for state in states]
    return Picture(
        "timeline", "quad", "The marks of all states", "Each state has its own shape.", ["State"], rows, scene
    )
