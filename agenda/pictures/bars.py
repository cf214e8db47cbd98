"""Pictures that are not over time: recommendations found silent as bars, a dialogue's coverage as a grid of marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.dialogues import Cell
from agenda.coverage.states import State
from agenda.joining import labeled, listed

from .letters import whole_lines
from .scene import Label, Picture, Rect, Scene, Segment, lines, mark
from .series import WIDTH, places, state_legend
from .source import refused

MOST = 20


def waiting(slug: str, name: str, url: str, pairings: Sequence, total: int | None = None) -> Picture:
    """Draw recommendations found silent as two bars each: meetings since (silent, or not to be judged), and days.

    `total`: how many there are, where not all are given.
    """
    total = len(pairings) if total is None else total
    head = [_("Recommendation"), _("Topic"), _("Forum"), _("State"), _("Meetings"), _("Silent"), _("Could not be judged"),
            _("Days"), _("At least"), _("Record ends")]  # fmt: skip
    rows = [
        [p.recommendation.code, p.recommendation.topic.reader.name, str(p.dialogue), _(p.course.standing.word), p.course.meetings,
         p.course.silent, p.course.unjudged, "" if p.course.days is None else p.course.days,
         _("yes") if p.course.at_least else _("no"), p.course.record_ends_on and p.course.record_ends_on.isoformat()]
        for p in pairings
    ]  # fmt: skip
    description = ngettext(
        "%(n)s recommendation in force is not mentioned in the published readouts of meetings since that were judged.",
        "%(n)s recommendations in force are not mentioned in the published readouts of meetings since that were judged.",
        total,
    ) % {"n": total}
    if total > MOST:
        description += " " + _("The picture shows the first %(n)s.") % {"n": MOST}
    refusal = "" if pairings else _("No chart: no recommendation in force was found silent.")
    drawn = list(pairings)[:MOST]
    scene = refused(WIDTH, refusal) if refusal else _waiting_scene(drawn, with_forum=slug == "all")
    return Picture(
        "waiting",
        slug,
        _("Recommended and found silent: %(name)s") % {"name": name},
        description,
        head,
        rows,
        scene,
        url,
        refusal,
    )


def _waiting_scene(pairings: list, *, with_forum: bool) -> Scene:
    top, left, middle = 30, 300, 560
    topics = [p.recommendation.topic.reader.name for p in pairings]
    labels = [
        f"{p.dialogue}: {topic}" if with_forum else topic for p, topic in zip(pairings, topics, strict=True)
    ]
    names = [whole_lines(label, left - 14, 12.5) for label in labels]
    heights = [max(26, 15 * len(name) + 8) for name in names]
    bottom = top + sum(heights)
    scene = Scene(WIDTH, bottom + 40)
    heads = ((left, _("silent of meetings since")), (middle, _("days")))
    scene.add(*(Label(x, 16, word, 12, paint="soft") for x, word in heads))
    meetings = _unit([(p.course.meetings, p.course.silent) for p in pairings], middle - left - 60)
    days = _unit([(p.course.days or 0,) for p in pairings], WIDTH - middle - 70)
    for row, pairing in enumerate(pairings):
        y = top + sum(heights[:row]) + heights[row] / 2 - 13
        scene.add(*lines(0, y + 11, names[row], 12.5))
        _meetings_bar(scene, pairing.course, left, y, meetings, labels[row])
        _days_bar(scene, pairing.course, middle, y, days, labels[row])
    if meetings:
        _waiting_legend(scene, left, bottom + 26)
    starts = [x for x, unit in ((left, meetings), (middle, days)) if unit]
    scene.add(*(Segment(x, top - 4, x, bottom + 4, "soft") for x in starts))
    return scene


def _unit(counts: list[tuple[int, ...]], room: float) -> float:
    """Pixels for each meeting or day; 0, so that the figures stand alone, when all bars would be equal."""
    if len(counts) > 1 and len(set(counts)) == 1:
        return 0
    return room / (max(count[0] for count in counts) or 1)


def _meetings_bar(scene: Scene, course, x: float, y: float, unit: float, tip: str) -> None:
    """Meetings found silent are filled, those that could not be judged are an outline beside them."""
    silent, unjudged = unit * course.silent, unit * course.unjudged
    if silent:
        scene.add(Rect(x, y + 3, silent, 15, "not", tip=tip))
    if unjudged:
        scene.add(Rect(x + silent, y + 3, unjudged, 15, "", "no-record", tip, is_dashed=True))
    counts = f"{course.silent}/{course.meetings}" if course.meetings else "0"
    scene.add(Label(x + silent + unjudged + (6 if unit else 0), y + 15, counts, 12))


def _days_bar(scene: Scene, course, x: float, y: float, unit: float, tip: str) -> None:
    if course.days is None:
        return
    if course.days and unit:
        scene.add(Rect(x, y + 3, unit * course.days, 15, "open", tip=tip))
    days = f"{'≥ ' if course.at_least else ''}{course.days:,}"
    scene.add(Label(x + unit * course.days + (6 if unit else 0), y + 15, days, 12))


def _waiting_legend(scene: Scene, x: float, y: float) -> None:
    silent = Rect(0, y - 12, 14, 14, "not")
    unjudged = Rect(0, y - 12, 14, 14, "", "no-record", is_dashed=True)
    entries = ((silent, _("not mentioned")), (unjudged, _("could not be judged")))
    for (box, word), (at, line) in zip(
        entries, places(scene, x, [word for _box, word in entries]), strict=True
    ):
        scene.add(replace(box, x=at, y=box.y + line), Label(at + 20, y + line, word, 12, paint="soft"))


def grid(
    slug: str,
    name: str,
    url: str,
    topics: Sequence,
    occasions: Sequence,
    lookup: Callable[[int, int], Cell],
    reaches: Mapping[tuple[int, int], str],
) -> Picture:
    """Draw topics × meetings as marks, newest meeting first; `lookup` answers as for the matrix.

    `reaches` tells how far absences reach, as `series.reach_words` does.
    """
    looked_up = (
        (topic, occasion, *lookup(topic.pk, occasion.pk)) for topic in topics for occasion in occasions
    )
    cells = [cell for cell in looked_up if cell[2] is not State.NOT_RECOMMENDED]
    rows = [
        [
            topic.reader.name,
            occasion.held.iso,
            occasion.reader.title,
            _(state.word),
            reaches.get((topic.pk, occasion.pk), ""),
            _("yes") if before else _("no"),
        ]
        for topic, occasion, state, _finding, before in cells
    ]
    description = _("%(topics)s topics at %(meetings)s meetings of %(name)s.") % {
        "topics": len(topics), "meetings": len(occasions), "name": name}  # fmt: skip
    head = [_("Topic"), _("Date"), _("Meeting"), _("Result"), _("Reach"), _("Recommended before")]
    scene = _grid_scene(topics, occasions, cells)
    return Picture(
        "matrix", slug, _("Coverage: %(name)s") % {"name": name}, description, head, rows, scene, url
    )


def _grid_scene(topics: Sequence, occasions: Sequence, cells: list) -> Scene:
    """`cells`: (topic, occasion, state, finding id, recommended before) of every cell that is not blank."""
    left, top = 230, 46
    names = {topic.pk: whole_lines(topic.reader.name, left - 14, 12.5) for topic in topics}
    heights = [max(26, 15 * len(names[topic.pk]) + 8) for topic in topics]
    column = max(24, min(60, (WIDTH - left - 10) / max(1, len(occasions))))
    scene = Scene(max(WIDTH, left + column * len(occasions) + 10), top + sum(heights) + 40)
    x = {occasion.pk: left + column * (position + 0.5) for position, occasion in enumerate(occasions)}
    y = {
        topic.pk: top + sum(heights[:position]) + heights[position] / 2
        for position, topic in enumerate(topics)
    }
    for occasion in occasions:
        scene.add(Label(x[occasion.pk], 18, str(occasion.held.first.year), 11, "middle", paint="soft"))
        scene.add(Label(x[occasion.pk], 32, occasion.held.iso[5:], 11, "middle", paint="soft"))
    for topic, height in zip(topics, heights, strict=True):
        below = y[topic.pk] + height / 2
        scene.add(Segment(0, below, scene.width, below))
        scene.add(*lines(0, y[topic.pk], names[topic.pk], 12.5))
    for topic, occasion, state, _finding, is_before in cells:
        tip = labeled(listed((topic.reader.name, occasion.reader.title, occasion.held)), _(state.word))
        scene.add(mark(state, x[occasion.pk], y[topic.pk], 6.5, tip, is_recommended=is_before))
    state_legend(scene, {state for _t, _o, state, *_rest in cells}, left, scene.height - 10)
    return scene
