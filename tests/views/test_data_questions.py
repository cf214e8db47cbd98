"""The question pages as data: the rows of the page in every form, names beside slugs, whole addresses, the reach."""

import json

import pytest

from agenda.catalogue import TABLES
from agenda.models import Claim, Dialogue, Meeting, Plan, Topic
from tests.support import factories as f
from tests.support.data import QUESTIONS, as_csv, as_json, as_xlsx
from tests.support.pages import text

NAMED = {
    "dialogue": "dialogue_name", "forum": "forum_name", "meeting": "meeting_title", "topic": "topic_name",
    "document": "document_title", "recommender": "recommender_name", "publisher": "publisher_name",
    "author": "author_name", "parent": "parent_name", "members": "member_names", "issuers": "issuer_names",
    "first_raised_at": "first_raised_at_title", "raised_elsewhere": "raised_elsewhere_titles",
    "silent_at": "silent_at_titles", "taken_up_at": "taken_up_at_titles", "latest_meeting": "latest_meeting_title",
    "out_of_scope": "out_of_scope_names",
}  # fmt: skip
"""The column that says in words what a column names by slug or code."""


@pytest.fixture
def full_record(small_record):
    """The small record, with at least two rows for every question."""
    forum, there = Dialogue.objects.get(slug="ns"), f.dialogue(slug="third", name="Third Dialogue")
    meeting = f.meeting(there, "2022-05-20", slug="third-talk")
    for code in ("t-not-raised", "t-excluded", "t-agreed"):
        f.finding(meeting, Topic.objects.get(code=code), "raised")
    for code in ("t-excluded", "t-agreed"):
        f.recommendation(Topic.objects.get(code=code), forum, code=f"Q-{code}")
    return forum


def count_on(client, address) -> int:
    context = client.get(address).context
    return context["n"] if "extents" in context else context["page"].paginator.count


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_in_every_form_with_the_rows_of_its_page(full_record, client, name):
    found = as_json(client, f"/{name}.json?limit=1")
    assert len(found) == len(as_json(client, f"/{name}.json")) == count_on(client, f"/{name}/") > 1
    keys = [tuple(row[key] for key in TABLES[name].key) for row in found]
    assert len(set(keys)) == len(keys)
    for rows in (as_csv(client, f"/{name}.csv"), as_xlsx(client, f"/{name}.xlsx")):
        assert [tuple(row[key] or "" for key in TABLES[name].key) for row in rows] == keys
    page = client.get(f"/{name}/")
    assert f"This data, {len(found)} rows:" in text(page)
    for form in ("csv", "xlsx", "json"):
        assert f'href="/{name}.{form}"' in page.content.decode()


@pytest.mark.parametrize(
    "name, query",
    [
        ("missed", "topic=t-agreed"), ("missed", "as_of=2022-05-20"), ("divergence", "forum=third"),
        ("divergence", "as_of=2022-05-10"), ("elsewhere", "topic=t-agreed"), ("elsewhere", "window=13"),
        ("planned", "afterwards=not_raised"), ("claims", "verdict=not_borne_out"), ("claims", "outcome=raised&topic=t-raised"),
    ],
)  # fmt: skip
def test_filters_narrow_a_question_as_they_narrow_its_page(full_record, client, name, query):
    n = count_on(client, f"/{name}/?{query}")
    assert n == len(as_json(client, f"/{name}.json?{query}")) < len(as_json(client, f"/{name}.json"))
    assert (
        f'href="/{name}.csv?{query.replace("&", "&amp;")}"'
        in client.get(f"/{name}/?{query}").content.decode()
    )


def test_the_reach_of_the_record_on_a_day_is_data_too(full_record, client):
    rows = {row["dialogue"]: row for row in as_json(client, "/coverage.json?as_of=2022-05-10")}
    assert rows["ns"]["meetings_held"] == 1 and rows["ns"]["latest_meeting"] == "talk-1"
    assert rows["third"]["meetings_held"] == 0 and rows["third"]["latest_meeting"] is None
    assert (
        'href="/coverage.csv?as_of=2022-05-10"' in client.get("/coverage/?as_of=2022-05-10").content.decode()
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_parameter_that_a_question_does_not_know_is_refused_and_named(db, client, name):
    for form in ("csv", "xlsx", "json"):
        response = client.get(f"/{name}.{form}?colour=red")
        assert response.status_code == 400
        (error,) = json.loads(response.content)["errors"]
        assert error["parameter"] == "colour" and "as_of" in error["detail"]
    wrong = client.get("/elsewhere.json?window=soon")
    assert wrong.status_code == 400 and "a number of days" in wrong.content.decode()


def test_what_a_question_says(full_record, client):
    rows = {row["topic"]: row for row in as_json(client, "/missed.json")}
    assert rows["t-agreed"]["silent_at"] == ["talk-2"] and rows["t-agreed"]["state"] == "silent_so_far"
    rows = {row["topic"]: row for row in as_json(client, "/elsewhere.json")}
    assert rows["t-agreed"]["taken_up_at"] == ["third-talk"] and rows["t-agreed"]["days"] == -12
    assert rows["t-agreed"]["was_recommended"] is True
    rows = {row["topic"]: row for row in as_json(client, "/planned.json")}
    assert rows["t-not-raised"]["afterwards"] == "not_raised" and rows["t-not-raised"]["reach"] in (
        "all",
        "part",
    )
    assert rows["t-raised"]["afterwards"] == "raised" and rows["t-raised"]["reach"] == ""
    rows = {(row["topic"], row["claimed"]): row for row in as_json(client, "/claims.json")}
    assert rows["t-raised", "not_raised"]["verdict"] == "not_borne_out"
    assert rows["t-raised", "raised"]["verdict"] == "borne_out"
    patterns = {row["pattern"] for row in as_json(client, "/divergence.json")}
    assert patterns <= {"one_side", "beyond_joint", "all_sides", "joint", "not_comparable"}


def test_a_formula_in_a_claim_or_plan_is_defused(full_record, client):
    Claim.objects.update(note="=1+1")
    Plan.objects.update(summary="@SUM(A1)")
    for form in (as_csv, as_xlsx):
        suffix = form.__name__.removeprefix("as_")
        assert {row["note"] for row in form(client, f"/claims.{suffix}")} == {"'=1+1"}
        assert {row["summary"] for row in form(client, f"/planned.{suffix}")} == {"'@SUM(A1)"}


@pytest.mark.parametrize("name", TABLES)
def test_names_stand_beside_slugs_and_addresses_are_whole(full_record, client, name):
    table = TABLES[name]
    wanted = [column.name for column in table.columns if column.kind == "reference" and column.name in NAMED]
    assert {NAMED[column] for column in wanted} <= set(table.names)
    rows = as_json(client, f"/{name}.json")
    for row in rows:
        assert all(bool(row[column]) == bool(row[NAMED[column]]) for column in wanted), row
        lists = [column for column in NAMED if isinstance(row.get(column), list)]
        assert all(len(row[column]) == len(row[NAMED[column]]) for column in lists)
        for column in table.columns:
            if column.kind == "url" and row[column.name]:
                assert row[column.name].startswith(("http://", "https://")), column.name
            assert column.kind != "boolean" or isinstance(row[column.name], bool)
    addresses = {row["url"] for row in rows}
    assert addresses == {row["url"] for row in as_csv(client, f"/{name}.csv")}
    sheet = as_xlsx(client, f"/{name}.xlsx")
    assert addresses == {row["url"] for row in sheet}
    flags = [column.name for column in table.columns if column.kind == "boolean"]
    assert all(isinstance(row[flag], bool) for row in sheet for flag in flags)


def test_every_address_of_a_list_leads_to_a_page(full_record, client):
    for name in TABLES:
        for row in as_json(client, f"/{name}.json?limit=1000")[:3]:
            for key in ("url", "json"):
                address = row[key].removeprefix("http://testserver")
                assert client.get(address).status_code == 200, (name, address)


def test_an_absence_says_how_far_it_reaches(db, client):
    f.codebook()
    north, south = f.actor("Northland", slug="north"), f.actor("Southland", slug="south")
    forum = f.dialogue(slug="ns")
    forum.members.set([north, south])
    topic, meeting = f.topic(code="cables"), f.meeting(forum, slug="talk")
    f.document(meeting, north, slug="own")
    found = f.finding(meeting, topic, "not_raised")
    f.finding(meeting, f.topic(code="ports"), "raised")
    words = "No readout of their own on record: Southland."
    for rows in (
        as_json(client, "/findings.json"),
        as_csv(client, "/findings.csv"),
        as_xlsx(client, "/findings.xlsx"),
    ):
        by_topic = {row["topic"]: row for row in rows}
        assert by_topic["cables"]["reach"] == "part" and words in by_topic["cables"]["reach_words"]
        assert not by_topic["ports"]["reach"] and not by_topic["ports"]["reach_words"]
    for address in (f"/findings/{found.pk}.json", "/findings/talk/cables.json"):
        detail = json.loads(client.get(address).content)
        assert detail["reach"] == "part" and words in detail["reach_words"]
    (cell,) = [
        row for row in json.loads(client.get("/meetings/talk.json").content)["findings"] if row["reach"]
    ]
    assert cell["topic"] == "cables"


def test_the_reach_of_many_findings_costs_no_query_each(full_record, client, django_assert_max_num_queries):
    meeting = Meeting.objects.get(slug="third-talk")
    with django_assert_max_num_queries(60):
        few = len(as_csv(client, "/findings.csv"))
    for number in range(30):
        f.finding(meeting, f.topic(code=f"more-{number}"), "not_raised")
    with django_assert_max_num_queries(60):
        assert len(as_csv(client, "/findings.csv")) == few + 30
