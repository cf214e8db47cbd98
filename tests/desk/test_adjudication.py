"""From several coders to one finding."""

import pytest
from django.core.exceptions import PermissionDenied

from agenda.actions import Judgement, adjudicate, publish, save_draft, submit
from agenda.models import Affiliation, Assessment, Assignment, Body, Finding
from tests.support import factories as f
from tests.support.desk import at, code, passage, ruling
from tests.support.pages import markup, text

pytestmark = pytest.mark.django_db


def test_a_reviewer_with_open_work_is_kept_out_of_adjudication(desk):
    both = f.user("Analyst", "Reviewer")
    code(desk, desk.analyst, "raised")
    code(desk, both, "not_raised", hand_in=False)
    desk.client.force_login(both)
    response = desk.client.get(at("adjudication", "epcc-1"), follow=True)
    assert "Hand in your own codes of this meeting first" in text(response)


def test_agreed_cells_are_published_and_disputes_ruled_on(desk):
    code(desk, desk.analyst, "raised", hand_in=False)
    code(desk, desk.analyst, "not_raised", desk.other)
    code(desk, desk.second, "not_raised", hand_in=False)
    code(desk, desk.second, "not_raised", desk.other)
    desk.client.force_login(desk.reviewer)
    page = text(desk.client.get(at("adjudication", "epcc-1")))
    assert "Disputed: 1" in page and "Agreed: 1" in page and desk.second.username in page
    hidden = text(desk.client.get(at("adjudication", "epcc-1") + "?names=hidden"))
    assert "Coder A" in hidden and desk.second.username not in hidden
    desk.client.post(at("settle", "epcc-1"))
    agreed = Finding.objects.get()
    assert (agreed.topic, agreed.basis) == (desk.other, "agreed")
    rule = at("rule", "epcc-1", "open-ran")
    assert "Say why" in text(desk.client.post(rule, ruling("raised", " ")))
    assert "Choose the outcome" in text(desk.client.post(rule, {"reason": "because"}))
    assert "only with a passage that proves it" in text(
        desk.client.post(rule, ruling("raised", "It is", passage=[]))
    )
    assert desk.client.post(rule, ruling("raised", "It is in the text")).status_code == 302
    ruled = Finding.objects.get(topic=desk.topic)
    assert (ruled.basis, ruled.decided_by, ruled.reason) == (
        "adjudicated",
        desk.reviewer,
        "It is in the text",
    )
    assert ruled.assessment.assessed_by == desk.reviewer
    assert ruled.assessment.examinations.get().evidence.get().quote == "They discussed Open RAN and said so."
    assert Assessment.objects.filter(topic=desk.topic).count() == 3, "a third record; the coders' codes stay"
    desk.client.force_login(desk.second)
    queue = text(desk.client.get(at("desk")))
    assert "1 ruling differs from your code" in queue
    desk.client.force_login(desk.analyst)
    assert "differs from your code" not in text(desk.client.get(at("desk")))


def test_a_dispute_ruled_on_leaves_the_list_and_proof_is_in_sight(desk):
    desk.topic.includes = "Open interfaces"
    desk.topic.save()
    note = f.codebook().interpretation_notes.create(number=1, title="Lists", text="A list is partly.")
    note.topics.add(desk.topic)
    code(desk, desk.analyst, "raised", hand_in=False)
    code(desk, desk.analyst, "raised", desk.other)
    code(desk, desk.second, "not_raised", hand_in=False)
    code(desk, desk.second, "raised", desk.other)
    desk.client.force_login(desk.reviewer)
    page = desk.client.get(at("adjudication", "epcc-1"))
    assert "Disputed: 1" in text(page) and "Open interfaces" in text(page)
    assert "A list is partly." in text(page)
    sentence = "They discussed Open RAN and said so."
    assert f'data-begun="A" data-in="{passage().removesuffix(":full")}">{sentence}</mark>' in markup(page)
    agreed = markup(desk.client.get(at("adjudication", "epcc-1") + "?topic=space"))
    assert 'data-coders="A B"' in agreed and f"<q>{sentence}</q>" in agreed
    response = desk.client.post(at("rule", "epcc-1", "open-ran"), ruling("raised", "It is in the text"))
    assert response["Location"] == at("adjudication", "epcc-1") + "?topic=open-ran"
    page = text(desk.client.get(response["Location"]))
    assert "Disputed: 0" in page and "Ruled on: 1" in page and "It is in the text" in page
    assert "Nothing is disputed: publish" in page


def test_a_ruling_may_lie_between_the_codes_and_rest_on_words_nobody_quoted(desk):
    code(desk, desk.analyst, "raised")
    code(desk, desk.second, "not_raised")
    desk.client.force_login(desk.reviewer)
    own = passage("They met in Tokyo.")
    answer = desk.client.post(
        at("rule", "epcc-1", "open-ran"), ruling("partly_raised", "In passing", passage=[own])
    )
    assert answer.status_code == 302
    ruled = Finding.objects.get()
    assert (ruled.outcome, ruled.depth) == ("partly_raised", "")
    assert ruled.assessment.examinations.get().evidence.get().quote == "They met in Tokyo."


def test_one_tick_publishes_the_documents_and_what_was_typed_stays(desk):
    desk.paper.is_published = False
    desk.paper.save()
    code(desk, desk.analyst, "raised", hand_in=False)
    code(desk, desk.analyst, "not_raised", desk.other)
    code(desk, desk.second, "not_raised", hand_in=False)
    code(desk, desk.second, "not_raised", desk.other)
    desk.client.force_login(desk.reviewer)
    rule, typed = at("rule", "epcc-1", "open-ran"), ruling("raised", "It is there")
    for address, post in ((rule, typed), (at("settle", "epcc-1"), {})):
        response = desk.client.post(address, post)
        assert response.status_code == 422
        assert "Publish the document first: “The readout” is not public" in text(response)
        assert not Finding.objects.exists() and Assessment.objects.count() == 4
    assert ">It is there</textarea>" in desk.client.post(rule, typed).content.decode()
    desk.client.post(rule, typed | {"with_documents": "on"})
    desk.paper.refresh_from_db()
    assert desk.paper.is_published and Finding.objects.get().topic == desk.topic
    desk.client.post(at("settle", "epcc-1"), {"with_documents": "on"})
    assert Finding.objects.count() == 2


def test_a_refused_cell_names_its_topic_and_publishes_nothing(desk):
    code(desk, desk.analyst, "not_raised", hand_in=False)
    code(desk, desk.analyst, "raised", desk.other)
    desk.paper.completeness, desk.paper.is_published = "part", False
    desk.paper.save()
    desk.client.force_login(desk.reviewer)
    response = desk.client.post(at("settle", "epcc-1"), {"single": "1", "with_documents": "on"})
    assert "Open RAN: “Not mentioned” needs at least one official document" in text(response)
    assert not Finding.objects.exists()
    assert 'name="with_documents" checked' in markup(response)


def test_a_single_analyst_team_publishes_as_single_coder(desk):
    code(desk, desk.analyst, "raised")
    desk.client.force_login(desk.reviewer)
    desk.client.post(at("settle", "epcc-1"))
    assert not Finding.objects.exists()
    desk.client.post(at("settle", "epcc-1"), {"single": "1"})
    assert Finding.objects.get().basis == "single_coder"
    desk.client.post(at("settle", "epcc-1"), {"single": "1"})
    assert Finding.objects.count() == 1, "publishing again changes nothing"


def test_work_is_sent_back_with_a_note(desk):
    code(desk, desk.analyst, "raised")
    assignment = Assignment.objects.get()
    first = assignment.first_submitted_at
    desk.client.force_login(desk.reviewer)
    give_back = at("send-back", "epcc-1")
    for nonsense in ("", "abc", "9" * 30, "-1"):
        assert desk.client.post(give_back, {"assignment": nonsense, "note": "x"}).status_code == 404
    desk.client.post(give_back, {"assignment": assignment.pk, "note": ""})
    assert Assignment.objects.get().submitted_at
    desk.client.post(give_back, {"assignment": assignment.pk, "note": "See paragraph 2"})
    desk.client.force_login(desk.analyst)
    assert "See paragraph 2" in text(desk.client.get(at("desk")))
    sheet = desk.client.get(at("sheet", "epcc-1") + "?topic=open-ran")
    assert 'value="raised" checked' in markup(sheet)
    code(desk, desk.analyst, "not_raised")
    again = Assignment.objects.get()
    assert again.submitted_at > first and again.first_submitted_at == first and not again.sent_back_note
    assert Assessment.objects.current().get().supersedes.outcome == "raised"


def test_self_coded_cells_are_marked_and_not_ruled_on_by_the_same_organization(desk):
    institute = f.actor(kind="think_tank")
    f.recommendation(desk.topic, desk.meeting.dialogue, recommender=institute)
    Affiliation.objects.create(user=desk.analyst, organization=institute)
    Affiliation.objects.create(user=desk.reviewer, organization=institute)
    code(desk, desk.analyst, "raised")
    code(desk, desk.second, "not_raised")
    assert Assessment.objects.get(assessed_by=desk.analyst).is_self_coded
    assert not Assessment.objects.get(assessed_by=desk.second).is_self_coded
    desk.client.force_login(desk.reviewer)
    said = text(desk.client.post(at("rule", "epcc-1", "open-ran"), ruling("raised", "x")))
    assert "Your organization recommended this topic" in said and not Finding.objects.exists()


def test_nobody_rules_on_a_cell_they_coded(desk):
    both = f.user("Analyst", "Reviewer")
    code(desk, both, "raised")
    code(desk, desk.analyst, "not_raised")
    with pytest.raises(PermissionDenied, match="third person"):
        adjudicate(desk.meeting, desk.topic, Judgement("not_determinable"), by=both, reason="x")


def test_self_approval_can_be_forbidden_below_the_form(desk, settings):
    both = f.user("Analyst", "Reviewer")
    code(desk, both, "raised")
    settings.FORBID_SELF_APPROVAL = True
    with pytest.raises(PermissionDenied, match="forbids publishing one's own"):
        publish(Assessment.objects.get(), by=both)
    desk.client.force_login(both)
    response = desk.client.post(at("settle", "epcc-1"), {"single": "1"}, follow=True)
    assert "forbids publishing one's own" in text(response) and not Finding.objects.exists()
    publish(Assessment.objects.get(), by=desk.reviewer)


def test_a_passage_known_by_its_paragraph_keeps_its_strength_and_summary(desk):
    """As a record that is loaded has them: no words, the paragraph's number, what it says, touching the topic only."""
    item = {"document": "readout", "paragraph": 2, "summary": "Half: they left", "strength": "partial"}
    content = {"outcome": "partly_raised", "examined": ["readout"], "passages": [item]}
    save_draft(desk.meeting, desk.topic, desk.analyst, content, version=0)
    submit(desk.meeting, desk.analyst)
    code(desk, desk.second, "not_raised")
    desk.client.force_login(desk.reviewer)
    value = "readout:2:partial:Half: they left"
    assert f'name="paragraph_passage" value="{value}"' in markup(
        desk.client.get(at("adjudication", "epcc-1"))
    )
    post = ruling("partly_raised", "So", passage=[], paragraph_passage=[value])
    assert desk.client.post(at("rule", "epcc-1", "open-ran"), post).status_code == 302
    proof = Finding.objects.get().assessment.examinations.get().evidence.get()
    assert (proof.paragraph, proof.strength, proof.summary) == (2, "partial", "Half: they left")


def test_words_of_an_earlier_version_are_offered_where_they_stand_now(desk):
    code(desk, desk.analyst, "raised")
    code(desk, desk.second, "not_raised")
    newer = "A new first line.\n\nThey discussed Open RAN and said so."
    Body.objects.create(
        document=desk.paper, version=2, kind="official_text", text=newer, sha256=Body.digest(newer)
    )
    desk.client.force_login(desk.reviewer)
    start = newer.index("They discussed")
    page = markup(desk.client.get(at("adjudication", "epcc-1")))
    assert f'value="readout:{start}:{len(newer)}:full"' in page
    gone = "Nothing of it is left."
    Body.objects.create(
        document=desk.paper, version=3, kind="official_text", text=gone, sha256=Body.digest(gone)
    )
    page = markup(desk.client.get(at("adjudication", "epcc-1")))
    assert 'value="readout:1:full:They discussed Open RAN and said so."' in page
