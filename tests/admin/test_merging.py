"""Merging in the admin: found, shown, done; the old address leads to the row that stayed."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agenda.models import Actor, Assessment, CodebookVersion, Document, Finding, Recommendation
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def page_of(row):
    return reverse(f"admin:agenda_{row._meta.model_name}_merge", args=[row.pk])


def confirm(client, given, kept):
    """Post what the preview's form holds."""
    preview = client.get(page_of(given), {"into": kept.pk})
    plan = preview.context["plan"]
    return client.post(page_of(given), {"into": kept.pk, "seen": plan.digest}, follow=True)


def test_the_other_row_is_found_without_a_script(editor_client):
    given, twin = f.actor("The Ministry of Economy"), f.actor("Ministry of Economy")
    other = f.actor("Cabinet Office")
    page = editor_client.get(page_of(given))
    assert [row for row, _ in page.context["alike"]] == [twin]
    page = editor_client.get(page_of(given), {"q": "cabinet"})
    assert [row for row, _ in page.context["found"]] == [other]
    assert f"{page_of(given)}?into={other.pk}" in page.content.decode()
    assert "Nothing else is called “xyz”." in text(editor_client.get(page_of(given), {"q": "xyz"}))
    assert (
        page_of(given)
        in editor_client.get(reverse("admin:agenda_actor_change", args=[given.pk])).content.decode()
    )


def test_what_moves_is_shown_and_then_done(editor_client):
    kept, given = f.actor("Kept"), f.actor("Given", iso_code="JP")
    asked = f.recommendation(f.topic(), recommender=given)
    said = text(editor_client.get(page_of(given), {"into": kept.pk}))
    assert asked.code in said and "Recommendations (recommender)" in said and "is taken over" in said
    assert Actor.objects.filter(pk=given.pk).exists(), "looking writes nothing"
    done = confirm(editor_client, given, kept)
    assert "was merged into “Kept”" in text(done) and "1 row was moved." in text(done)
    assert Recommendation.objects.get().recommender == kept
    page = editor_client.get(reverse("admin:agenda_actor_merge", args=[kept.pk]))
    assert given.slug in text(page)
    assert editor_client.get(page_of(given)).status_code == 404


def test_what_changed_meanwhile_is_looked_at_again(editor_client):
    kept, given = f.actor("Kept"), f.actor("Given")
    seen = editor_client.get(page_of(given), {"into": kept.pk}).context["plan"].digest
    f.recommendation(f.topic(), recommender=given)
    answer = editor_client.post(page_of(given), {"into": kept.pk, "seen": seen}, follow=True)
    assert "nothing was merged" in text(answer) and Actor.objects.filter(pk=given.pk).exists()
    answer = editor_client.post(page_of(given), {"into": kept.pk}, follow=True)
    assert "nothing was merged" in text(answer)


def test_a_coded_topic_is_merged_by_a_new_codebook_version(client):
    editor = f.user("Editor", "Reviewer")
    client.force_login(editor)
    forum = f.dialogue()
    first, second = f.meeting(forum, "2022-05-06"), f.meeting(forum, "2022-06-06")
    coded, kept = f.topic("Coded"), f.topic("Kept")
    found, other = f.finding(first, coded), f.finding(second, coded, "raised")
    silent = f.finding(second, kept, "not_raised")
    page = client.get(page_of(coded), {"into": kept.pk})
    assert "codebook version 2" in text(page) and "2 cells to decide" in text(page)
    assert f'name="cell-{first.pk}" value="keep"' not in page.content.decode()
    data = {"into": kept.pk, "seen": page.context["plan"].digest, "note": "", f"cell-{first.pk}": "carry"}
    refused = client.post(page_of(coded), data)
    assert refused.status_code == 422 and "Say why the two are one" in text(refused)
    assert "Choose what becomes of this cell" in text(refused)
    said = " ".join(refused.content.decode().split())
    assert f'name="cell-{first.pk}" value="carry" checked' in said
    data |= {"note": "One thing.", f"cell-{second.pk}": "recode"}
    done = client.post(page_of(coded), data, follow=True)
    assert "is merged into “Kept” in codebook version 2" in text(done) and "1 cell waits" in text(done)
    assert set(Finding.objects.in_force()) == {other, silent, Finding.objects.get(topic=kept, meeting=first)}
    assert found.superseded_by.reason.startswith("Merged into “Kept”")


def test_whoever_may_still_code_a_meeting_decides_nothing_of_it(editor_client):
    meeting, kept = f.meeting(), f.topic("Kept")
    coded = f.topic("Coded")
    f.finding(meeting, coded)
    page = editor_client.get(page_of(coded), {"into": kept.pk})
    assert "You may still code this meeting" in text(page) and 'value="carry"' not in page.content.decode()
    data = {
        "into": kept.pk,
        "seen": page.context["plan"].digest,
        "note": "One.",
        f"cell-{meeting.pk}": "carry",
    }
    assert editor_client.post(page_of(coded), data).status_code == 422
    assert CodebookVersion.objects.count() == 1 and Finding.objects.in_force().get().topic == coded


def test_two_ticked_rows_come_to_the_page(editor_client):
    one, other = f.actor(), f.actor()
    address = reverse("admin:agenda_actor_changelist")
    answer = editor_client.post(address, {"action": "merge_two", "_selected_action": [one.pk, other.pk]})
    assert answer["Location"] == f"{page_of(other)}?into={one.pk}"
    answer = editor_client.post(address, {"action": "merge_two", "_selected_action": [one.pk]}, follow=True)
    assert "exactly two" in text(answer)


def test_only_who_may_delete_merges(client):
    kept, given = f.actor(), f.actor()
    client.force_login(f.user("Reviewer"))
    assert client.get(page_of(given)).status_code == 403
    assert client.post(page_of(given), {"into": kept.pk}).status_code == 403
    change = client.get(reverse("admin:agenda_actor_change", args=[given.pk]))
    assert page_of(given) not in change.content.decode()


@pytest.mark.parametrize("into", ["", "0", "x", "²", "99999999999999999999"])
def test_odd_keys_are_a_search(editor_client, into):
    given = f.actor()
    assert editor_client.get(page_of(given), {"into": into}).status_code == 200
    assert "one and the same row" in text(editor_client.get(page_of(given), {"into": given.pk}))


def test_old_addresses_lead_to_what_stayed(editor_client, client):
    kept, given = f.actor("Kept"), f.actor("Given")
    papers = f.document(title="Kept"), f.document(title="Given")
    topics = f.topic("Kept"), f.topic("Given")
    confirm(editor_client, given, kept)
    confirm(editor_client, papers[1], papers[0])
    confirm(editor_client, topics[1], topics[0])
    client.logout()
    for old, new in ((given, kept), papers[::-1], topics[::-1]):
        answer = client.get(old.get_absolute_url(), {"cite": "txt"})
        assert (answer.status_code, answer["Location"]) == (301, f"{new.get_absolute_url()}?cite=txt")
        data = f"{old.get_absolute_url()[:-1]}.json"
        assert client.get(data)["Location"] == f"{new.get_absolute_url()[:-1]}.json"
    assert client.get(f"/ja{given.get_absolute_url()}")["Location"] == f"/ja{kept.get_absolute_url()}"
    feed = reverse("topic-feed", args=[topics[1].code])
    assert client.get(feed)["Location"] == reverse("topic-feed", args=[topics[0].code])
    assert client.get("/actors/nobody/").status_code == 404
    Actor.objects.filter(pk=kept.pk).update(is_published=False)
    assert client.get(given.get_absolute_url()).status_code == 404


def test_an_address_that_readers_never_knew_tells_nothing(editor_client, client):
    kept, given = f.actor("Kept"), f.actor("Secret", is_published=False)
    confirm(editor_client, given, kept)
    client.logout()
    assert client.get(given.get_absolute_url()).status_code == 404


def test_an_address_that_was_given_up_is_not_given_away(editor_client):
    kept, given = f.actor("Kept", slug="kept"), f.actor("Given", slug="given")
    confirm(editor_client, given, kept)
    data = {"name": "Given", "kind": "state", "slug": "given"}
    answer = editor_client.post(reverse("admin:agenda_actor_add"), data)
    assert "leads to “Kept” since a merge" in text(answer)
    assert editor_client.post(reverse("admin:agenda_actor_add"), data | {"slug": ""}).status_code == 302
    assert Actor.objects.get(name="Given").slug == "given-2"


def test_a_merged_row_is_not_brought_back_by_loading_and_still_understood(small_copy, editor_client):
    from agenda.intake.match.finders import Finder
    from agenda.intake.record.load import load_record
    from agenda.intake.record.read import read_record

    kept, given = f.actor("Kept"), Document.objects.order_by("pk").first().publisher
    papers = list(given.published_documents.values_list("pk", flat=True))
    confirm(editor_client, given, kept)
    assert Finder("actors").find(given.slug) == Finder("actors").find(given.name) == kept.slug
    plan = load_record(read_record(small_copy.directory), account=f.user(), on=timezone.now().date())
    assert not Actor.objects.filter(slug=given.slug).exists()
    assert set(Document.objects.filter(pk__in=papers).values_list("publisher", flat=True)) == {kept.pk}
    (result,) = (result for result in plan.results if result.key == given.slug)
    assert result.state == "kept" and "merged here" in result.messages[0]


def test_a_judgement_that_a_file_rests_on_a_merged_document_is_loaded(small_copy, editor_client):
    """Nobody had examined it here, so it could be merged; the next edition of the record has."""
    call_command("load_record", str(small_copy.directory), verbosity=0)
    readout = Document.objects.get(slug="p-joint")
    twin = f.document(readout.meeting, slug="twin", title="Twin", kind=readout.kind)
    confirm(editor_client, twin, readout)
    day = {"assessed_on": "2026-11-01"}
    small_copy("assessments", lambda row: row.update(examined=["twin"], note="Again.", **day),
               lambda row: row["topic"] == "t-not-raised")  # fmt: skip
    call_command("load_record", str(small_copy.directory), verbosity=0)
    newest = Assessment.objects.order_by("pk").last()
    assert newest.note == "Again." and [x.document.slug for x in newest.examinations.all()] == ["p-joint"]
