"""Codes of a cell are unseen by whoever may still code it, and what was seen first does not count as coded blind."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agenda.actions import Judgement, abstain, code_by_hand, publish, publish_undisputed
from agenda.coverage.doubles import doubles
from agenda.models import Abstention, Assessment, Finding
from tests.support import factories as f
from tests.support.admin import change
from tests.support.desk import at, code, post
from tests.support.pages import text
from tests.support.record import record_rows

pytestmark = pytest.mark.django_db
WORD = "zqxnote"
MAY_CODE = {"Analyst": {"groups": ("Analyst",)}, "all groups": {"groups": ("Editor", "Analyst", "Reviewer")},
            "superuser": {"groups": (), "is_superuser": True}}  # fmt: skip


@pytest.fixture
def coded(desk):
    """The meeting coded and handed in by the analyst; the code's note is the word to look for."""
    code(desk, desk.analyst, "raised", note=WORD)
    desk.code = Assessment.objects.get()
    return desk


def pages_of_codes(coded):
    """Where accounts read codes: lists, filters, details, the meeting, what stands in the way of deleting, the desk."""
    assessments = reverse("admin:agenda_assessment_changelist")
    kinds = [row._meta.model_name for row in (coded.topic, coded.meeting, coded.paper)]
    rows = zip(kinds, (coded.topic, coded.meeting, coded.paper), strict=True)
    return [
        assessments, f"{assessments}?q={WORD}", f"{assessments}?outcome__exact=raised", change(coded.code),
        reverse("admin:agenda_assessment_history", args=[coded.code.pk]), change(coded.meeting),
        *(reverse(f"admin:agenda_{kind}_delete", args=[row.pk]) for kind, row in rows),
        reverse("admin:agenda_finding_changelist"), at("desk"), at("adjudication", "epcc-1"),
        at("sheet", "epcc-1"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", MAY_CODE.values(), ids=MAY_CODE)
def test_whoever_may_still_code_reads_no_code_of_others(coded, client, who):
    values = dict(who)
    client.force_login(f.user(*values.pop("groups"), **values))
    for address in pages_of_codes(coded):
        answer = client.get(address, follow=True)
        said = text(answer)
        assert answer.status_code in (200, 403), address
        assert WORD not in said.replace(f"q={WORD}", ""), address
        assert f"{coded.topic} at {coded.meeting}: Raised" not in said, address
        assert "Raised (1)" not in said and "undisputed" not in said, address
        assert f"{coded.topic}: Raised" not in said, address


def test_reviewers_and_those_who_handed_in_read_them(coded, client):
    other = f.user("Analyst", "Reviewer")
    code(coded, other, "not_raised")
    for who in (other, coded.reviewer):
        client.force_login(who)
        assert WORD in text(client.get(at("adjudication", "epcc-1")))
        assert WORD in text(client.get(change(coded.code)))


def test_giving_up_shows_the_codes_and_closes_the_meeting(coded, client):
    both = f.user("Analyst", "Reviewer")
    client.force_login(both)
    page = text(client.get(at("adjudication", "epcc-1")))
    assert "You may still code this meeting" in page and coded.analyst.username not in page
    with pytest.raises(PermissionDenied, match="say at the desk first that you will not"):
        publish_undisputed(coded.meeting, by=both)
    page = text(client.post(at("give-up-coding", "epcc-1"), follow=True))
    assert coded.analyst.username in page and "1 undisputed" in text(client.get(at("desk")))
    coded.client.force_login(both)
    assert "You gave up coding this meeting" in text(post(coded))
    assert "You gave up coding this meeting" in text(client.get(at("sheet", "epcc-1")))
    judgement = Judgement("not_raised", examined=[coded.paper])
    with pytest.raises(ValidationError, match="You gave up coding this meeting"):
        code_by_hand(coded.meeting, coded.topic, judgement, by=both)
    assert Assessment.objects.count() == 1


def test_work_begun_is_handed_in_not_given_up(coded, client):
    both = f.user("Analyst", "Reviewer")
    code(coded, both, "not_raised", hand_in=False)
    client.force_login(both)
    page = text(client.post(at("give-up-coding", "epcc-1"), follow=True))
    assert "Hand in your own codes of this meeting first" in page and not Abstention.objects.exists()
    with pytest.raises(PermissionDenied):
        abstain(coded.meeting, f.user("Analyst"))


def test_the_admin_takes_no_code_once_others_were_seen(coded, client):
    judgement = Judgement("not_raised", examined=[coded.paper])
    with pytest.raises(ValidationError, match="handed this meeting in"):
        code_by_hand(coded.meeting, coded.topic, judgement, by=coded.analyst)


def test_a_reviewer_made_an_analyst_cannot_code_what_they_saw(coded, client):
    client.force_login(coded.reviewer)
    client.get(at("adjudication", "epcc-1"))
    coded.reviewer.groups.set(f.user("Analyst").groups.all())
    coded.client.force_login(coded.reviewer)
    assert "You gave up coding this meeting" in text(post(coded))


def test_a_finding_that_only_accounts_see_is_unseen_too(coded, client):
    coded.meeting.is_published = False
    coded.meeting.save()
    publish(coded.code, by=coded.reviewer, reason=WORD)
    listed = reverse("admin:agenda_finding_changelist")
    client.force_login(f.user("Analyst"))
    assert "0 findings" in text(client.get(listed))
    client.force_login(coded.reviewer)
    assert "1 finding" in text(client.get(listed))


def test_codes_made_after_a_finding_are_not_counted_as_blind(coded):
    publish(coded.code, by=coded.reviewer)
    code(coded, coded.second, "raised")
    assert Assessment.objects.count() == 2 and doubles() == []


def test_a_third_code_after_two_agreed_is_not_counted(coded):
    code(coded, coded.second, "raised")
    publish_undisputed(coded.meeting, by=coded.reviewer)
    assert Finding.objects.get().basis == "agreed"
    third = f.user("Analyst")
    code(coded, third, "not_raised")
    (cell,) = doubles()
    assert {name for name, _outcome in cell.codes} == {coded.analyst.username, coded.second.username}


def test_the_shipped_codes_count_as_before(record):
    """Two coders of one cell in the files are two codes made blind; its findings tell no day of their own."""
    coders = {}
    for row in record_rows("assessments"):
        if row["coder"] != "ruling":
            examined = tuple(sorted(row["examined"]))
            coders.setdefault((row["meeting"], row["topic"], examined), set()).add(row["coder"])
    assert len(doubles()) == sum(len(names) > 1 for names in coders.values())
