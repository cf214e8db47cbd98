"""Pictures over time: the meetings of a dialogue, a topic across all dialogues, rates by year."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.rates import Tally
from agenda.coverage.reaches import reaches_of_kept
from agenda.coverage.sentences import tally_sentence
from agenda.coverage.states import State, cell_state
from agenda.joining import labeled, listed, sentences
from agenda.languages import reading_language
from agenda.models import Dialogue, Level, Meeting, Topic
from agenda.rules.reach import Reach
from agenda.translated import in_language

from .axes import YearAxis
from .letters import whole_lines, width_of
from .scene import Glyph, Label, Picture, Rect, Scene, Segment, lines, mark
from .shares import shares_legend, stack
from .source import refused

WIDTH = 860
LINE = 14
"""From one line of small labels to the next."""
FORMATS = {"in_person": "disc", "virtual": "ring", "hybrid": "half", "phone": "triangle"}
STATUSES = {"cancelled": "cross", "postponed": "diamond", "scheduled": "dots"}


def timeline(dialogue: Dialogue, meetings: list[Meeting]) -> Picture:
    """Draw the dated meetings of a dialogue: a lane a level, a shape a format; cancelled ones are crossed."""
    dated = [meeting for meeting in meetings if meeting.held]
    words = {"n": len(dated), "name": dialogue.reader.short_name}
    description = ngettext("%(n)s meeting of %(name)s", "%(n)s meetings of %(name)s", len(dated)) % words
    if dated:
        held = [meeting.held for meeting in dated]
        description = ngettext(
            "%(n)s meeting of %(name)s, from %(first)s to %(last)s.",
            "%(n)s meetings of %(name)s, from %(first)s to %(last)s.",
            len(dated),
        ) % (words | {"first": min(held).until(None), "last": max(held)})
    tag = reading_language()
    rows = [[m.held.iso if m.held else "", m.ends_on.isoformat() if m.ends_on else "", in_language(m, "title", tag),
             m.get_level_display(), m.get_format_display(), m.get_status_display(),
             in_language(m, "place", tag)] for m in meetings]  # fmt: skip
    head = [_("Date"), _("Last day"), _("Meeting"), _("Level"), _("Format"), _("Status"), _("Place")]
    title = _("Meetings of %(name)s") % {"name": dialogue.reader.short_name}
    scene, url = _timeline_scene(dated), dialogue.get_absolute_url()
    return Picture("timeline", dialogue.slug, title, description, head, rows, scene, url)


def _timeline_scene(dated: list[Meeting]) -> Scene:
    levels = [level for level in Level if any(meeting.level == level for meeting in dated)]
    lane, top = 34, 14
    bottom = top + lane * max(1, len(levels))
    scene = Scene(WIDTH, bottom + 62)
    if not dated:
        scene.add(Label(0, top + 20, _("No dated meeting is on record."), paint="soft"))
        return scene
    years = YearAxis([meeting.held_on for meeting in dated if meeting.held_on], 150, WIDTH - 12)
    years.draw(scene, top, bottom)
    middle = {level: top + lane * row + lane / 2 for row, level in enumerate(levels)}
    for level, y in middle.items():
        scene.add(*lines(0, y, whole_lines(str(level.label), 140, 13), 13), Segment(150, y, WIDTH - 12, y))
    for meeting in sorted(
        dated, key=lambda m: m.status in STATUSES
    ):  # a cross lies over a disc of the same day
        shape = STATUSES.get(meeting.status) or FORMATS[meeting.format]
        paint = "not" if meeting.status == "cancelled" else "link"
        if meeting.held_on:
            x, y = years.x(meeting.held_on), middle[Level(meeting.level)]
            scene.add(Glyph(shape, x, y, 6.5, paint, _tip(meeting)))
    _timeline_legend(scene, dated, bottom + 46)
    return scene


def _tip(meeting: Meeting) -> str:
    words = [
        meeting.reader.title,
        str(meeting.held),
        meeting.get_level_display(),
        meeting.get_format_display(),
    ]
    return " · ".join(words if meeting.status == "held" else [*words, meeting.get_status_display()])


def _timeline_legend(scene: Scene, meetings: list[Meeting], y: float) -> None:
    shown = {FORMATS[m.format]: m.get_format_display() for m in meetings if m.status not in STATUSES}
    shown |= {STATUSES[m.status]: m.get_status_display() for m in meetings if m.status in STATUSES}
    words = [str(label) for label in shown.values()]
    for shape, word, (x, line) in zip(shown, words, places(scene, 150, words), strict=True):
        paint = "not" if shape == STATUSES["cancelled"] else "link"
        scene.add(
            Glyph(shape, x + 6, y + line - 4, 6, paint), Label(x + 18, y + line, word, 12, paint="soft")
        )


def strip(topic: Topic, ledger: Ledger) -> Picture:
    """Draw a topic across all dialogues and years: a row a dialogue, a mark a meeting. Eight queries."""
    cells = [cell for cell in ledger.cells.values() if cell.topic_id == topic.pk]
    reaches = reach_words(cells)
    marks = [
        (cell.finding_id, ledger.occasions[cell.meeting_id], cell_state(cell.outcome, is_excluded=cell.is_excluded))
        for cell in cells
    ]  # fmt: skip
    said = {meeting: word for (_topic, meeting), word in reaches.items()}
    return strip_of(topic, marks, ledger.dialogues, said, ledger.tally(topic_id=topic.pk))


def strip_of(
    topic: Topic,
    marks: Iterable[tuple[int, Occasion, State]],
    dialogues: Mapping[int, Dialogue],
    reaches: Mapping[int, str],
    tally: Tally,
    more: str = "",
) -> Picture:
    """The same of cells that are at hand, as (key of the finding, its meeting, its state).

    `reaches`: the word for how far each absence reaches, by meeting id. `more` is said after the tally.
    """
    found: dict[Dialogue, list] = {}
    for _finding, occasion, state in sorted(marks, key=lambda cell: (cell[1].held, cell[0])):
        found.setdefault(dialogues[occasion.dialogue_id], []).append((occasion, state))
    lanes = sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0].reader.order))
    words = {state: _(state.word) for state in State if state.word}
    titles = {occasion.pk: occasion.reader.title for marks in found.values() for occasion, _state in marks}
    rows = [[occasion.held.iso, name, titles[occasion.pk], words[state], reaches.get(occasion.pk, "")]
            for dialogue, marks in lanes for name in [dialogue.reader.short_name]
            for occasion, state in marks]  # fmt: skip
    return Picture(
        "strip", topic.code, _("%(name)s across dialogues") % {"name": topic.reader.name},
        sentences(text for text in (tally_sentence(tally), more) if text),
        [_("Date"), _("Forum"), _("Meeting"), _("Result"), _("Reach")],
        rows,
        _strip_scene(lanes, titles, words), topic.get_absolute_url(),
    )  # fmt: skip


def reach_word(reach: Reach) -> str:
    """How far an absence reaches, in a word."""
    return {"all": _("all"), "part": _("part")}[reach.word]


def reach_words(cells: Iterable[LedgerCell]) -> dict[tuple[int, int], str]:
    """How far each cell that is not mentioned reaches, "all" or "part", by (topic id, meeting id). Four queries."""
    silent = [cell for cell in cells if cell.outcome == State.NOT_RAISED]
    reaches = reaches_of_kept(silent)
    return {(cell.topic_id, cell.meeting_id): reach_word(reaches[cell.finding_id]) for cell in silent}


def _strip_scene(lanes: list, titles: Mapping[int, str], words: Mapping[State, str]) -> Scene:
    """`lanes`: (dialogue, [(occasion, state), …]), from top to bottom; `titles` of meetings by id, `words` of states."""
    top, left = 10, 210
    names = [whole_lines(dialogue.reader.short_name, left - 10, 13) for dialogue, _marks in lanes]
    heights = [max(28, 16 * len(name) + 6) for name in names]
    bottom = top + max(28, sum(heights))
    scene = Scene(WIDTH, bottom + 58)
    if not lanes:
        scene.add(Label(0, top + 20, _("Not yet assessed at any meeting."), paint="soft"))
        return scene
    shown = [mark for _dialogue, marks in lanes for mark in marks]
    years = YearAxis([occasion.held.first for occasion, _state in shown], left, WIDTH - 12)
    years.draw(scene, top, bottom)
    for row, (_dialogue, marks) in enumerate(lanes):
        y = top + sum(heights[:row]) + heights[row] / 2
        scene.add(*lines(0, y, names[row], 13), Segment(left, y, WIDTH - 12, y))
        for occasion, state in marks:
            tip = labeled(listed((titles[occasion.pk], occasion.held)), words[state])
            scene.add(mark(state, years.x(occasion.held.first), y, 6.5, tip))
    state_legend(scene, {state for _occasion, state in shown}, left, bottom + 46)
    return scene


def state_legend(scene: Scene, states, x: float, y: float) -> None:
    """Add the glyph and word of each of the states; (x, y) starts the baseline. The scene grows by the lines it takes."""
    shown = [state for state in State if state in states]
    for state, (at, line) in zip(shown, places(scene, x, [_(state.word) for state in shown]), strict=True):
        scene.add(
            mark(state, at + 6, y + line - 4, 6), Label(at + 18, y + line, _(state.word), 12, paint="soft")
        )


def places(scene: Scene, left: float, words: list[str]) -> list[tuple[float, float]]:
    """(x, how far below the first line) of each entry of a legend, on as many lines as it takes; the scene grows by them."""
    found: list[tuple[float, float]] = []
    x, below = left, 0
    for word in words:
        room = 36 + width_of(word, 12)
        if x > left and x + room > scene.width:
            x, below = left, below + 20
        found.append((x, below))
        x += room
    scene.height += below
    return found


def rates(slug: str, name: str, url: str, by_year: dict[int, Tally]) -> Picture:
    """Draw the shares of raised, partly raised and not mentioned by year, each year with its n and N."""
    years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    tallies = [(year, by_year.get(year, Tally())) for year in years]
    head = [_("Year"), _("Raised"), _("Partly"), _("Not mentioned"), "n", "N", _("In papers read in part"),
            _("No record"), _("Strict rate"), _("With partly")]  # fmt: skip
    rows = [[year, t.raised, t.partly_raised, t.not_raised, t.n_any, t.N, t.found_in_part,
             t.not_determinable, _rate(t.strict_rate), _rate(t.inclusive_rate)] for year, t in tallies]  # fmt: skip
    description = tally_sentence(sum(by_year.values(), Tally()))
    shown = listed(labeled(year, f"{tally.n_any}/{tally.N}") for year, tally in tallies if tally.N)
    if shown:
        by_year_words = _("Raised or partly raised of N by year: %(shares)s.") % {"shares": shown}
        description = sentences((description, by_year_words))
    title = _("Rates by year: %(name)s") % {"name": name}
    refusal = _no_rates(tallies)
    scene = refused(WIDTH, refusal) if refusal else _rates_scene(tallies)
    return Picture("rates", slug, title, description, head, rows, scene, url, refusal)


def _no_rates(tallies: list[tuple[int, Tally]]) -> str:
    """Why columns would show nothing: no cell counts, or every year with a rate has the same; "" when they would."""
    counted = [(year, tally) for year, tally in tallies if tally.N]
    if not counted:
        return _("No chart: N = 0, absence could not have been shown in any year.")
    shares = {
        (Fraction(tally.raised, tally.N), Fraction(tally.partly_raised, tally.N)) for _year, tally in counted
    }
    if len(counted) == 1 or len(shares) > 1:
        return ""
    years = listed(labeled(year, f"{tally.n_any}/{tally.N}") for year, tally in counted)
    return _("No chart: the shares are the same in every year with a rate (%(years)s).") % {"years": years}


def _rates_scene(tallies: list[tuple[int, Tally]]) -> Scene:
    height, left = 190, 44
    room = (WIDTH - left - 12) / max(1, len(tallies))
    rows = _apart((f"{tally.n_any}/{tally.N}" for _year, tally in tallies if tally.N), room)
    each = _apart((str(year) for year, _tally in tallies), room)
    top = 20 + LINE * rows
    bottom = top + height
    scene = Scene(WIDTH, bottom + 76)
    _percent_lines(scene, left, bottom, height, any(tally.has_percentage for _year, tally in tallies))
    width = min(room * 0.7, 90)
    for position, (year, tally) in enumerate(tallies):
        middle = left + room * (position + 0.5)
        if position % each == 0:
            scene.add(Label(middle, bottom + 18, str(year), 12, "middle"))
        if tally.N:
            area = Rect(middle - width / 2, top, width, height)
            scene.add(*stack(tally, area, is_upright=True, name=str(year)))
            y = top - 8 - LINE * (position % rows)
            scene.add(Label(middle, y, f"{tally.n_any}/{tally.N}", 12, "middle", paint="soft"))
        else:
            scene.add(Label(middle, bottom - 6, _("no rate"), 11, "middle", paint="soft"))
    shares_legend(scene, left, bottom + 56, with_hollow=any(tally.is_hollow for _year, tally in tallies))
    return scene


def _percent_lines(scene: Scene, left: float, bottom: float, height: float, has_percent: bool) -> None:
    for percent in (0, 25, 50, 75, 100):
        y = bottom - height * percent / 100
        scene.add(Segment(left, y, WIDTH - 12, y))
        if has_percent:
            scene.add(Label(left - 6, y + 4, f"{percent}%", 12, "end", paint="soft"))


def _apart(labels: Iterable[str], room: float) -> int:
    """Of how many neighbors only one may stand in a line, so that none runs into the next; 1 where all have room."""
    widest = max((width_of(label, 12) for label in labels), default=0)
    return max(1, ceil((widest + 2) / room))


def _rate(rate: float | None) -> str:
    """The rate with four decimals; "" where N is too small for one."""
    return "" if rate is None else f"{rate:.4f}"
