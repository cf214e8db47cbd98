"""The questions asked of the real record."""

from datetime import date

from agenda.coverage.patterns import Pattern
from agenda.coverage.sides import NAMING, SideStatement
from agenda.questions.claims import Verdict
from agenda.questions.divergence import divergence_rows
from tests.support.record import record_rows


def test_the_real_claims(record, client):
    counts = dict(client.get("/claims/").context["counts"])
    assert sum(counts.values()) == len(record_rows("claims")) and counts[Verdict.NOT_BORNE_OUT] > 0


def test_two_agencies_of_one_side_are_one_side(record, client):
    """In September 2024 the Commerce readout named subsea cables and the State one did not."""
    found = client.get("/divergence/?forum=two-plus-two&topic=subsea-cables").context["page"].object_list
    (row,) = [row for row in found if row.held.first.year == 2024]
    statements = {view.side.name: view.statement for view in row.compared.sides}
    assert (
        set(statements) == {"Japan", "United States"} and statements["United States"] is SideStatement.NAMES
    )


def test_no_row_of_the_record_compares_what_was_not_read(record):
    for row in divergence_rows(date(2030, 1, 1)):
        statements = {view.statement for view in row.compared.sides}
        if row.pattern is Pattern.ONE_SIDE:
            assert statements <= {SideStatement.SILENT, *NAMING}
        assert bool(row.reason) == (row.pattern is Pattern.NOT_COMPARABLE)
