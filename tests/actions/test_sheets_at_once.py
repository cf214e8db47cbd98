"""Several people who hand in or publish the same meeting at once: everything is stored once, or its refusal is said."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from agenda.actions import publish_undisputed, submit
from agenda.coverage.kept import differences
from agenda.models import Assessment, Assignment, Draft, Finding
from agenda.rules.sums import rebuild
from tests.support import factories as f
from tests.support.coded_sheet import FIRST, SECOND, CodedSheet


def at_once(*acts):
    """What each act returned, or the sentences by which it was refused; all begin together."""
    start, said = threading.Barrier(len(acts)), {}

    def run(place, act):
        start.wait()
        try:
            said[place] = act()
        except ValidationError as error:
            said[place] = error.messages
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[place] for place in range(len(acts))]


@pytest.mark.django_db(transaction=True)
def test_two_coders_who_hand_in_at_once_both_do():
    sheet = CodedSheet()
    sheet.draft(sheet.first, FIRST)
    sheet.draft(sheet.second, SECOND)
    said = at_once(lambda: submit(sheet.meeting, sheet.first), lambda: submit(sheet.meeting, sheet.second))
    assert said == [len(FIRST), len(SECOND)]
    for who, contents in ((sheet.first, FIRST), (sheet.second, SECOND)):
        codes = Assessment.objects.current().filter(meeting=sheet.meeting, assessed_by=who)
        outcomes = dict(codes.values_list("topic__code", "outcome"))
        assert outcomes == {topic: content["outcome"] for topic, content in contents.items()}
    assert not Draft.objects.exists() and not Assignment.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_a_sheet_handed_in_from_two_windows_at_once_is_handed_in_once():
    sheet = CodedSheet()
    sheet.draft(sheet.first, FIRST)
    said = at_once(*[lambda: submit(sheet.meeting, sheet.first)] * 2)
    assert said.count(len(FIRST)) == 1
    refused = next(one for one in said if one != len(FIRST))
    assert len(refused) == 1 and ("nothing to hand in" in refused[0] or "have handed this" in refused[0])
    assert Assessment.objects.filter(assessed_by=sheet.first).count() == len(FIRST)


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_who_publish_at_once_leave_one_finding_a_cell():
    sheet = CodedSheet()
    sheet.hand_in()
    with transaction.atomic():
        rebuild(connection)  # emptying the tables after an earlier test has counted its cells down
    before, other = Finding.objects.count(), f.user("Reviewer")
    values = {"single": True, "with_documents": True}
    said = at_once(
        lambda: publish_undisputed(sheet.meeting, by=sheet.reviewer, **values),
        lambda: publish_undisputed(sheet.meeting, by=other, **values),
    )
    undisputed = len(FIRST) - 1
    assert undisputed in said
    second = said[1 - said.index(undisputed)]
    for sentence in second or []:
        assert "decided this cell a moment ago" in sentence or "published finding already" in sentence
    assert Finding.objects.count() == before + undisputed
    assert Finding.objects.in_force().filter(meeting=sheet.meeting).count() == undisputed
    assert not list(differences())
