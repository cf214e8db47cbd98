"""From a pasted readout to its sheet: read, guessed, looked at, frozen, and withdrawn within the hour."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agenda.actions import save_draft
from agenda.actions.arrivals import withdraw_text
from agenda.models import Arrival, Body, Document, Meeting, Original
from tests.support import factories as f
from tests.support.desk import at
from tests.support.pages import text

pytestmark = pytest.mark.django_db
READOUT = (
    "Fact Sheet: Second Ministerial of the Pacific Chip Talks\n\nOn May 7, 2023 the ministers of the Pacific Chip "
    "Talks met.\n\nThey discussed Open RAN."
)
ADDRESS = "https://www.example.gov/second-ministerial"


@pytest.fixture
def editor(desk):
    """An editor who codes too, and a dialogue with a meeting the day before the readout's date."""
    person = f.user("Editor", "Analyst")
    desk.client.force_login(person)
    talks = f.dialogue(name="Pacific Chip Talks", short_name="PCT", slug="pct")
    desk.held = f.meeting(talks, "2023-05-06", slug="pct-2")
    desk.ministry = f.actor("Ministry")
    f.document(None, desk.ministry, url="https://www.example.gov/first", kind="report")
    return person


def bring(desk, **values):
    return desk.client.post(at("new"), {"text": READOUT, "address": ADDRESS} | values)


def initial(desk):
    return desk.client.get(reverse("arrival", args=[Arrival.objects.get().pk])).context["form"].initial


def accept(desk, **values):
    form = {name: getattr(value, "pk", value) or "" for name, value in initial(desk).items()}
    return desk.client.post(reverse("arrival", args=[Arrival.objects.get().pk]), form | values, follow=True)


def test_what_it_is_is_guessed_from_the_text_and_the_record(desk, editor):
    assert bring(desk).status_code == 302
    guessed = initial(desk)
    assert (guessed["dialogue"].slug, guessed["meeting"]) == ("pct", desk.held)
    assert (guessed["publisher"], guessed["kind"]) == (desk.ministry, "fact_sheet")
    assert (guessed["issued_on"], guessed["title"]) == (date(2023, 5, 7), READOUT.split("\n")[0])
    page = text(desk.client.get(reverse("arrival", args=[Arrival.objects.get().pk])))
    assert "3 paragraphs" in page and "3 They discussed Open RAN." in " ".join(page.split())
    assert not Body.objects.filter(text=READOUT).exists(), "nothing is frozen yet"


def test_accepted_it_is_frozen_and_its_sheet_opens(desk, editor):
    bring(desk)
    response = accept(desk)
    assert response.redirect_chain[-1][0] == at("sheet", "pct-2")
    document = Document.objects.get(url=ADDRESS)
    assert (document.meeting, document.body.text, document.is_read_whole) == (desk.held, READOUT, True)
    assert not document.is_published and "Frozen: 3 paragraphs" in text(response)
    assert "They discussed Open RAN." in text(response) and not Arrival.objects.exists()


def test_a_new_meeting_is_made_with_it_or_nothing_is(desk, editor):
    bring(desk)
    meetings, documents = Meeting.objects.count(), Document.objects.count()
    response = accept(desk, meeting="", meeting_title="")
    assert response.status_code == 422 and "A new meeting needs it" in text(response)
    assert (Meeting.objects.count(), Document.objects.count()) == (meetings, documents)
    accept(desk, meeting="", meeting_title="Second ministerial")
    made = Meeting.objects.get(title="Second ministerial")
    assert (made.slug, made.status, made.documents.count()) == ("pct-2023-05-07", "held", 1)


def test_a_file_is_kept_as_it_came(desk, editor):
    upload = SimpleUploadedFile("readout.txt", READOUT.encode())
    bring(desk, text="", file=upload)
    accept(desk)
    original = Original.objects.get()
    assert (original.name, bytes(original.content)) == ("readout.txt", READOUT.encode())


@pytest.mark.parametrize(
    "values, sentence",
    [
        ({"text": ""}, "Paste the text or choose a file."),
        ({"address": "not an address"}, "Enter a valid URL."),
        ({"file": SimpleUploadedFile("photo.pdf", b"\x89PNG\r\n\x1a\n" + b"x" * 40), "text": ""}, "picture"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(desk, editor, values, sentence):
    response = bring(desk, **values)
    assert response.status_code == 422 and sentence in text(response)
    assert not Arrival.objects.exists()
    if values.get("text", READOUT):
        assert READOUT.split("\n")[0] in text(response)


def test_only_whoever_brought_it_sees_it(desk, editor):
    bring(desk)
    address = reverse("arrival", args=[Arrival.objects.get().pk])
    desk.client.force_login(f.user("Editor"))
    assert desk.client.get(address).status_code == 404
    desk.client.force_login(desk.analyst)
    assert desk.client.get(at("new")).status_code == 403


def test_a_text_frozen_by_mistake_is_withdrawn_within_the_hour(desk, editor):
    bring(desk)
    accept(desk)
    document = Document.objects.get(url=ADDRESS)
    assert "Frozen by mistake: withdraw it" in text(desk.client.get(at("bring-in", document.slug)))
    response = desk.client.post(at("withdraw-text", document.body.pk), follow=True)
    assert "The text is withdrawn; the document stays." in text(response)
    document = Document.objects.get(url=ADDRESS)
    assert document.body is None and document.completeness == "not_read"


def test_it_stays_after_an_hour_or_once_it_is_quoted(desk, editor):
    bring(desk)
    accept(desk)
    document = Document.objects.get(url=ADDRESS)
    body = document.body
    with pytest.raises(ValidationError, match="more than an hour ago"):
        withdraw_text(body, now=timezone.now() + timedelta(minutes=61))
    quote = {"document": document.slug, "quote": "They discussed Open RAN."}
    content = {"outcome": "raised", "examined": [document.slug], "passages": [quote]}
    save_draft(desk.held, desk.topic, editor, content, version=0)
    response = desk.client.post(at("withdraw-text", body.pk), follow=True)
    assert "quoted or examined" in text(response) and Body.objects.filter(pk=body.pk).exists()
    desk.client.force_login(f.user("Editor"))
    assert "Only whoever froze" in text(desk.client.post(at("withdraw-text", body.pk), follow=True))
