"""What the record covers, said dialogue by dialogue on a small record made for it."""

from datetime import date

import pytest

from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    us, japan = f.actor("United States"), f.actor("Japan")
    forum = f.dialogue(slug="quad", short_name="Quad", covered_from=date(2019, 1, 1), covered_until=date(2025, 7, 1),
                       gaps=["No official text of the meeting in New Delhi was found."])  # fmt: skip
    forum.out_of_scope.add(f.topic("Quad coordination"))
    whole = f.meeting(forum, on="2021-03-12", slug="whole")
    f.document(whole, us)
    f.document(whole, japan, completeness="part")
    f.finding(whole, f.topic("Space"), "raised", documents=[whole.documents.first()])
    joint_unread = f.meeting(forum, on="2022-05-24")
    f.document(joint_unread, us)
    f.document(joint_unread, us, kind="joint_statement", completeness="part")
    f.document(f.meeting(forum, on="2023-05-20"), us, completeness="not_read")
    f.meeting(forum, on="2023-09-22")
    f.meeting(forum, on="2023-05-24", status="cancelled")
    return forum


def test_the_page_says_from_when_to_when_what_was_read_and_what_lacks(forum, client):
    page = text(client.get("/coverage/"))
    for sentence in (
        "from 1 January 2019 to 1 July 2025", "4 held", "1 cancelled", "latest on record: 22 September 2023",
        "1 – a readout read whole, and every joint paper", "1 – read in part", "1 – readouts on record, none read",
        "1 – no readout on record", "3 meetings held, not assessed yet",
        "United States: on record for 3 meetings, all read whole for 2",
        "Japan: on record for 1 meeting, all read whole for 0", "Quad coordination",
        "No official text of the meeting in New Delhi was found.",
    ):  # fmt: skip
        assert sentence in page, sentence


def test_counts_lead_to_the_rows_they_promise(forum, client):
    page = client.get("/coverage/").content.decode()
    assert 'href="/documents/?forum=quad&amp;read=not_read&amp;as_of=' in page
    assert len(client.get("/documents/?forum=quad&read=not_read").context["page"].object_list) == 1
    assert len(client.get("/meetings/?forum=quad&status=held").context["page"].object_list) == 4


def test_a_passage_without_words_is_counted(forum, client):
    f.finding(f.meeting(forum, on="2024-09-21"), f.topic("Cables"), "raised", summary="")
    assert "1 cited passage has no words on record, only its place" in text(client.get("/coverage/"))


def test_a_selection_of_meetings_is_no_series(client):
    f.meeting(f.dialogue(short_name="Contacts"))
    assert "not kept as a series: a selection of meetings" in text(client.get("/coverage/"))


def test_unpublished_meetings_and_papers_are_not_counted(forum, client):
    f.meeting(forum, on="2024-01-01", is_published=False)
    f.document(forum.meetings.get(slug="whole"), completeness="not_read", is_published=False)
    page = text(client.get("/coverage/"))
    assert "4 held" in page and "1 document " in page


def test_every_page_leads_to_it_and_names_the_latest_meeting_on_record(forum, client):
    page = client.get("/meetings/")
    assert 'href="/coverage/"' in page.content.decode()
    assert "Latest meeting on record: 22 September 2023" in text(page)
    assert "overs meetings through" not in text(page)
