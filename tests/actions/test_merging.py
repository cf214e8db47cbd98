"""Two rows made one: everything moves or nothing does, and what findings rest on stays provable."""

import pytest
from django.utils import timezone

from agenda.actions.merging import MergeChanged, MergeRefused, merge, try_merge
from agenda.models import (
    Actor,
    Attendance,
    Body,
    Claim,
    CodebookVersion,
    Correction,
    Dialogue,
    Document,
    Draft,
    Finding,
    Merger,
    Plan,
    Recommendation,
    Topic,
)
from agenda.rules.integrity import breaches
from tests.support import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return f.user("Editor")


def merged(given, kept, by):
    return merge(given, kept, by=by, at=timezone.now())


def refusals(given, kept, by) -> str:
    """What refuses the merge; nothing is written."""
    before = {
        model: list(model.objects.order_by("pk").values()) for model in (Actor, Topic, Document, Body, Merger)
    }
    said = "; ".join(
        str(refusal.sentence) for refusal in try_merge(given, kept, by=by, at=timezone.now()).refusals
    )
    assert before == {model: list(model.objects.order_by("pk").values()) for model in before}
    if said:
        with pytest.raises(MergeRefused):
            merged(given, kept, by)
        assert type(given).objects.filter(pk=given.pk).exists()
    return said


def text_of(document, words="One paragraph.", **values):
    values = {"kind": "official_text", "version": 1, "sha256": Body.digest(words)} | values
    return Body.objects.create(document=document, text=words, **values)


def test_every_relation_of_an_actor_moves_and_leaves_history(by):
    kept, given = f.actor("Ministry of Economy"), f.actor("Economy Ministry", name_ja="経済省", iso_code="JP")
    child = f.actor("Its office", parent=given)
    dialogue = f.dialogue()
    dialogue.members.add(given)
    meeting = f.meeting(dialogue)
    attendance = Attendance.objects.create(meeting=meeting, actor=given, representative="Ms A")
    own, joint = f.document(meeting, given, author=given), f.document(meeting)
    joint.issuers.add(given)
    asked = f.recommendation(f.topic(), dialogue, recommender=given)
    analyst = f.user("Analyst")
    analyst_of = analyst.affiliation if hasattr(analyst, "affiliation") else None
    assert analyst_of is None
    plan = merged(given, kept, by)
    assert plan.counts() == {"children": 1, "dialogues": 1, "attendances": 1, "published_documents": 1,
                             "authored_documents": 1, "issued_documents": 1, "recommendations": 1}  # fmt: skip
    for row in (child, attendance, own, asked, kept):
        row.refresh_from_db()
    assert (child.parent, attendance.actor, asked.recommender) == (kept, kept, kept)
    assert (own.publisher, own.author) == (kept, kept)
    assert list(dialogue.members.all()) == [kept] and list(joint.issuers.all()) == [kept]
    assert (kept.name, kept.name_ja, kept.iso_code) == ("Ministry of Economy", "経済省", "JP")
    assert not Actor.objects.filter(pk=given.pk).exists()
    gone = Actor.history.filter(id=given.pk).latest()
    assert (gone.history_type, gone.history_user) == ("-", by) and "merged into" in gone.history_change_reason
    assert "merged into" in own.history.latest().history_change_reason
    assert own.history.latest().publisher_id == own.history.latest().author_id == kept.pk
    assert list(dialogue.history.latest().members.values_list("actor", flat=True)) == [kept.pk]
    assert list(breaches()) == []


def test_what_stands_twice_goes_once_and_what_differs_is_refused(by):
    kept, given, meeting = f.actor(), f.actor(), f.meeting()
    for actor in (kept, given):
        Attendance.objects.create(meeting=meeting, actor=actor, representative="Ms A", office="Minister")
    plan = try_merge(given, kept, by=by, at=timezone.now())
    assert [(len(move.rows), len(move.same)) for move in plan.moves] == [
        (0, 1)
    ] and Attendance.objects.count() == 2
    other = f.actor()
    theirs = Attendance.objects.create(meeting=meeting, actor=other, representative="Ms A", office="Deputy")
    assert "the two differ" in refusals(other, kept, by)
    assert try_merge(other, kept, by=by, at=timezone.now()).refusals[0].row == theirs
    merged(given, kept, by)
    assert [a.actor for a in Attendance.objects.exclude(pk=theirs.pk)] == [kept]


def test_a_family_never_becomes_a_circle(by):
    top = f.actor("Top")
    given = f.actor("Given", parent=top)
    kept = f.actor("Kept", parent=given)
    sister = f.actor("Sister", parent=given)
    merged(given, kept, by)
    for row in (kept, sister):
        row.refresh_from_db()
    assert (kept.parent, sister.parent) == (top, kept)
    middle = f.actor("Middle", parent=top)
    low = f.actor("Low", parent=middle)
    assert "cannot stand above itself" in refusals(top, low, by)
    assert not refusals(low, top, by)


def test_readers_are_not_robbed_of_a_row_by_one_that_they_do_not_see(by):
    kept, given = f.actor("Kept", is_published=False), f.actor("Given")
    assert "make that one public first" in refusals(given, kept, by)
    hidden = f.actor(is_published=False)
    f.recommendation(f.topic(), recommender=hidden)
    assert try_merge(hidden, given, by=by, at=timezone.now()).opens


def test_only_what_was_shown_is_done(by):
    kept, given = f.actor(), f.actor()
    seen = try_merge(given, kept, by=by, at=timezone.now()).digest
    f.recommendation(f.topic(), recommender=given)
    with pytest.raises(MergeChanged):
        merge(given, kept, by=by, at=timezone.now(), seen=seen)
    seen = try_merge(given, kept, by=by, at=timezone.now()).digest
    assert merge(given, kept, by=by, at=timezone.now(), seen=seen).n == 1
    with pytest.raises(MergeChanged):
        merge(given, kept, by=by, at=timezone.now())


def test_mergers_go_along_when_a_row_is_merged_again(by):
    first, second, last = f.actor("First"), f.actor("Second"), f.actor("Last")
    merged(first, second, by)
    merged(second, last, by)
    assert Merger.objects.keys_now("actor") == {first.slug: last.slug, second.slug: last.slug}
    assert Merger.objects.public_key("actor", first.slug) == last.slug
    assert Merger.objects.get(key=first.slug).name == "First"


def test_a_new_topic_is_merged_with_all_that_names_it(by):
    meeting = f.meeting()
    kept = f.topic("Semiconductors")
    f.finding(meeting, kept)
    codes = CodebookVersion.objects.get().codes
    given = Topic.objects.create(
        code="chips", name="Chips", definition="New.", aliases=["microchips"], is_published=True
    )
    asked = f.recommendation(given, meeting.dialogue)
    paper = f.document(meeting, kind="announcement")
    plan = Plan.objects.create(document=paper, topic=given, summary="Planned.", is_published=True)
    claim = Claim.objects.create(
        document=paper, locator="p. 1", meeting=meeting, topic=given, outcome="raised"
    )
    draft = Draft.objects.create(meeting=meeting, topic=given, analyst=by, content={"note": "mine"})
    error = Correction.objects.create(meeting=meeting, topic=given, text="Wrong.")
    merged(given, kept, by)
    for row in (asked, plan, claim, draft, error, kept):
        row.refresh_from_db()
    assert {row.topic for row in (asked, plan, claim, draft, error)} == {kept}
    assert kept.aliases == ["microchips", "Chips"]
    assert CodebookVersion.objects.get().codes == codes and Finding.objects.published().count() == 1
    assert list(breaches()) == []


def test_a_topic_of_a_frozen_codebook_stays(by):
    meeting = f.meeting()
    coded, other = f.topic("Coded"), f.topic("Other")
    f.finding(meeting, coded)
    assert "codebook version 1, which is frozen" in refusals(coded, other, by)
    assert Finding.objects.published().get().topic == coded


def test_topics_out_of_scope_at_different_dialogues_are_not_merged(by):
    kept, given, dialogue = f.topic(), f.topic(), f.dialogue()
    dialogue.out_of_scope.add(given)
    assert "is out of scope at" in refusals(given, kept, by)
    dialogue.out_of_scope.add(kept)
    assert not refusals(given, kept, by)


def test_a_document_takes_the_other_ones_texts_and_relations(by):
    kept, given = (
        f.document(completeness="not_read"),
        f.document(completeness="not_read", url="https://example.org/a"),
    )
    body = text_of(given)
    day = timezone.now() - timezone.timedelta(days=30)
    Body.objects.filter(pk=body.pk).update(added_at=day)
    asked = f.recommendation(f.topic(), document=given)
    merged(given, kept, by)
    asked.refresh_from_db()
    kept.refresh_from_db()
    assert asked.document == kept and kept.url == "https://example.org/a" and kept.completeness == "not_read"
    (moved,) = kept.bodies.all()
    assert (moved.text, moved.sha256, moved.added_at) == (body.text, body.sha256, day)


def test_documents_with_different_texts_or_meetings_are_not_merged(by):
    one, other = f.document(f.meeting()), f.document(f.meeting())
    assert "papers of two meetings" in refusals(one, other, by)
    one, other = f.document(), f.document()
    text_of(one, "One.")
    text_of(other, "Another.")
    assert "the two differ" in refusals(one, other, by)
    text_of(other, "One.", version=2)
    assert not refusals(one, other, by)


def test_a_document_that_findings_rest_on_stays(by):
    meeting = f.meeting()
    examined, copy = f.document(meeting), f.document(meeting)
    finding = f.finding(meeting, f.topic(), documents=[examined])
    assert "Merge the other way round" in refusals(examined, copy, by)
    assert not refusals(copy, examined, by)
    merged(copy, examined, by)
    assert Finding.objects.in_force().get() == finding and list(breaches()) == []
    second = f.document(meeting)
    f.finding(meeting, f.topic(), documents=[second])
    assert "Both were examined" in refusals(second, examined, by)


def test_a_merge_that_would_make_a_published_finding_wrong_is_refused(by):
    """The joint paper that was not read goes: “No public record” could be judged then."""
    meeting = f.meeting()
    whole = f.document(meeting)
    unread = f.document(meeting, kind="joint_statement", completeness="not_read")
    other = f.document(kind="joint_statement", completeness="not_read")
    f.finding(meeting, f.topic(), "not_determinable", documents=[whole])
    assert list(breaches()) == []
    assert "No public record" in refusals(unread, whole, by)
    assert not refusals(other, unread, by)


def test_a_document_that_somebody_codes_with_waits(by):
    meeting = f.meeting()
    kept, given = f.document(meeting), f.document(meeting)
    Draft.objects.create(meeting=meeting, topic=f.topic(), analyst=by, content={"examined": [given.slug]})
    assert "Somebody is coding" in refusals(given, kept, by)
    assert not refusals(kept, given, by)


def test_a_plan_does_not_come_to_stand_in_a_readout(by):
    meeting = f.meeting()
    announcement, readout = f.document(meeting, kind="announcement"), f.document(meeting)
    Plan.objects.create(document=announcement, topic=f.topic(), summary="Planned.")
    assert "not the announcement of a meeting" in refusals(announcement, readout, by)


def test_nothing_of_the_real_record_is_lost(record, by):
    """An actor that half the record names: every count is the same after, and every rule is kept."""
    given = Actor.objects.get(slug="united-states")
    kept = Actor.objects.create(name="USA", slug="usa-again", kind="state", is_published=True)
    count = {
        model: model.objects.count() for model in (Document, Dialogue, Recommendation, Attendance, Finding)
    }
    plan = merged(given, kept, by)
    assert plan.n > 0 and count == {model: model.objects.count() for model in count}
    assert list(breaches()) == []
