from dataclasses import dataclass

import pytest

from agenda.questions.changes import Change, change_of, changes


@dataclass(frozen=True)
class Cell:
    outcome: str
    is_judged: bool = True


RAISED, PARTLY, ABSENT = Cell("raised"), Cell("partly_raised"), Cell("not_raised")
UNSHOWN, NO_RECORD = Cell("not_raised", is_judged=False), Cell("not_determinable", is_judged=False)


@pytest.mark.parametrize(
    "earlier, later, change",
    [
        (RAISED, PARTLY, Change.KEPT),
        (ABSENT, RAISED, Change.NEW),
        (PARTLY, ABSENT, Change.NOT_REPEATED),
        (None, RAISED, Change.CANNOT_BE_TOLD),
        (NO_RECORD, PARTLY, Change.CANNOT_BE_TOLD),
        (UNSHOWN, RAISED, Change.CANNOT_BE_TOLD),
        (RAISED, NO_RECORD, Change.CANNOT_BE_TOLD),
        (RAISED, UNSHOWN, Change.CANNOT_BE_TOLD),
        (RAISED, None, Change.CANNOT_BE_TOLD),
        (ABSENT, ABSENT, None),
        (None, NO_RECORD, None),
    ],
)
def test_an_absence_counts_only_where_it_could_be_shown(earlier, later, change):
    assert change_of(earlier, later) == change


def test_topics_keep_their_order_and_each_stands_once():
    @dataclass(frozen=True)
    class Topic:
        pk: int

    topics = [Topic(3), Topic(1), Topic(2)]
    cells = {(7, 3): ABSENT, (8, 3): RAISED, (7, 1): ABSENT, (8, 1): PARTLY, (7, 2): RAISED, (8, 2): RAISED}
    found = changes(topics, cells, 7, 8)
    assert [row.topic.pk for row in found[Change.NEW]] == [3, 1]
    assert [row.topic.pk for row in found[Change.KEPT]] == [2]
    assert not found[Change.NOT_REPEATED] and not found[Change.CANNOT_BE_TOLD]
