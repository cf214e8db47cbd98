"""The codebook learns at the desk: words are proposed, accepted or declined, notes written."""

import pytest
from django.urls import reverse

from agenda.models import CodebookVersion, InterpretationNote, Phrasing, Topic, WordProposal
from tests.support import factories as f
from tests.support.desk import WORDS, at, code, passage, post
from tests.support.pages import markup, text

pytestmark = pytest.mark.django_db
SENTENCE = "They left early."


def propose(desk, words="left early", code="space", **more):
    place = passage(SENTENCE).removesuffix(":full")
    data = {"teach": place, f"words:{place}": words} | more
    return desk.client.post(at("propose-words", "epcc-1", code), data, follow=True)


def test_an_own_passage_offers_its_words_and_a_suggested_one_does_not(desk):
    post(desk, passage=[passage(), passage(SENTENCE)])
    page = markup(desk.client.get(at("sheet", "epcc-1") + "?topic=open-ran"))
    assert f'name="words:{passage(SENTENCE).removesuffix(":full")}" value="{SENTENCE}"' in page
    assert page.count("Add these words to the topic?") == 2, "the own passage's, and the script's model"


def test_accepted_words_suggest_passages_and_land_in_the_next_version_only(desk):
    said = text(propose(desk))
    assert "Proposed for the next codebook version: “left early” for Space." in said
    row = WordProposal.objects.get()
    assert (row.language, row.document, row.quote, row.proposed_by) == (
        "en", desk.paper, SENTENCE, desk.analyst,
    )  # fmt: skip
    assert not Phrasing.objects.exists(), "nothing is suggested before a reviewer accepts"
    frozen = CodebookVersion.objects.values().get()
    desk.client.force_login(desk.reviewer)
    page = text(desk.client.get(at("codebook")))
    assert "Space: “left early”" in page and desk.analyst.username in page and SENTENCE in page
    desk.client.post(at("decide-words", row.pk), {"accept": "1"})
    assert Phrasing.objects.get(topic=desk.other, language="en").phrases == ["left early"]
    assert "Accepted, for the next version" in text(desk.client.get(at("codebook")))
    desk.client.force_login(desk.analyst)
    sheet = markup(desk.client.get(at("sheet", "epcc-1") + "?topic=space"))
    assert f'data-topics="space">{SENTENCE}</span>' in sheet
    editor = f.user("Editor")
    desk.client.force_login(editor)
    formsets = {f"{prefix}-{part}": "0" for prefix in ("changes", "interpretation_notes")
                for part in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip
    new = {"number": "2", "made_on": "2026-01-02", "note": "More words"} | formsets
    desk.client.post(reverse("admin:agenda_codebookversion_add"), new)
    row.refresh_from_db()
    assert row.version == CodebookVersion.objects.get(number=2)
    assert CodebookVersion.objects.values().get(number=1) == frozen
    method = text(desk.client.get(at("methodology")))
    assert "1 wording added" in method and "Space: “left early”" in method


def test_declined_words_tell_why_to_whoever_proposes_them_again(desk):
    propose(desk, **{f"partial:{passage(SENTENCE).removesuffix(':full')}": "on"})
    row = WordProposal.objects.get()
    assert row.is_partial
    desk.client.force_login(desk.reviewer)
    refused = desk.client.post(at("decide-words", row.pk), {"reason": " "})
    assert refused.status_code == 422 and "Say why the words are declined" in text(refused)
    desk.client.post(at("decide-words", row.pk), {"reason": "Too wide"})
    assert not Phrasing.objects.exists()
    again = text(desk.client.post(at("decide-words", row.pk), {"accept": "1"}))
    assert "Somebody decided about these words meanwhile." in again
    desk.client.force_login(desk.analyst)
    assert "“left early” was declined for Space: Too wide" in text(propose(desk))


def test_part_of_the_words_counts_for_partly(desk):
    propose(desk, **{f"partial:{passage(SENTENCE).removesuffix(':full')}": "on"})
    desk.client.force_login(desk.reviewer)
    desk.client.post(at("decide-words", WordProposal.objects.get().pk), {"accept": "1"})
    assert Phrasing.objects.get().partial_phrases == ["left early"]


@pytest.mark.parametrize(
    "words, said",
    [
        ("", "Give the words that should find such passages."),
        ("x" * 201, "At most 200 characters"),
        ("never said", "“never said” finds no passage in “The readout”"),
        ("Space", "“Space” is among the words of Space already."),
    ],
)
def test_words_that_cannot_serve_are_refused_with_a_sentence(desk, words, said):
    assert said in text(propose(desk, words))
    assert not WordProposal.objects.exists()


@pytest.mark.parametrize("place", ["", "readout", "elsewhere:0:5", "readout:0:99999999999999999999", "\x00"])
def test_a_place_that_is_none_is_told(desk, place):
    answer = desk.client.post(
        at("propose-words", "epcc-1", "space"), {"teach": place, "words:": "x"}, follow=True
    )
    assert "This passage stands in no text of the meeting" in text(answer)


def test_proposals_tell_nobody_how_a_cell_was_coded_who_may_still_code_it(desk):
    propose(desk)
    row = WordProposal.objects.get()
    both = f.user("Analyst", "Reviewer")
    for who in (desk.second, both):
        desk.client.force_login(who)
        assert "left early" not in text(desk.client.get(at("codebook")))
    refused = text(desk.client.post(at("decide-words", row.pk), {"accept": "1"}))
    assert "You may still code the meeting that these words come from." in refused
    code(desk, desk.second, "raised", hand_in=False)
    desk.client.force_login(desk.reviewer)
    waiting = desk.client.post(at("decide-words", row.pk), {"accept": "1"})
    assert waiting.status_code == 422 and "still code the meeting these words come from" in text(waiting)
    assert not Phrasing.objects.exists()


def test_notes_are_written_by_reviewers_and_keep_what_was_typed(desk):
    assert desk.client.post(at("add-note"), {"title": "x"}).status_code == 403
    desk.client.force_login(desk.reviewer)
    refused = desk.client.post(at("add-note"), {"title": "Lists", "topics": ["space"]})
    page = markup(refused)
    assert refused.status_code == 422 and "Write how the codebook is to be read" in page
    assert 'value="Lists"' in page and 'value="space" checked' in page
    whole = {"title": "Lists", "text": "A list is partly.", "topics": ["space", "open-ran"]}
    desk.client.post(at("add-note"), whole)
    desk.client.post(at("add-note"), whole | {"title": "More"})
    notes = InterpretationNote.objects.order_by("number")
    assert [(note.cited, note.title) for note in notes] == [("1.1", "Lists"), ("1.2", "More")]
    assert set(notes[0].topics.all()) == set(Topic.objects.all())
    latest = CodebookVersion.objects.get().history.first()
    assert (latest.history_user, latest.history_change_reason) == (desk.reviewer, "Interpretation note 1.2")
    desk.client.force_login(desk.analyst)
    assert "A list is partly." in text(desk.client.get(at("sheet", "epcc-1") + "?topic=space"))
    assert "A list is partly." in text(desk.client.get(at("methodology")))
    assert WORDS not in text(desk.client.get(at("codebook")))
