"""Every address on the real record, and what a reader must find there."""

import os
import re

import pytest

from agenda.dates import PartialDate
from agenda.models import Finding, Meeting
from tests.support import factories as f
from tests.support.pages import crawl, states, text, words_of
from tests.support.record import cells, outcomes, record_rows

PAGES = [
    "/", "/dialogues/", "/dialogues/two-plus-two/", "/dialogues/us-japan-taiwan/", "/meetings/",
    "/meetings/us-japan-leaders-2022-01-21/", "/topics/", "/topics/?forum=quad", "/topics/open-ran/",
    "/recommendations/", "/recommendations/J22-27/", "/recommendations/J22-37/", "/documents/",
    "/documents/usjp-leaders-2022-01-21-readout/", "/documents/jacobs-2022-q1-technology/", "/actors/",
    "/actors/japan/", "/methodology/", "/about/",
    "/corrections/new/?about=/documents/jacobs-2022-q1-technology/",
    "/questions/", "/missed/", "/divergence/", "/planned/", "/elsewhere/", "/wording/",
    "/wording/quad/open-ran/", "/claims/", "/compare/?forum=quad&forum=two-plus-two", "/search/?q=semiconductors",
    "/dialogues/two-plus-two/brief/", "/changes/", "/dialogues/quad/changes/", "/meetings/quad-2024-09-21/",
    "/actors/erik-m-jacobs/", "/findings/quad-2024-09-21/open-ran/", "/feed/", "/feed/findings/", "/calendar.ics", "/follow/",
    "/meetings.json", "/findings.json", "/recommendations.csv", "/dialogues/quad.json",
]  # fmt: skip


def check_pages(pages):
    broken = {address: r.status_code for address, r in pages.items() if r.status_code != 200}
    assert not broken
    for address, response in pages.items():
        words = words_of(response)
        assert "not discussed" not in words.lower(), address
        if response["Content-Type"].startswith("text/html"):
            # Scripts come from files; the one data block is never run.
            inline = re.sub(r'<script (src="[^"]+" defer></script>|type="application/ld\+json">)', "", words)
            assert not re.search(r"<script|\sstyle=|\son\w+=", inline), address


def test_every_address_of_a_small_record_answers_and_each_row_is_linked(small_record, client):
    pages = crawl(client)
    check_pages(pages)
    withdrawn = Finding.objects.filter(superseded_by__status="withdrawn") | Finding.objects.filter(
        status="withdrawn"
    )
    unlinked = states().keys() - pages.keys()
    assert unlinked == {finding.get_absolute_url() for finding in withdrawn}
    check_pages({address: client.get(address) for address in unlinked})


def test_addresses_of_the_real_record_answer(record, client):
    """One page of each kind for each state of its row; every address of the record with `make test ALL=1`."""
    everything = os.environ.get("ALL") == "1"
    pages = crawl(client, sample=not everything)
    check_pages(pages)
    assert len(pages) > 100 and not (everything and states().keys() - pages.keys())


@pytest.mark.parametrize("address", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_record(
    record, client, address, django_assert_max_num_queries
):
    client.get(address)  # the first search after a change also writes the index
    with django_assert_max_num_queries(43):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/topics/", "/topics/?forum=quad", "/topics/?sort=-last_raised&outcome=raised", "/topics/open-ran/", "/topics/asean/"],
)  # fmt: skip
def test_topics_ask_fifteen_statements(record, client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):  # with the version of the record
        assert client.get(address).status_code == 200


FEW = {
    "/dialogues/us-japan-leaders/": 11, "/dialogues/two-plus-two/": 11, "/dialogues/quad/": 11,
    "/dialogues/us-japan-leaders/brief/": 13, "/dialogues/two-plus-two/brief/": 13,
    "/meetings/us-japan-leaders-2022-01-21/": 16, "/meetings/quad-2024-09-21/": 15,
    "/findings/quad-2024-09-21/open-ran/": 14, "/documents/usjp-leaders-2022-01-21-readout/": 14,
    "/compare/?forum=quad&forum=two-plus-two": 8, "/recommendations/": 11, "/missed/": 14,
    "/divergence/": 16, "/elsewhere/": 16, "/coverage/": 10, "/meetings/?sort=-raised": 12,
}  # fmt: skip
"""Statements of the pages of one dialogue, meeting, document and finding, of dialogues side by side, of what was asked."""


@pytest.mark.parametrize("address", FEW)
def test_pages_of_one_row_ask_few_statements(record, client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(FEW[address]):
        assert client.get(address).status_code == 200


def test_the_matrix_takes_the_same_queries_for_more_meetings(record, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    f.topic()  # so that neither page finds what was kept of the record as it stands
    with CaptureQueriesContext(connection) as before:
        client.get("/dialogues/quad/")
    quad = Meeting.objects.filter(dialogue__slug="quad").first().dialogue
    for day in range(1, 21):
        meeting = f.meeting(quad, f"2025-08-{day:02}")
        f.finding(meeting, f.topic(), by=None)
    with django_assert_num_queries(len(before)):
        response = client.get("/dialogues/quad/")
    assert "20 August 2025" in text(response)


def test_security_headers(client, db):
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", [
    "US-Japan Economic Policy Consultative Committee",
    "US-Japan Joint High-Level Committee on Science and Technology",
    "US-Japan Joint Working-Level Committee on Science and Technology",
    "US-Taiwan Economic Prosperity Partnership Dialogue", "Quad (Australia, India, Japan, United States)",
])  # fmt: skip
def test_the_five_dialogues_of_the_mission(record, client, name):
    assert name in text(client.get("/dialogues/"))


def test_a_dialogue_shows_when_it_last_met_and_what_it_stands_under(record, client):
    held = [
        row["held_on"]
        for row in record_rows("meetings")
        if (row["dialogue"], row["status"]) == ("jwlc", "held")
    ]
    page = text(client.get("/dialogues/jwlc/"))
    assert f"Last met {PartialDate.parse(max(held))}." in page and "Under JHLC" in page
    assert "Has under it JWLC" in text(client.get("/dialogues/jhlc/"))


def test_the_eppd_met_in_november_2021(record, client):
    assert "22 November 2021" in text(client.get("/dialogues/eppd/"))


def test_the_leaders_meeting_of_january_2022(record, client):
    slug = "us-japan-leaders-2022-01-21"
    page = text(client.get(f"/meetings/{slug}/"))
    proof, rest = page.split("Raised, with the proof")[1].split("Not mentioned in the published readouts", 1)
    silent = rest.split("Documents by side")[0]
    names = {row["code"]: row["name"] for row in record_rows("topics")}
    found = {"raised": [], "not_raised": []}
    for row in cells():
        if row["meeting"] == slug and row["outcome"] in found:
            found[row["outcome"]].append(names[row["topic"]])
    assert found["raised"] and all(name in proof for name in found["raised"])
    assert found["not_raised"] and all(name in silent for name in found["not_raised"])
    assert "announcement of 16 January 2022" in page
    assert "planned, and not mentioned in the published readouts" in page
    assert "the record bears it out" in page and "Erik M. Jacobs, paragraph 2" in page


def test_a_meeting_shows_what_had_been_recommended_before_it(client, db):
    forum, topic, author = f.dialogue(), f.topic("Chips"), f.actor("Ana Author", kind="person")
    f.recommendation(topic, forum, on="2022-03", code="R-1", recommender=author)
    earlier, later = (f.meeting(forum, on) for on in ("2022-01-21", "2022-05-06"))
    for meeting in (earlier, later):
        f.finding(meeting, topic, "not_raised")
    before = text(client.get(later.get_absolute_url())).split("Recommended before it")[1]
    assert "Chips ○ not mentioned R-1 Ana Author" in before
    assert "Recommended before it" not in text(client.get(earlier.get_absolute_url()))


def test_documents_by_side_and_joint(record, client):
    said = text(client.get("/meetings/two-plus-two-2024-09-26/"))
    assert re.search(r"Documents by side United States .*Commerce", said)
    assert "Documents by side Joint" in text(client.get("/meetings/us-japan-leaders-2023-01-13/"))


def test_a_missing_abstract_is_said_plainly(client, db):
    paper = f.document(f.meeting(), url="https://example.org/readout")
    f.finding(paper.meeting, f.topic(), paragraph=2, summary="")
    page = text(client.get(paper.get_absolute_url()))
    assert "Paragraph 2, text not held" in page and "official text" in page


def test_an_abstract_is_labelled_and_marked(record, client):
    response = client.get("/documents/usjp-leaders-2022-01-21-readout/")
    assert "This is our paragraph-by-paragraph abstract, not the official wording" in text(response)
    assert (
        re.search(rb'class="marked">\s*<span class="n">', response.content) and b"<mark>" in response.content
    )


def test_a_recommendation_shows_its_course(small_record, client):
    page = text(client.get("/recommendations/R-raised/"))
    assert "● raised" in page and "at the first meeting since; at least 36 days" in page
    assert "6 May 2022" in page
    assert "The document names no forum." in text(client.get("/recommendations/R-nowhere/"))
    assert "no meeting since" in text(client.get("/recommendations/R-waiting/"))


def test_rates_show_n_and_N(record, client):
    response, n = client.get("/"), outcomes()
    tally = response.context["tally"]
    assert tally.raised + tally.raised_in_part == n["raised"]
    assert tally.partly_raised + tally.partly_raised_in_part == n["partly_raised"]
    assert tally.not_raised + tally.not_determinable == n["not_raised"] + n["not_determinable"]
    page = text(response)
    assert (
        f"{tally.raised} raised, {tally.partly_raised} partly, {tally.not_raised} not mentioned (N = {tally.N} "
        in page
    )
    assert f"{tally.raised}/{tally.N} = {100 * tally.raised / tally.N:.0f}%" in page


def test_a_finding_shows_verdict_proof_who_and_when(record, client):
    finding = Finding.objects.get(meeting__slug="us-japan-leaders-2022-01-21", topic__code="asean")
    page = text(client.get(finding.get_absolute_url()))
    version = finding.assessment.codebook_version.number
    assert "● raised" in page and f"{finding.get_basis_display()}, codebook version {version}" in page
    assert "paragraph" in page and "The record's coder" in page and "Documents examined" in page


def test_a_superseded_finding_keeps_its_address_and_says_so(client, db):
    from agenda.actions import publish, withdraw

    analyst, reviewer, meeting, topic = f.user("Analyst"), f.user("Reviewer"), f.meeting(), f.topic()
    old = f.finding(meeting, topic, by=analyst)
    new = publish(f.assessment(meeting, topic, "not_raised", by=analyst), by=reviewer, reason="Read again")
    said = text(client.get(old.version_address(1)))
    assert "Superseded." in said and f"finding {new.pk}" in said and "● raised" in said
    withdraw(new, by=reviewer, reason="The document was another meeting's")
    said = text(client.get(old.version_address(1)))
    assert "Withdrawn" in said and "The document was another meeting's" in said
    assert topic.name not in text(client.get(meeting.get_absolute_url()))


@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/dialogues/none/", "/meetings/none/", "/topics/none/", "/recommendations/none/",
     "/documents/none/", "/actors/none/", "/findings/999999999/", "/findings/99999999999999999999999/"],
)  # fmt: skip
def test_our_own_404(client, db, address):
    response = client.get(address)
    assert response.status_code == 404 and "Not on record" in text(response)


def test_our_own_500(client, db, monkeypatch):
    def fail(request):
        raise RuntimeError("planted")

    monkeypatch.setattr("agenda.views.home.ledger_of", lambda on: fail(None))
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500 and "Our mistake" in text(response)


def test_health(client, db):
    assert client.get("/healthz").content == b"ok"
