"""What a side's papers do with a topic: the rules on plain values."""

import pytest

from agenda.coverage.sides import ComparedPaper, SideStatement, statement_of

NAMES, SILENT = ComparedPaper(names=True, names_in_part=True), ComparedPaper()
IN_PART = ComparedPaper(names_in_part=True)
PARTLY_READ = ComparedPaper(is_read_whole=False)
UNREAD = ComparedPaper(is_read_whole=False, was_read=False, is_examined=False)
NOT_EXAMINED = ComparedPaper(is_examined=False)


@pytest.mark.parametrize(
    "papers, statement",
    [
        ([], SideStatement.NONE_ON_RECORD),
        ([NAMES], SideStatement.NAMES),
        ([IN_PART, UNREAD], SideStatement.NAMES_IN_PART),
        ([IN_PART, NAMES], SideStatement.NAMES),
        ([SILENT], SideStatement.SILENT),
        ([SILENT, SILENT], SideStatement.SILENT),
        ([SILENT, PARTLY_READ], SideStatement.PARTLY_READ),
        ([SILENT, UNREAD], SideStatement.PARTLY_READ),
        ([SILENT, NOT_EXAMINED], SideStatement.NOT_EXAMINED),
        ([UNREAD], SideStatement.UNREAD),
        ([PARTLY_READ], SideStatement.PARTLY_READ),
    ],
)
def test_a_side_is_silent_only_when_all_its_papers_were_read_whole_and_examined(papers, statement):
    assert statement_of(papers) is statement
