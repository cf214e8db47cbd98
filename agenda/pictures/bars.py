"""Pictures that are not over time: recommendations found silent as bars, a dialogue's coverage as a grid of marks."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.states import State

from .letters import clipped, width_of
from .matrix import Lookup
from .scene import Label, Picture, Rect, Scene, Segment, mark
from .series import WIDTH, state_legend

MOST = 20


def waiting(slug: str, name: str, url: str, pairings: Sequence) -> Picture:
    """Draw recommendations found silent as two bars each: meetings since (silent, or not to be judged), and days."""
    head = [_("Recommendation"), _("Topic"), _("Forum"), _("State"), _("Meetings"), _("Silent"), _("Could not be judged"),
            _("Days"), _("At least"), _("Record ends")]  # fmt: skip
    rows = [
        [p.recommendation.code, p.recommendation.topic.name, str(p.dialogue), _(p.course.standing.word), p.course.meetings,
         p.course.silent, p.course.unjudged, "" if p.course.days is None else p.course.days,
         _("yes") if p.course.at_least else _("no"), p.course.record_ends_on and p.course.record_ends_on.isoformat()]
        for p in pairings
    ]  # fmt: skip
    description = ngettext(
        "%(n)s recommendation in force is not mentioned in the published readouts of meetings since that were judged.",
        "%(n)s recommendations in force are not mentioned in the published readouts of meetings since that were judged.",
        len(rows),
    ) % {"n": len(rows)}
    if len(rows) > MOST:
        description += " " + _("The picture shows the first %(n)s.") % {"n": MOST}
    scene = _waiting_scene(list(pairings)[:MOST], with_forum=slug == "all")
    return Picture(
        "waiting",
        slug,
        _("Recommended and found silent: %(name)s") % {"name": name},
        description,
        head,
        rows,
        scene,
        url,
    )


def _waiting_scene(pairings: list, *, with_forum: bool) -> Scene:
    lane, top, left, middle = 26, 30, 300, 560
    bottom = top + lane * max(1, len(pairings))
    scene = Scene(WIDTH, bottom + 40)
    heads = ((left, _("silent of meetings since")), (middle, _("days")))
    scene.add(*(Label(x, 16, word, 12, paint="soft") for x, word in heads))
    most = max((p.course.meetings for p in pairings), default=1) or 1
    longest = max((p.course.days or 0 for p in pairings), default=1) or 1
    for row, pairing in enumerate(pairings):
        y = top + lane * row
        topic = pairing.recommendation.topic.name
        label = f"{pairing.dialogue}: {topic}" if with_forum else topic
        scene.add(Label(0, y + 14, clipped(label, left - 14, 12.5), 12.5))
        _meetings_bar(scene, pairing.course, left, y, (middle - left - 60) / most, label)
        _days_bar(scene, pairing.course, middle, y, (WIDTH - middle - 70) / longest, label)
    if pairings:
        _waiting_legend(scene, left, bottom + 26)
    else:
        scene.add(Label(0, top + 16, _("No recommendation in force was found silent."), paint="soft"))
    scene.add(*(Segment(x, top - 4, x, bottom + 4, "soft") for x, _word in heads))
    return scene


def _meetings_bar(scene: Scene, course, x: float, y: float, unit: float, tip: str) -> None:
    """Meetings found silent are filled, those that could not be judged are an outline beside them."""
    silent, unjudged = unit * course.silent, unit * course.unjudged
    if silent:
        scene.add(Rect(x, y + 3, silent, 15, "not", tip=tip))
    if unjudged:
        scene.add(Rect(x + silent, y + 3, unjudged, 15, "", "no-record", tip, is_dashed=True))
    counts = f"{course.silent}/{course.meetings}" if course.meetings else "0"
    scene.add(Label(x + silent + unjudged + 6, y + 15, counts, 12))


def _days_bar(scene: Scene, course, x: float, y: float, unit: float, tip: str) -> None:
    if course.days is None:
        return
    if course.days:
        scene.add(Rect(x, y + 3, unit * course.days, 15, "open", tip=tip))
    days = f"{'≥ ' if course.at_least else ''}{course.days:,}"
    scene.add(Label(x + unit * course.days + 6, y + 15, days, 12))


def _waiting_legend(scene: Scene, x: float, y: float) -> None:
    silent = Rect(0, y - 12, 14, 14, "not")
    unjudged = Rect(0, y - 12, 14, 14, "", "no-record", is_dashed=True)
    for box, word in ((silent, _("not mentioned")), (unjudged, _("could not be judged"))):
        scene.add(replace(box, x=x))
        scene.add(Label(x + 20, y, word, 12, paint="soft"))
        x += 44 + width_of(word, 12)


def grid(slug: str, name: str, url: str, topics: Sequence, occasions: Sequence, lookup: Lookup) -> Picture:
    """Draw topics × meetings as marks, newest meeting first; `lookup` answers as for the matrix."""
    looked_up = (
        (topic, occasion, *lookup(topic.pk, occasion.pk)) for topic in topics for occasion in occasions
    )
    cells = [cell for cell in looked_up if cell[2] is not State.NOT_RECOMMENDED]
    rows = [
        [topic.name, occasion.held.iso, occasion.title, _(state.word), _("yes") if before else _("no")]
        for topic, occasion, state, _finding, before in cells
    ]
    description = _("%(topics)s topics at %(meetings)s meetings of %(name)s.") % {
        "topics": len(topics), "meetings": len(occasions), "name": name}  # fmt: skip
    head = [_("Topic"), _("Date"), _("Meeting"), _("Result"), _("Recommended before")]
    scene = _grid_scene(topics, occasions, cells)
    return Picture(
        "matrix", slug, _("Coverage: %(name)s") % {"name": name}, description, head, rows, scene, url
    )


def _grid_scene(topics: Sequence, occasions: Sequence, cells: list) -> Scene:
    """`cells`: (topic, occasion, state, finding id, recommended before) of every cell that is not blank."""
    left, top, step = 230, 46, 26
    column = max(24, min(60, (WIDTH - left - 10) / max(1, len(occasions))))
    scene = Scene(max(WIDTH, left + column * len(occasions) + 10), top + step * len(topics) + 40)
    x = {occasion.pk: left + column * (position + 0.5) for position, occasion in enumerate(occasions)}
    y = {topic.pk: top + step * (position + 0.5) for position, topic in enumerate(topics)}
    for occasion in occasions:
        scene.add(Label(x[occasion.pk], 18, str(occasion.held.first.year), 11, "middle", paint="soft"))
        scene.add(Label(x[occasion.pk], 32, occasion.held.iso[5:], 11, "middle", paint="soft"))
    for topic in topics:
        below = y[topic.pk] + step / 2
        scene.add(Segment(0, below, scene.width, below))
        scene.add(Label(0, y[topic.pk] + 4, clipped(topic.name, left - 14, 12.5), 12.5))
    for topic, occasion, state, _finding, is_before in cells:
        tip = f"{topic.name}, {occasion.title}, {occasion.held}: {_(state.word)}"
        scene.add(mark(state, x[occasion.pk], y[topic.pk], 6.5, tip, is_recommended=is_before))
    state_legend(scene, {state for _t, _o, state, *_rest in cells}, left, scene.height - 10)
    return scene
