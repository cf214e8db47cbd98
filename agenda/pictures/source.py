"""What a picture says of itself wherever it is pasted: title and N above it, source, date and license below it."""

from dataclasses import replace
from datetime import date
from math import ceil

from django.utils.translation import gettext as _

from agenda.dates import PartialDate

from .letters import BOLD, whole_lines
from .scene import Label, Picture, Scene

TITLE, WORDS, SOURCE = 17, 12.5, 11
MARGIN = 16
"""Pixels of paper around a file."""
LINE = 1.35
"""From one baseline to the next, in sizes."""


def signed(
    picture: Picture,
    *,
    site: str,
    source: str,
    license_name: str,
    on: date | None,
    is_as_of: bool = False,
    has_title: bool = False,
) -> Picture:
    """The picture with a line below it that names its source, its date and the license of the data.

    `site`: its name. `on`: the day it answers for where `is_as_of`, else when the record last changed. `has_title`:
    for files, with the title and the description, which holds N, drawn above it.
    """
    scene = replace(picture.scene, shapes=list(picture.scene.shapes))
    parts = [_("Source: %(site)s, %(address)s") % {"site": site, "address": source}]
    if on:
        words = _("as of %(day)s") if is_as_of else _("record of %(day)s")
        parts.append(words % {"day": PartialDate(on)})
    _write_below(scene, " · ".join([*parts, license_name]))
    if has_title:
        _write_above(scene, picture.title, picture.description)
        scene.margin = MARGIN
    return replace(picture, scene=scene)


def _write_below(scene: Scene, text: str) -> None:
    lines = whole_lines(text, scene.width, SOURCE)
    for number, line in enumerate(lines, start=1):
        scene.add(Label(0, scene.height + number * SOURCE * LINE, line, SOURCE, paint="soft"))
    scene.height = ceil(scene.height + len(lines) * SOURCE * LINE + 6)


def _write_above(scene: Scene, title: str, description: str) -> None:
    heads = whole_lines(title, scene.width, TITLE * BOLD)
    words = whole_lines(description, scene.width, WORDS)
    room = ceil(len(heads) * TITLE * LINE + len(words) * WORDS * LINE + 14)
    y: float = -room
    for lines, size in ((heads, TITLE), (words, WORDS)):
        for line in lines:
            y += size * LINE
            scene.add(Label(0, y, line, size, bold=size == TITLE, paint="ink" if size == TITLE else "soft"))
    scene.above = room


def refused(width: float, sentence: str) -> Scene:
    """A scene that says why no chart is drawn."""
    scene = Scene(width, 10)
    for line in whole_lines(sentence, width, 13):
        scene.height += 18
        scene.add(Label(0, scene.height - 6, line, 13, paint="soft"))
    return scene
