"""Pictures over time: the meetings of a dialogue, a topic across all dialogues, rates by year."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.ledger import Ledger
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import tally_sentence
from agenda.coverage.states import State, cell_state
from agenda.models import Dialogue, Level, Meeting, Topic

from .axes import Years
from .scene import Glyph, Line, Picture, Rect, Scene, Text, clipped, mark

WIDTH = 860
FORMATS = {"in_person": "disc", "virtual": "ring", "hybrid": "half", "phone": "triangle"}
STATUSES = {"cancelled": "cross", "postponed": "diamond", "scheduled": "dots"}


def timeline(dialogue: Dialogue, meetings: list[Meeting]) -> Picture:
    """The dated meetings of a dialogue: a lane a level, a shape a format; cancelled ones are crossed."""
    dated = [meeting for meeting in meetings if meeting.held]
    levels = [level for level in Level if any(meeting.level == level for meeting in dated)]
    lane, top = 34, 14
    bottom = top + lane * max(1, len(levels))
    scene = Scene(WIDTH, bottom + 62)
    if not dated:
        scene.add(Text(0, top + 20, _("No dated meeting is on record."), paint="soft"))
    else:
        years = Years([meeting.held_on for meeting in dated], 150, WIDTH - 12)
        years.draw(scene, top, bottom)
        for row, level in enumerate(levels):
            y = top + lane * row + lane / 2
            scene.add(Text(0, y + 4, str(level.label), 13), Line(150, y, WIDTH - 12, y))
        for meeting in dated:
            y = top + lane * levels.index(meeting.level) + lane / 2
            shape = STATUSES.get(meeting.status) or FORMATS[meeting.format]
            paint = "not" if meeting.status == "cancelled" else "link"
            scene.add(Glyph(shape, years.x(meeting.held_on), y, 6.5, paint, _tip(meeting)))
        _timeline_legend(scene, dated, bottom + 46)
    description = ngettext("%(n)s meeting of %(name)s", "%(n)s meetings of %(name)s", len(dated))
    description %= {"n": len(dated), "name": dialogue.short_name}
    if dated:
        first, last = min(dated, key=lambda m: m.held), max(dated, key=lambda m: m.held)
        description += _(", from %(first)s to %(last)s.") % {"first": first.held, "last": last.held}
    rows = [[m.held.iso if m.held else "", m.title, m.get_level_display(), m.get_format_display(), m.get_status_display(),
             m.place] for m in meetings]  # fmt: skip
    head = [_("Date"), _("Meeting"), _("Level"), _("Format"), _("Status"), _("Place")]
    title = _("Meetings of %(name)s") % {"name": dialogue.short_name}
    return Picture(
        "timeline", dialogue.slug, title, description, head, rows, scene, dialogue.get_absolute_url()
    )


def _tip(meeting) -> str:
    said = [meeting.title, str(meeting.held), meeting.get_level_display(), meeting.get_format_display()]
    return " · ".join(said if meeting.status == "held" else [*said, meeting.get_status_display()])


def _timeline_legend(scene, meetings, y) -> None:
    x = 150
    shown = {FORMATS[m.format]: m.get_format_display() for m in meetings if m.status not in STATUSES}
    shown |= {STATUSES[m.status]: m.get_status_display() for m in meetings if m.status in STATUSES}
    for shape, label in shown.items():
        scene.add(Glyph(shape, x + 6, y - 4, 6, "link"), Text(x + 18, y, str(label), 12, paint="soft"))
        x += 34 + 7 * len(str(label))


def strip(topic: Topic, ledger: Ledger) -> Picture:
    """A topic across all dialogues and years: a row a dialogue, a mark a meeting."""
    cells = [cell for cell in ledger.cells.values() if cell.topic_id == topic.pk]
    cells.sort(key=lambda cell: (ledger.occasions[cell.meeting_id].held, cell.finding_id))
    found: dict[Dialogue, list] = {}
    for cell in cells:
        occasion = ledger.occasions[cell.meeting_id]
        state = cell_state(cell.outcome, is_excluded=cell.is_excluded)
        found.setdefault(ledger.dialogues[occasion.dialogue_id], []).append((occasion, state))
    order = sorted(found, key=lambda dialogue: (-len(found[dialogue]), dialogue.short_name))
    lane, top = 28, 10
    bottom = top + lane * max(1, len(order))
    scene = Scene(WIDTH, bottom + 58)
    if not order:
        scene.add(Text(0, top + 20, _("Not yet assessed at any meeting."), paint="soft"))
    else:
        years = Years(
            [occasion.held.first for marks in found.values() for occasion, _state in marks], 210, WIDTH - 12
        )
        years.draw(scene, top, bottom)
        for row, dialogue in enumerate(order):
            y = top + lane * row + lane / 2
            scene.add(Text(0, y + 4, clipped(dialogue.short_name, 200, 13)), Line(210, y, WIDTH - 12, y))
            for occasion, state in found[dialogue]:
                tip = f"{occasion.title}, {occasion.held}: {_(state.word)}"
                scene.add(mark(state, years.x(occasion.held.first), y, 6.5, tip))
        state_legend(
            scene, {state for marks in found.values() for _occasion, state in marks}, 210, bottom + 46
        )
    tally = ledger.tally(topic_id=topic.pk)
    rows = [[occasion.held.iso, dialogue.short_name, occasion.title, _(state.word)]
            for dialogue in order for occasion, state in found[dialogue]]  # fmt: skip
    return Picture(
        "strip", topic.code, _("%(name)s across dialogues") % {"name": topic.name}, tally_sentence(tally),
        [_("Date"), _("Forum"), _("Meeting"), _("Result")], rows, scene, topic.get_absolute_url(),
    )  # fmt: skip


def state_legend(scene: Scene, states, x: float, y: float) -> None:
    for state in State:
        if state in states:
            scene.add(mark(state, x + 6, y - 4, 6), Text(x + 18, y, _(state.word), 12, paint="soft"))
            x += 34 + 7 * len(_(state.word))


STACK = (("raised", "raised"), ("partly_raised", "partly"), ("not_raised", "not-bg"))


def rates(slug: str, name: str, url: str, by_year: dict[int, Tally]) -> Picture:
    """Shares of raised, partly raised and not mentioned by year, each year with its n and N."""
    height, top, left = 190, 34, 44
    bottom = top + height
    scene = Scene(WIDTH, bottom + 76)
    years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    room = (WIDTH - left - 12) / max(1, len(years))
    for percent in (0, 25, 50, 75, 100):
        y = bottom - height * percent / 100
        scene.add(
            Line(left, y, WIDTH - 12, y), Text(left - 6, y + 4, f"{percent} %", 12, "end", paint="soft")
        )
    rows = []
    for position, year in enumerate(years):
        tally = by_year.get(year, Tally())
        x, width = left + room * position + room * 0.15, room * 0.7
        rows.append([year, tally.raised, tally.partly_raised, tally.not_raised, tally.N, tally.found_in_part,
                     tally.not_determinable, _rate(tally.strict_rate), _rate(tally.inclusive_rate)])  # fmt: skip
        scene.add(Text(x + width / 2, bottom + 18, str(year), 12, "middle"))
        if not tally.N:
            scene.add(Text(x + width / 2, bottom - 6, _("no rate"), 11, "middle", paint="soft"))
            continue
        y = bottom
        for attribute, paint in STACK:
            share = height * getattr(tally, attribute) / tally.N
            y -= share
            scene.add(Rect(x, y, width, share, paint, "not" if paint == "not-bg" else "",
                           f"{year}: {getattr(tally, attribute)} / {tally.N}"))  # fmt: skip
        scene.add(Text(x + width / 2, top - 8, f"{tally.n_any}/{tally.N}", 12, "middle", paint="soft"))
    x = left
    for (_attribute, paint), label in zip(
        STACK, (_("raised"), _("partly raised"), _("not mentioned")), strict=True
    ):
        scene.add(Rect(x, bottom + 44, 14, 14, paint, "not" if paint == "not-bg" else ""),
                  Text(x + 20, bottom + 56, label, 12, paint="soft"))  # fmt: skip
        x += 44 + 7 * len(label)
    total = sum(by_year.values(), Tally())
    head = [
        _("Year"),
        _("Raised"),
        _("Partly"),
        _("Not mentioned"),
        "N",
        _("In papers read in part"),
        _("No record"),
        _("Strict rate"),
        _("With partly"),
    ]
    return Picture("rates", slug, _("Rates by year: %(name)s") % {"name": name},
                   tally_sentence(total), head, rows, scene, url)  # fmt: skip


def _rate(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
