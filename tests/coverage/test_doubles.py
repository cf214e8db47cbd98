"""Which cells count as coded twice."""

from datetime import UTC, datetime

import pytest

from agenda.coverage.doubles import doubles
from agenda.models import Assignment
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def hand_in(meeting, *coders):
    for coder in coders:
        Assignment.objects.create(
            meeting=meeting, analyst=coder, assigned_by=coder,
            first_submitted_at=datetime(2100, 1, 1, tzinfo=UTC),
        )  # fmt: skip


def test_coders_who_read_different_papers_are_not_compared():
    meeting, topic = f.meeting(), f.topic()
    english, japanese = f.document(meeting), f.document(meeting)
    coders = [f.user("Analyst") for _number in range(3)]
    f.assessment(meeting, topic, "raised", by=coders[0], documents=[english])
    f.assessment(meeting, topic, "not_raised", by=coders[1], documents=[japanese])
    hand_in(meeting, *coders)
    assert doubles() == []
    f.assessment(meeting, topic, "raised", by=coders[2], documents=[english])
    (cell,) = doubles()
    assert cell.codes == tuple(sorted([(coders[0].username, "raised"), (coders[2].username, "raised")]))
