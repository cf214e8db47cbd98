"""Lists and details as CSV, Excel and JSON: the same rows as the pages, safe cells, and honest refusals."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.conf import settings

from agenda.actions import publish
from agenda.catalogue import TABLES
from agenda.catalogue.cells import plain
from agenda.management.commands.data_dictionary import dictionary
from agenda.models import Evidence, Finding
from tests.support import factories as f
from tests.support.data import QUESTIONS, as_csv, as_json, as_xlsx, body
from tests.support.formulas import FORMULAS
from tests.support.pages import text


@pytest.fixture
def forum(db):
    f.codebook()
    return f.dialogue(slug="ns", short_name="NS", name="North-South Talks", other_names=["N+S", "NST"])


def test_the_data_dictionary_is_made_of_the_catalogue():
    assert (Path(settings.BASE_DIR) / "docs" / "data-dictionary.md").read_text() == dictionary()


@pytest.mark.parametrize("payload", FORMULAS)
def test_nothing_exported_can_become_a_formula_and_all_comes_back(forum, client, payload):
    f.meeting(forum, title="x", note=payload, place=payload[:100])
    (row,) = as_csv(client, "/meetings.csv")
    lead = row["note"].lstrip(" ")[:1]
    assert lead == "'" or lead not in "=+-@\t\r\n＝＋－＠" or not lead
    assert plain(row["note"]) == payload and plain(row["place"]) == payload[:100]
    (row,) = as_xlsx(client, "/meetings.xlsx")
    assert plain(row["note"]).replace("\r\n", "\n") == payload.replace("\r", "\r")


def test_formulas_in_findings_and_evidence_are_defused_too(forum, client):
    meeting = f.meeting(forum, slug="talk")
    for payload in FORMULAS:
        if payload.strip():
            f.finding(
                meeting,
                f.topic(),
                "raised",
                summary=payload,
                by=(by := f.user("Analyst", "Reviewer")),
                reviewer=by,
            )
    made = Finding.objects.all()
    for finding, payload in zip(list(made), FORMULAS, strict=False):
        publish(f.assessment(meeting, finding.topic, "not_raised"), by=by, reason=payload)
    content = body(client.get("/evidence.csv")).decode()
    lines = list(csv.DictReader(io.StringIO(content, newline="")))
    told = [row["reason"] for row in as_csv(client, "/findings.csv")] + [row["summary"] for row in lines]
    assert len(told) > 60 and not [
        text for text in told if text.lstrip(" ")[:1] and text.lstrip(" ")[0] in "=+-@\t\r\n＝＋－＠"
    ]
    assert {plain(text) for text in told} >= {
        payload for payload in FORMULAS if payload.strip() and payload.strip() == payload
    }


@pytest.mark.parametrize("name", [name for name in TABLES if name not in QUESTIONS])
def test_pages_of_json_repeat_no_row_and_skip_none(small_record, client, name):
    whole = as_json(client, f"/{name}.json?limit=1000")
    assert len(whole) > 5
    assert as_json(client, f"/{name}.json?limit=5") == whole


def test_what_excel_cannot_hold_does_not_break_the_file(forum, client):
    f.meeting(forum, title="bell \x07", note="x" * 40_000)
    (row,) = as_xlsx(client, "/meetings.xlsx")
    assert row["title"] == "bell " and len(row["note"]) == 32_767 and row["note"].endswith("…")


@pytest.mark.parametrize(
    "address, parameter, said",
    [
        ("/meetings.json?colour=red", "colour", "There is no such parameter; known are: q, forum"),
        ("/meetings.csv?limit=3", "limit", "no such parameter"), ("/meetings.json?forum=nix", "forum", "“nix” is not one of"),
        ("/meetings.json?since=then", "since", "is not a date"), ("/meetings.json?limit=0", "limit", "from 1 to 1000"),
        ("/meetings.json?limit=x", "limit", "from 1 to 1000"), ("/findings.json?cursor=!!", "cursor", "Not a cursor"),
         ("/topics.json?as_of=12/11/2024", "as_of", "could be two days"),
        ("/topics.xlsx?self_coded=no", "self_coded", "include"), ("/dialogues.json?forum=quad", "forum", "no such parameter"),
        ("/meetings/quad.json?x=1", "x", "takes no parameters"), ("/meetings.json?a=1&%00=2", "a", "no such parameter"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_and_named(db, client, address, parameter, said):
    response = client.get(address)
    assert response.status_code == 400 and response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad request", 400)
    assert said in {error["parameter"]: error["detail"] for error in problem["errors"]}[parameter]


def test_a_cursor_of_another_list_or_beyond_the_end_gives_no_rows(forum, client):
    f.meeting(forum)
    for cursor in ("zzz", "\x00", "~~~~", "9" * 90):
        for name in ("meetings", "topics"):
            response = client.get(f"/{name}.json", {"cursor": cursor})
            assert response.status_code == 200 and isinstance(json.loads(response.content)["rows"], list)


def test_an_unchanged_record_is_not_sent_again(forum, client):
    f.meeting(forum)
    for address in ("/meetings.json", "/meetings.csv", "/topics.json", f"/dialogues/{forum.slug}.json"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304 and not again.content, address
    topic = f.topic()
    changed = client.get("/meetings.json", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]
    meeting = f.meeting(forum)
    f.finding(meeting, topic)
    again = client.get("/meetings.json")
    assert again["ETag"] != changed["ETag"]
    meeting.attendances.create(actor=f.actor(), representative="Ada")
    assert client.get("/meetings.json")["ETag"] != again["ETag"]


def test_a_summary_filled_in_later_is_sent(forum, client):
    f.finding(f.meeting(forum), f.topic(), "raised", summary="")
    before = client.get("/evidence.csv")["ETag"]
    Evidence.objects.update(summary="They spoke of it.")
    assert client.get("/evidence.csv", headers={"If-None-Match": before}).status_code == 200


def test_scripts_of_other_sites_may_read_and_nobody_may_write(forum, client):
    response = client.get("/meetings.json", headers={"Origin": "https://elsewhere.example"})
    assert (
        response["Access-Control-Allow-Origin"] == "*" and response["Access-Control-Expose-Headers"] == "ETag"
    )
    asked = client.options("/meetings.json", headers={"Access-Control-Request-Headers": "If-None-Match"})
    assert asked.status_code == 204 and "If-None-Match" in asked["Access-Control-Allow-Headers"]
    for method in (client.post, client.put, client.delete):
        refused = method("/meetings.json")
        assert refused.status_code == 405 and "GET" in refused["Allow"]
    assert "Access-Control-Allow-Origin" not in client.get("/desk/")
    assert client.head("/meetings.csv").status_code == 200


def test_details_hold_the_whole_object(forum, client):
    topic = f.topic("Cables", code="cables", aliases=["wires"])
    meeting = f.meeting(forum, "2022-05", slug="talk", title="Talk")
    meeting.attendances.create(actor=f.actor(slug="north"), representative="Ada")
    f.recommendation(topic, forum, on="2021-03", code="R-1")
    found = f.finding(meeting, topic, "raised", summary="They spoke of it.")
    said = json.loads(client.get("/meetings/talk.json").content)
    assert said["held_on"] == "2022-05" and said["url"] == "http://testserver/meetings/talk/"
    (present,) = said["attendances"]
    assert present | {"actor_name": ""} == {
        "actor": "north", "actor_name": "", "representative": "Ada", "office": "",
    }  # fmt: skip
    assert [row["outcome"] for row in said["findings"]] == ["raised"] and said["documents"][0][
        "meeting"
    ] == "talk"
    said = json.loads(client.get(f"/findings/{found.pk}.json").content)
    assert said["evidence"][0]["summary"] == "They spoke of it." and said["history"] == [found.pk] == [
        said["current"]
    ]
    newer = f.finding(meeting, topic, "partly_raised")
    assert json.loads(client.get(f"/findings/{found.pk}.json").content)["current"] == newer.pk
    said = json.loads(client.get("/topics/cables.json").content)
    assert (
        said["partly_raised"] == 1
        and said["aliases"] == ["wires"]
        and said["recommended"][0]["state"] == "partly_raised"
    )
    said = json.loads(client.get("/dialogues/ns.json").content)
    assert [row["slug"] for row in said["meetings"]] == ["talk"] and len(said["recommendations"]) == 1
    for address in (
        "/meetings/nix.json",
        "/findings/0.json",
        "/findings/x.json",
        "/topics/nix.json",
        "/actors/nix.json",
    ):
        missing = client.get(address)
        assert missing.status_code == 404 and json.loads(missing.content)["title"] == "Not on record"
    assert 'href="/meetings/talk.json"' in client.get("/meetings/talk/").content.decode()


def test_hidden_rows_are_in_no_data(forum, client):
    hidden = f.dialogue(slug="zqx-d", short_name="zqx", is_published=False)
    forum.parent = hidden
    forum.save()
    ghost = f.actor("zqx", slug="zqx-a", is_published=False)
    forum.members.add(ghost)
    meeting = f.meeting(forum, slug="seen")
    meeting.attendances.create(actor=ghost, representative="zqx")
    paper = f.document(meeting, ghost, slug="paper")
    paper.issuers.add(ghost)
    f.meeting(forum, slug="zqx-m", is_published=False)
    secret = f.topic("zqx", code="zqx-t", is_published=False)
    f.finding(meeting, secret, summary="zqx")
    f.document(meeting, slug="zqx-p", is_published=False)
    f.recommendation(secret, forum, code="zqx-r")
    f.recommendation(f.topic(), hidden, code="R-seen")
    for name in TABLES:
        for form in ("csv", "json"):
            assert b"zqx" not in body(client.get(f"/{name}.{form}")), (name, form)
    for address in ("/dialogues/ns.json", "/meetings/seen.json", "/documents/paper.json", "/recommendations/R-seen.json",
                    "/api/openapi.json"):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200 and b"zqx" not in response.content, address
    for address in ("/dialogues/zqx-d.json", "/actors/zqx-a.json", "/topics/zqx-t.json", "/recommendations/zqx-r.json",
                    "/documents/zqx-p.json", "/meetings/zqx-m.json"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_the_api_is_described_for_people_and_programs(forum, client):
    said = json.loads(client.get("/api/openapi.json").content)
    assert said["openapi"] == "3.1.0" and len(said["paths"]) == sum(
        3 + table.has_pages for table in TABLES.values()
    )
    known = {p["name"] for p in said["paths"]["/topics.json"]["get"]["parameters"]}
    assert known == {
        "q",
        "forum",
        "outcome",
        "recommended",
        "recommender",
        "since",
        "until",
        "as_of",
        "sort",
        "self_coded",
        "cursor",
        "limit",
    }
    properties = said["components"]["schemas"]["meetings"]["properties"]
    assert list(properties) == [*TABLES["meetings"].names, "json"]
    page = text(client.get("/api/"))
    for table in TABLES.values():
        assert table.title in page and all(name in page for name in table.names)
