"""Pages of a record that has hardly begun."""

from tests.support import factories as f
from tests.support.pages import text


def test_empty_pages_speak(client, db):
    assert "No meeting is on record yet" in text(client.get("/"))
    row = f.dialogue()
    assert "No meeting of this dialogue is on record" in text(client.get(row.get_absolute_url()))
    assert "No topic has been assessed at this meeting yet" in text(
        client.get(f.meeting().get_absolute_url())
    )
