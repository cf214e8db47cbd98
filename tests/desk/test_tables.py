"""Whole tables out of the desk and in again: nothing changes, hidden rows and odd cells included."""

import csv
import io

import pytest
from django.urls import reverse

from agenda.intake.match.fields import TABLE_NOUNS
from tests.support import factories as f
from tests.support.data import body
from tests.support.imports import states, tried

pytestmark = pytest.mark.usefixtures("read_here")


def table(client, kind: str) -> bytes:
    return body(client.get(reverse("record-table", args=[kind])))


@pytest.mark.parametrize("kind", TABLE_NOUNS)
def test_what_goes_out_comes_back_unchanged(record, editor, editor_client, kind):
    content = table(editor_client, kind)
    assert content.startswith(b"\xef\xbb\xbf")
    plan = tried(kind, content, by=editor)
    assert set(states(plan)) == {"unchanged"} and not plan.unknown, [
        result.stored() for result in plan.results if result.state != "unchanged"
    ][:5]
    assert len(plan.results) == TABLE_NOUNS[kind].model.objects.count()


def test_formulas_leave_as_text_and_hidden_rows_are_there(db, editor, editor_client):
    topic = f.topic(
        '=HYPERLINK("http://x","y")',
        code="odd",
        definition="+1 and @x",
        aliases=["a; b", "=c"],
        is_published=False,
    )
    content = table(editor_client, "topics")
    cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] and "false" in cells
    assert states(tried("topics", content, by=editor)) == ["unchanged"]
    topic.name = "Changed"
    topic.save()
    assert states(tried("topics", content, by=editor)) == ["changed"]


def test_only_those_who_may_see_hidden_rows_get_them(db, client):
    address = reverse("record-table", args=["topics"])
    assert client.get(address).status_code == 302
    client.force_login(f.user())
    assert client.get(address).status_code == 403
    client.force_login(f.user("Editor"))
    assert client.get(address).status_code == 200
    for kind in ("assessments", "package", "coders", "nothing"):
        assert client.get(reverse("record-table", args=[kind])).status_code == 404
