"""CSV in and out of the admin: dry run first, safe cells, plain refusals."""

import csv
import io

import pytest

from agenda.models import Meeting, Recommendation, Topic
from tests.support import factories as f
from tests.support.admin import confirm, export, upload
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_formulas_leave_as_text_and_come_back(editor_client):
    row = f.topic('=HYPERLINK("http://x","y")', definition="+1 and @x", code="formula")
    content = export(editor_client, "topic")
    cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
    Topic.objects.filter(pk=row.pk).update(name="Changed")
    dry_run = upload(editor_client, "topic", content)
    assert Topic.objects.get(pk=row.pk).name == "Changed", "a dry run writes nothing"
    confirm(editor_client, "topic", dry_run)
    assert Topic.objects.get(pk=row.pk).name == '=HYPERLINK("http://x","y")'


def test_an_import_creates_and_changes_after_the_dry_run(editor_client):
    forum, row = f.dialogue(slug="quad"), f.meeting(slug="quad-a", place="Tokyo")
    head = "slug,dialogue,title,held_on,place,format,level,status,note,is_published\n"
    body = "quad-b,quad,東京会合,June 2025,東京,hybrid,leaders,held,,1\n"
    body += f"quad-a,{row.dialogue.slug},{row.title},2022-05-06,Osaka,in_person,ministerial,held,,1\n"
    dry_run = upload(editor_client, "meeting", (head + body).encode())
    totals = dry_run.context["result"].totals
    assert (totals["new"], totals["update"]) == (1, 1) and Meeting.objects.count() == 1
    confirm(editor_client, "meeting", dry_run)
    new = Meeting.objects.get(slug="quad-b")
    assert (new.dialogue, str(new.held), new.place) == (forum, "June 2025", "東京")
    assert new.history.count() == 1 and Meeting.objects.get(slug="quad-a").place == "Osaka"


@pytest.mark.parametrize(
    "line, message",
    [
        ("m1,nowhere,T,2025,,hybrid,leaders,held,,1", "There is no dialogue “nowhere”"),
        ("m1,quad,T,12/11/2024,,hybrid,leaders,held,,1", "is not a date we can read"),
        ("m1,quad,T,2025,,by-pigeon,leaders,held,,1", "is not a valid choice"),
        ("m1,quad,T,,,hybrid,leaders,held,,1", "A meeting that was held has a date"),
    ],
)
def test_bad_rows_are_refused_with_the_reason(editor_client, line, message):
    f.dialogue(slug="quad")
    head = "slug,dialogue,title,held_on,place,format,level,status,note,is_published\n"
    response = upload(editor_client, "meeting", f"{head}{line}\n".encode())
    assert response.status_code == 200 and message in text(response)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "content, message",
    [(b"a\x00b,c\n1,2\n", "NUL"), (b"\xff\xfe\x00", ""), (b"x" * 5_000_001, "larger than 5 MB"), (b"", "")],
)
def test_bad_files_are_refused_in_the_form(editor_client, content, message):
    response = upload(editor_client, "topic", content)
    assert response.status_code == 200 and message in text(response) and not Topic.objects.exists()


def test_an_unknown_relation_is_not_skipped_silently(editor_client):
    topic, who, paper = f.topic(code="ai"), f.actor(slug="who"), f.document(slug="paper")
    line = f"R1,{topic.code},nowhere | quad,{who.slug},{paper.slug},p 1,2022-03,,explicit,S,,1"
    head = "code,topic,dialogues,recommender,document,locator,made_on,made_on_note,kind,summary,withdrawn_on"
    head += ",is_published"
    response = upload(editor_client, "recommendation", f"{head}\n{line}\n".encode())
    assert "There is no dialogue nowhere, quad" in text(response) and not Recommendation.objects.exists()
