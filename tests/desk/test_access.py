"""What the desk answers is for the one who asked: no browser or proxy keeps it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from agenda.models import Arrival, Assignment, Body, Import, Original
from tests.support import factories as f
from tests.support.imports import csv_of

pytestmark = pytest.mark.django_db
WORDS_OF_THE_INTERFACE = "messages-js"  # the same for everybody
ADDRESSES = [
    pattern.name
    for pattern in get_resolver().url_patterns
    if str(pattern.pattern).startswith("desk/") and pattern.name != WORDS_OF_THE_INTERFACE
]


PKS = {"original": Original, "arrival": Arrival, "withdraw-text": Body}


@pytest.fixture
def client_at_desk(desk):
    """Somebody with every role, an import of theirs, and an original of the readout's text."""
    everybody = f.user("Editor", "Analyst", "Reviewer")
    desk.client.force_login(everybody)
    table = SimpleUploadedFile("actors.csv", csv_of(("slug", "name"), ("x", "X")))
    desk.client.post(reverse("imports"), {"kind": "actors", "files": [table]})
    Original.objects.create(body=desk.body, name="readout.txt", content=b"They met.")
    Arrival.objects.create(brought_by=everybody, media_type="text/plain", text="They met.")
    Assignment.objects.create(meeting=desk.meeting, analyst=desk.second, assigned_by=desk.reviewer)
    return desk.client


def arguments(name: str) -> dict:
    """What the address of that name needs, for the rows of the fixture."""
    values = {
        "slug": "readout" if name == "bring-in" else "epcc-1",
        "code": "open-ran",
        "kind": "actors",
        "pk": PKS.get(name, Import).objects.get().pk,
    }
    ((_pattern, names),) = get_resolver().reverse_dict.getlist(name)[0][0]
    return {name: values[name] for name in names}


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_answer_of_the_desk_is_kept(client_at_desk, name):
    address = reverse(name, kwargs=arguments(name))
    answers = [
        client_at_desk.get(address),
        client_at_desk.post(address, {"assignment": Assignment.objects.get().pk}),
    ]
    answers = [
        answer for answer in answers if answer.status_code != 405
    ]  # the method is not allowed: nothing is said
    assert answers
    for answer in answers:
        assert answer.status_code < 500 and answer["Cache-Control"] == "no-store", answer
