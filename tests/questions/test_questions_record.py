"""The questions asked of the real record."""

from agenda.questions.claims import Verdict
from agenda.questions.divergence import Pattern, Said
from tests.support.record import record_rows


def test_the_real_claims(record, client):
    counts = dict(client.get("/claims/").context["counts"])
    assert sum(counts.values()) == len(record_rows("claims")) and counts[Verdict.NOT_BORNE_OUT] > 0


def test_two_agencies_of_one_side_are_one_side(record, client):
    """In September 2024 the Commerce readout named subsea cables and the State one did not; Japan's is not on record."""
    found = client.get("/divergence/?forum=two-plus-two&topic=subsea-cables").context["page"].object_list
    (row,) = [row for row in found if row.meeting.slug.startswith("two-plus-two-2024") or row.year == 2024]
    assert row.pattern is Pattern.NOT_COMPARABLE
    assert {side.name: said for side, said, _documents in row.said} == {
        "Japan": Said.NO_READOUT, "United States": Said.NAMES}  # fmt: skip
