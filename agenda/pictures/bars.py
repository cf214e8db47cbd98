"""Pictures that are not over time: recommendations found silent as bars, a dialogue's coverage as a grid of marks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.states import State

from .scene import Line, Picture, Rect, Scene, Text, clipped, mark
from .series import WIDTH, state_legend

MOST = 20


def waiting(slug: str, name: str, url: str, pairings: Sequence) -> Picture:
    """Recommendations found silent as two bars each: meetings found silent, and days."""
    shown = list(pairings)[:MOST]
    lane, top, left, middle = 26, 30, 300, 560
    scene = Scene(WIDTH, top + lane * max(1, len(shown)) + 10)
    scene.add(
        Text(left, 16, _("meetings found silent"), 12, paint="soft"),
        Text(middle, 16, _("days"), 12, paint="soft"),
    )
    most = max((p.course.silent for p in shown), default=1) or 1
    longest = max((p.course.days or 0 for p in shown), default=1) or 1
    for row, pairing in enumerate(shown):
        y = top + lane * row
        course = pairing.course
        topic = pairing.recommendation.topic.name
        label = f"{pairing.dialogue}: {topic}" if slug == "all" else topic
        scene.add(Text(0, y + 14, clipped(label, left - 14, 12.5), 12.5))
        scene.add(Rect(left, y + 3, (middle - left - 60) * course.silent / most, 15, "not", tip=label))
        scene.add(
            Text(left + (middle - left - 60) * course.silent / most + 6, y + 15, str(course.silent), 12)
        )
        if course.days is None:
            continue
        scene.add(Rect(middle, y + 3, (WIDTH - middle - 70) * course.days / longest, 15, "open", tip=label))
        days = f"{'≥ ' if course.at_least else ''}{course.days:,}"
        scene.add(Text(middle + (WIDTH - middle - 70) * course.days / longest + 6, y + 15, days, 12))
    if not shown:
        scene.add(Text(0, top + 16, _("No recommendation was found silent."), paint="soft"))
    scene.add(
        Line(left, top - 4, left, scene.height - 6, "soft"),
        Line(middle, top - 4, middle, scene.height - 6, "soft"),
    )
    head = [_("Recommendation"), _("Topic"), _("Forum"), _("State"), _("Found silent"),
            _("Not judged"), _("Days"), _("At least"), _("Record ends")]  # fmt: skip
    rows = [
        [p.recommendation.code, p.recommendation.topic.name, str(p.dialogue), _(p.course.standing.word), p.course.silent,
         p.course.unjudged, "" if p.course.days is None else p.course.days, _("yes") if p.course.at_least else _("no"),
         p.course.record_ends_on.isoformat() if p.course.record_ends_on else ""]
        for p in pairings
    ]  # fmt: skip
    said = ngettext(
        "%(n)s recommendation in force is not mentioned in the published readouts of meetings since that were judged.",
        "%(n)s recommendations in force are not mentioned in the published readouts of meetings since that were judged.",
        len(rows),
    ) % {"n": len(rows)}
    if len(rows) > MOST:
        said += " " + _("The picture shows the first %(n)s.") % {"n": MOST}
    return Picture(
        "waiting",
        slug,
        _("Recommended and found silent: %(name)s") % {"name": name},
        said,
        head,
        rows,
        scene,
        url,
    )


def grid(slug: str, name: str, url: str, topics: Sequence, occasions: Sequence, lookup) -> Picture:
    """Topics × meetings as marks, newest meeting first; `lookup` as in agenda.matrix."""
    left, top, step = 230, 46, 26
    column = max(24, min(60, (WIDTH - left - 10) / max(1, len(occasions))))
    scene = Scene(max(WIDTH, left + column * len(occasions) + 10), top + step * len(topics) + 40)
    shown, rows = set(), []
    for position, occasion in enumerate(occasions):
        x = left + column * position + column / 2
        scene.add(Text(x, 18, str(occasion.held.first.year), 11, "middle", paint="soft"))
        scene.add(Text(x, 32, occasion.held.iso[5:], 11, "middle", paint="soft"))
    for line, topic in enumerate(topics):
        y = top + step * line + step / 2
        scene.add(
            Line(0, y + step / 2, scene.width, y + step / 2),
            Text(0, y + 4, clipped(topic.name, left - 14, 12.5), 12.5),
        )
        for position, occasion in enumerate(occasions):
            state, _finding, before = lookup(topic.pk, occasion.pk)
            if state is not State.NOT_RECOMMENDED:
                shown.add(state)
                tip = f"{topic.name}, {occasion.title}, {occasion.held}: {_(state.word)}"
                scene.add(mark(state, left + column * position + column / 2, y, 6.5, tip))
                rows.append(
                    [
                        topic.name,
                        occasion.held.iso,
                        occasion.title,
                        _(state.word),
                        _("yes") if before else _("no"),
                    ]
                )
    state_legend(scene, shown, left, scene.height - 10)
    said = _("%(topics)s topics at %(meetings)s meetings of %(name)s.") % {
        "topics": len(topics), "meetings": len(occasions), "name": name}  # fmt: skip
    head = [_("Topic"), _("Date"), _("Meeting"), _("Result"), _("Recommended before")]
    return Picture("matrix", slug, _("Coverage: %(name)s") % {"name": name}, said, head, rows, scene, url)
