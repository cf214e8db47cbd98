"""How much of each meeting was read is told without reading the texts, as it is told with them."""

import pytest

from agenda.coverage.extent import papers_at, reading_of, reading_of_light
from agenda.coverage.reaches import readouts_of
from agenda.models import Actor, Dialogue, Meeting


@pytest.mark.django_db
def test_light_readouts_say_what_the_documents_say(record):
    meetings = set(Meeting.objects.published().values_list("pk", flat=True))
    light = papers_at(Dialogue.objects.published().values_list("pk", flat=True)).readouts
    whole = readouts_of(meetings, Actor.objects.sides())
    for pk in meetings:
        told = [
            (r.document.is_joint, r.document.is_read_whole, tuple(side.reader.name for side in r.sides))
            for r in whole[pk]
        ]
        assert [(r.paper.is_joint, r.paper.is_read_whole, r.sides) for r in light[pk]] == told
        assert reading_of_light(light[pk]) == reading_of(whole[pk])
    assert len({reading_of(readouts) for readouts in whole.values()}) > 1, "the record has more than one kind"
