"""The desk without a browser: saving, handing in, blindness, rulings, publishing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agenda.actions import adjudicate, publish, save_draft, submit
from agenda.models import Affiliation, Assessment, Assignment, Body, Draft, Evidence, Finding
from tests import factories as f
from tests.test_pages import text

pytestmark = pytest.mark.django_db
WORDS = "They met in Tokyo. They discussed Open RAN and said so.\n\nThey left early."


@pytest.fixture
def desk(client):
    """A meeting with one complete readout and two topics, and an analyst signed in."""
    f.codebook()

    class Desk:
        meeting = f.meeting(slug="epcc-1")
        paper = f.document(meeting, slug="readout", title="The readout")
        topic = f.topic("Open RAN", code="open-ran", aliases=["Open RAN"])
        other = f.topic("Space", code="space", aliases=["space"])
        analyst, second, reviewer = f.user("Analyst"), f.user("Analyst"), f.user("Reviewer")

    Desk.body = Body.objects.create(
        document=Desk.paper, kind="official_text", text=WORDS, sha256=Body.digest(WORDS)
    )
    client.force_login(Desk.analyst)
    Desk.client = client
    return Desk


def at(name, *args):
    return reverse(name, args=args)


def post(desk, code="open-ran", **values):
    data = {"version": 0, "outcome": "raised", "examined": ["readout"], "passage": [passage()]} | values
    return desk.client.post(at("save", "epcc-1", code), data)


def passage(words="They discussed Open RAN and said so."):
    start = WORDS.index(words)
    return f"readout:{start}:{start + len(words)}:full"


def code(desk, who, outcome, topic=None, hand_in=True):
    content = {"outcome": outcome, "examined": ["readout"], "passages": []}
    if outcome in ("raised", "partly_raised"):
        content["passages"] = [{"document": "readout", "quote": "They discussed Open RAN and said so."}]
    save_draft(desk.meeting, topic or desk.topic, who, content, version=0)
    if hand_in:
        submit(desk.meeting, who)


def test_the_sheet_marks_and_suggests_passages(desk):
    response = desk.client.get(at("sheet", "epcc-1"))
    page = response.content.decode()
    assert 'data-topics="open-ran">They discussed Open RAN and said so.</span>' in page
    assert "matches: Open RAN" in text(response) and f'value="{passage()}"' in page
    assert 'value="readout" checked data-complete' in page


def test_a_topic_is_coded_with_a_plain_form_and_handed_in(desk):
    response = post(desk, depth="discussed", note="Twice", confidence="high", next="1", following="space")
    assert response["Location"].endswith("?topic=space")
    assert post(desk, "space", outcome="not_raised", passage=[]).status_code == 302
    response = desk.client.post(at("submit", "epcc-1"), follow=True)
    assert "Handed in: 2 topics" in text(response) and not Draft.objects.exists()
    made = Assessment.objects.get(topic=desk.topic)
    evidence = Evidence.objects.get()
    assert (made.outcome, made.depth, made.note, made.confidence) == ("raised", "discussed", "Twice", "high")
    assert (evidence.quote, evidence.paragraph) == ("They discussed Open RAN and said so.", 1)
    assert Assignment.objects.get().submitted_at
    assert "You have handed this meeting in" in text(post(desk))


@pytest.mark.parametrize(
    "values, message",
    [
        ({"passage": [], "own_document": "readout", "own_quote": "Never said"}, "do not stand so in “The readout”"),
        ({"passage": [], "own_document": "elsewhere", "own_quote": "x"}, "must be of a document of this meeting"),
        ({"examined": []}, "is not ticked as examined"),
        ({"passage": [], "own_document": "readout", "own_paragraph": "many"}, "needs its words, or the number"),
        ({"passage": ["readout:5:99999:full"]}, "do not stand so"),
        ({"outcome": "not_raised", "passage": [], "examined": []}, "needs a complete official document ticked"),
        ({"outcome": "perhaps"}, "is not one of the choices"),
        ({"note": "a\x00b"}, "NUL"),
    ],
)  # fmt: skip
def test_bad_input_is_said_at_its_place_and_keeps_what_was_typed(desk, values, message):
    response = post(desk, **({"note": "my long note"} | values))
    assert response.status_code == 422 and message in text(response)
    assert not Draft.objects.exists()
    if "note" not in values:
        assert "my long note" in text(response)
    if own := values.get("own_quote"):
        assert own in text(response)


def test_a_topic_outside_the_codebook_version_is_refused(desk):
    version = f.codebook()
    version.codes = ["space"]
    version.save()
    assert "is not in Codebook version 1" in text(post(desk))


def test_two_tabs_never_overwrite_each_other(desk):
    assert post(desk, note="first tab").status_code == 302
    response = post(desk, note="second tab", outcome="partly_raised")
    assert response.status_code == 409 and "saved in another window meanwhile" in text(response)
    assert "first tab" in text(response) and "second tab" in text(response)
    assert Draft.objects.get().content["note"] == "first tab"
    assert post(desk, note="second tab", version=1).status_code == 302
    assert Draft.objects.get().content["note"] == "second tab"


def test_the_same_change_sent_twice_is_stored_once(desk):
    for _ in range(2):
        response = desk.client.post(
            at("save", "epcc-1", "open-ran"),
            {"version": 0, "outcome": "not_determinable", "change_id": "abc"},
            headers={"accept": "application/json"},
        )
        assert response.json()["version"] == 1
    assert Draft.objects.get().earlier == []


def test_undo_goes_back_step_by_step(desk):
    post(desk, note="one")
    post(desk, note="two", version=1)
    desk.client.post(at("undo", "epcc-1", "open-ran"))
    assert Draft.objects.get().content["note"] == "one"
    desk.client.post(at("undo", "epcc-1", "open-ran"))
    assert not Draft.objects.exists()
    assert desk.client.post(at("undo", "epcc-1", "open-ran")).status_code == 302


def test_handing_in_something_unfinished_hands_in_nothing(desk):
    post(desk)
    post(desk, "space", outcome="raised", passage=[])
    response = desk.client.post(at("submit", "epcc-1"), follow=True)
    assert "Space: A topic counts as raised only with a passage that proves it." in text(response)
    assert Draft.objects.count() == 2 and not Assessment.objects.exists()
    assert "nothing to hand in" in text_of_empty(desk)


def text_of_empty(desk):
    Draft.objects.all().delete()
    return text(desk.client.post(at("submit", "epcc-1"), follow=True))


def test_nobody_sees_anothers_codes_before_handing_in(desk):
    code(desk, desk.second, "raised")
    Assignment.objects.create(meeting=desk.meeting, analyst=desk.analyst, assigned_by=desk.reviewer)
    pages = [at("sheet", "epcc-1"), at("desk"), at("admin:agenda_assessment_changelist"),
             at("admin:agenda_meeting_change", desk.meeting.pk)]  # fmt: skip
    made = Assessment.objects.get()
    for page in pages:
        content = desk.client.get(page).content.decode()
        assert 'class="badge raised"' not in content and f"/assessment/{made.pk}/" not in content
    assert desk.client.get(at("admin:agenda_assessment_change", made.pk)).status_code == 302
    code(desk, desk.analyst, "not_raised")
    assert desk.client.get(at("admin:agenda_assessment_change", made.pk)).status_code == 200


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
    page = desk.client.get(at("adjudication", "epcc-1"))
    assert "Disputed: 1" in text(page) and "Agreed: 1" in text(page) and desk.second.username in text(page)
    hidden = text(desk.client.get(at("adjudication", "epcc-1") + "?names=hidden"))
    assert "Coder A" in hidden and desk.second.username not in hidden
    desk.client.post(at("settle", "epcc-1"))
    agreed = Finding.objects.get()
    assert (agreed.topic, agreed.basis) == (desk.other, "agreed")
    rule = at("rule", "epcc-1", "open-ran")
    assert "Say why" in text(desk.client.post(rule, {"outcome": "raised", "reason": " "}))
    assert "Choose the outcome" in text(desk.client.post(rule, {"reason": "because"}))
    assert desk.client.post(rule, {"outcome": "raised", "reason": "It is in the text"}).status_code == 302
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
    assert "Where a ruling differs from your code" in queue and "It is in the text" in queue
    desk.client.force_login(desk.analyst)
    assert "Where a ruling differs" not in text(desk.client.get(at("desk")))


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
    desk.client.post(give_back, {"assignment": assignment.pk, "note": ""})
    assert Assignment.objects.get().submitted_at
    desk.client.post(give_back, {"assignment": assignment.pk, "note": "See paragraph 2"})
    desk.client.force_login(desk.analyst)
    assert "See paragraph 2" in text(desk.client.get(at("desk")))
    assert (
        'value="raised" checked'
        in desk.client.get(at("sheet", "epcc-1") + "?topic=open-ran").content.decode()
    )
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
    said = text(desk.client.post(at("rule", "epcc-1", "open-ran"), {"outcome": "raised", "reason": "x"}))
    assert "Your organization recommended this topic" in said and not Finding.objects.exists()


def test_nobody_rules_on_a_cell_they_coded(desk):
    both = f.user("Analyst", "Reviewer")
    code(desk, both, "raised")
    code(desk, desk.analyst, "not_raised")
    from agenda.actions import Judgement

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


def test_the_queue_offers_assigns_and_counts(desk):
    assert "epcc-1" in desk.client.get(at("desk")).content.decode()
    desk.client.force_login(desk.reviewer)
    names = [desk.analyst.username, desk.second.username]
    response = desk.client.post(at("assign", "epcc-1"), {"analyst": names}, follow=True)
    assert "(2 new)" in text(response) and Assignment.objects.count() == 2
    assert "Choose at least one" in text(desk.client.post(at("assign", "epcc-1"), follow=True))


@pytest.mark.parametrize(
    "group, coding, ruling", [("Editor", 403, 403), ("Analyst", 200, 403), ("Reviewer", 403, 200)]
)
def test_who_may_sit_where(desk, group, coding, ruling):
    desk.client.force_login(f.user(group))
    assert desk.client.get(at("sheet", "epcc-1")).status_code == coding
    assert desk.client.get(at("adjudication", "epcc-1")).status_code == ruling
    desk.client.logout()
    assert desk.client.get(at("desk")).status_code == 302


def test_drafts_and_codes_never_reach_the_public(desk, client):
    from tests.test_pages import crawl

    code(desk, desk.analyst, "raised")
    save_draft(desk.meeting, desk.other, desk.second, {"outcome": "raised", "note": "zqx"}, version=0)
    client.logout()
    pages = {a: r for a, r in crawl(client).items() if not a.startswith("/desk")}
    assert len(pages) > 5
    for address, response in pages.items():
        said = text(response)
        assert "zqx" not in said and desk.analyst.username not in said, address
        assert "Not yet assessed" in said or "1 raised" not in said, address


def test_saving_needs_an_outcome_only_when_handing_in(desk):
    with pytest.raises(ValidationError, match="no outcome is chosen"):
        save_draft(desk.meeting, desk.topic, desk.analyst, {"outcome": ""}, version=0)
        submit(desk.meeting, desk.analyst)
