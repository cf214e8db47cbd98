"""A dialogue's form: what the record covers, and what is out of scope."""

import pytest
from django.db import IntegrityError, transaction

from agenda.models import Dialogue
from tests.support import factories as f
from tests.support.admin import change, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_coverage_gaps_and_scope_are_kept(editor_client):
    row, taiwan = f.dialogue(), f.topic("Taiwan")
    data = form_data(editor_client.get(change(row)))
    data |= {"covered_from": "2017-01-20", "covered_until": "2026-06-30", "gaps": "No 2019 readouts\n\n Nor minutes ",
             "out_of_scope": [taiwan.pk]}  # fmt: skip
    assert editor_client.post(change(row), data).status_code == 302
    row = Dialogue.objects.get()
    assert row.gaps == ["No 2019 readouts", "Nor minutes"] and list(row.out_of_scope.all()) == [taiwan]
    assert (str(row.covered_from), str(row.covered_until)) == ("2017-01-20", "2026-06-30")


def test_a_record_does_not_end_before_it_begins(editor_client):
    row = f.dialogue()
    data = form_data(editor_client.get(change(row))) | {
        "covered_from": "2020-01-01",
        "covered_until": "2019-01-01",
    }
    assert "cannot end before it begins" in text(editor_client.post(change(row), data))


def test_a_topic_with_published_findings_stays_in_scope(editor_client):
    found = f.finding(f.meeting(), f.topic("Taiwan"))
    row = found.meeting.dialogue
    data = form_data(editor_client.get(change(row))) | {"out_of_scope": [found.topic_id]}
    assert "Withdraw the published findings of this dialogue first: Taiwan." in text(
        editor_client.post(change(row), data)
    )
    with pytest.raises(IntegrityError, match="before it is out of scope"), transaction.atomic():
        row.out_of_scope.add(found.topic)
