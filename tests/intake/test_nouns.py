# ruff: noqa: E501  the rows are read as tables
"""Meetings, documents, topics and recommendations brought in as tables."""

import json

import pytest

from agenda.intake.write.commit import RecordChanged, commit
from agenda.models import Actor, Dialogue, Document, Meeting, Recommendation, Topic
from tests.support import factories as f
from tests.support.imports import brought, csv_of, messages, states, tried, xlsx_of

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def quad(db):
    return f.dialogue(
        slug="quad", name="Quadrilateral Dialogue", short_name="Quad", other_names=["QSD"], level="leaders"
    )


MEETINGS = (
    ("Forum", "Date", "Place", "Format", "Name"),
    ("QSD", "24 May 2022", "Tokyo", "In person", "Fourth"),
)


@pytest.mark.parametrize("make", [csv_of, xlsx_of, lambda *rows: csv_of(*rows, sign=";", encoding="utf-16")])
def test_a_meeting_is_made_from_what_people_write(quad, editor, make):
    plan = brought("meetings", make(*MEETINGS), by=editor)
    meeting = Meeting.objects.get()
    assert states(plan) == ["created"] and ("level", "", "leaders") in plan.results[0].changes
    assert (meeting.slug, meeting.dialogue, str(meeting.held), meeting.place) == (
        "quad-2022-05-24",
        quad,
        "24 May 2022",
        "Tokyo",
    )
    assert (meeting.format, meeting.level, meeting.status, meeting.is_published) == (
        "in_person",
        "leaders",
        "held",
        False,
    )
    entry = meeting.history.get()
    assert entry.history_user == editor and "file1" in entry.history_change_reason


def test_the_same_file_again_changes_nothing_and_a_changed_cell_is_named(quad, editor):
    brought("meetings", csv_of(*MEETINGS), by=editor)
    assert states(brought("meetings", csv_of(*MEETINGS), by=editor)) == ["unchanged"]
    assert Meeting.objects.get().history.count() == 1
    moved = (MEETINGS[0], ("quad", "2022-05-24", "Kyoto", "in_person", "Fourth"))
    plan = brought("meetings", csv_of(*moved), by=editor)
    assert plan.results[0].changes == [("place", "Tokyo", "Kyoto")] and Meeting.objects.get().place == "Kyoto"


def test_empty_cells_leave_alone_unless_they_are_to_erase(quad, editor):
    f.meeting(quad, slug="m", place="Tokyo", note="x")
    rows = csv_of(("slug", "place", "note"), ("m", "", "y"))
    assert tried("meetings", rows, by=editor).results[0].changes == [("note", "x", "y")]
    plan = brought("meetings", rows, by=editor, erase=True)
    assert (
        plan.results[0].changes == [("place", "Tokyo", ""), ("note", "x", "y")]
        and Meeting.objects.get().place == ""
    )


def test_everything_or_nothing_and_every_problem_is_named(quad, editor):
    plan = tried(
        "meetings",
        csv_of(
            ("dialogue", "held_on", "format", "slug", "colour"),
            ("quad", "2022-05-24", "phone", "", "red"),
            ("quat", "2022-05-25", "phone", "", "red"),
            ("quad", "12/11/2024", "phone", "", "red"),
            ("quad", "31/02/2024", "pigeon", "", "red"),
            ("quad", "", "", "a b", "red"),
            ("quad", "2022-05-24", "phone", "", "red"),
        ),
        by=editor,
    )
    said = messages(plan)
    assert (
        states(plan) == ["created", *["refused"] * 5]
        and plan.unknown == ["colour"]
        and plan.ambiguous == ["12/11/2024"]
    )
    for words in ("There is no dialogue “quat” on record. Is it Quad?", "could be two days", "not a day of the calendar",
                  "“pigeon” is not one of: In person", "format is missing", "slug: 'a b'", "stands in line 2 already"):  # fmt: skip
        assert words in said, words
    assert plan.obstacles == 6
    with pytest.raises(ValueError, match="refusals"):
        commit(lambda: plan, digest=plan.digest(), by=editor, name="x", publish=False)
    assert not Meeting.objects.exists()


def test_a_hand_says_what_was_not_clear(quad, editor):
    rows = csv_of(("dialogue", "When", "format", "colour"), ("quad", "12/11/2024", "", "red"))
    plan = brought(
        "meetings",
        rows,
        by=editor,
        columns={"When": "held_on", "colour": "-"},
        fixed={"format": "phone"},
        order="mdy",
    )
    meeting = Meeting.objects.get()
    assert str(meeting.held) == "11 December 2024" and meeting.format == "phone" and not plan.unknown


def written(rows, plan, editor, **changed):
    values = {"digest": plan.digest(), "by": editor, "name": "x", "publish": False} | changed
    commit(lambda: tried("meetings", rows, by=editor), **values)


def test_what_would_be_something_else_now_is_not_written(quad, editor):
    rows = csv_of(*MEETINGS)
    plan = tried("meetings", rows, by=editor)
    with pytest.raises(RecordChanged):
        written(rows, plan, editor, digest="0")
    quad.short_name = "The Quad"
    quad.slug = "four"
    quad.save()
    with pytest.raises(RecordChanged):
        written(rows, plan, editor)
    assert not Meeting.objects.exists()


def test_a_row_that_somebody_else_changed_is_not_written_over(quad, editor):
    there = f.meeting(quad, "2022-05-24", slug="theirs", format="in_person")
    rows = csv_of(("slug", "format"), ("theirs", "phone"))
    plan = tried("meetings", rows, by=editor)
    there.format = "hybrid"
    there.save()
    with pytest.raises(RecordChanged):
        written(rows, plan, editor)
    assert Meeting.objects.get().format == "hybrid"


def test_what_others_do_elsewhere_hinders_no_import(quad, editor):
    there = f.meeting(quad, "2022-05-24", slug="theirs", format="in_person", note="Before.")
    rows = csv_of(("slug", "format"), ("theirs", "phone"))
    plan = tried("meetings", rows, by=editor)
    f.finding(f.meeting(), f.topic(), "not_raised")
    f.recommendation(f.topic(), quad)
    there.note = "Another column, meanwhile."
    there.save()
    written(rows, plan, editor)
    there.refresh_from_db()
    assert (there.format, there.note) == ("phone", "Another column, meanwhile.")


def test_the_fingerprint_is_the_same_in_every_process(quad, editor):
    """Sets of texts have another order in every process."""
    plan = tried("meetings", csv_of(*MEETINGS), by=editor)
    before = plan.digest()
    for row in plan.writes:
        row.names = dict.fromkeys(sorted(row.names, reverse=True))
    assert plan.digest() == before


def test_a_held_meeting_without_a_date_is_refused_in_the_rules_own_words(quad, editor):
    plan = tried(
        "meetings",
        csv_of(("slug", "dialogue", "status", "format"), ("m", "quad", "held", "phone")),
        by=editor,
    )
    assert "A meeting that was held has a date" in messages(plan)


def test_the_databases_own_rules_speak_in_the_dry_run(editor):
    plan = tried(
        "actors", csv_of(("name", "kind", "iso_code"), ("X", "state", "jp"), ("Y", "state", "JP")), by=editor
    )
    assert states(plan) == ["refused", "created"] and "two capital letters" in messages(plan)


def test_documents_are_known_by_their_address_and_default_to_unread(quad, editor):
    f.meeting(quad, "2022-05-24", slug="m")
    f.actor("White House", slug="white-house")
    head = ("meeting", "title", "kind", "published by", "link", "date")
    rows = csv_of(
        head,
        (
            "Quad 2022-05-24",
            "Joint Statement",
            "joint statement",
            "white house",
            "https://x.example/1",
            "2022-05",
        ),
    )
    plan = brought("documents", rows, by=editor)
    document = Document.objects.get()
    assert (document.completeness, document.meeting.slug, str(document.issued)) == (
        "not_read",
        "m",
        "May 2022",
    )
    again = csv_of(
        head, ("m", "Joint Statement", "joint_statement", "white-house", "https://x.example/1", "2022-05")
    )
    assert states(plan) == ["created"] and states(tried("documents", again, by=editor)) == ["unchanged"]
    plan = tried("documents", csv_of(("slug", "url"), (document.slug, "not an address")), by=editor)
    assert "url" in messages(plan) and states(plan) == ["refused"]


def test_a_name_without_latin_letters_needs_a_code(editor):
    rows = csv_of(("name", "definition"), ("海底ケーブル", "x"))
    assert "give it a slug or code of Latin letters" in messages(tried("topics", rows, by=editor))


def test_topics_find_their_parents_in_the_same_file_in_any_order(editor):
    rows = csv_of(
        ("code", "name", "definition", "parent", "aliases"),
        ("cables", "Cables", "Under the sea.", "Wide", "wires; cords"),
        ("wide", "Wide", "All of it.", "", ""),
    )
    brought("topics", rows, by=editor)
    topic = Topic.objects.get(code="cables")
    assert topic.parent.code == "wide" and topic.aliases == ["wires", "cords"]
    circle = csv_of(("code", "parent"), ("cables", "wide"), ("wide", "cables"))
    plan = tried("topics", circle, by=editor)
    assert "stand above itself" in messages(plan) and plan.counts["refused"]


def test_one_row_for_each_forum_becomes_one_recommendation(quad, editor):
    f.dialogue(slug="jhlc", short_name="JHLC")
    f.topic("Cables", code="cables")
    f.actor("Ada Author", slug="ada", kind="person")
    f.document(slug="paper", kind="article", is_official=False)
    head = (
        "code",
        "topic",
        "forum",
        "recommender",
        "document",
        "made_on",
        "kind",
        "summary",
        "state",
        "days",
    )
    one = ("R-1", "Cables", "quad", "Ada Author", "paper", "2022-03", "explicit", "Ask.", "missed", "3")
    two = (*one[:2], "jhlc", *one[3:])
    plan = brought("recommendations", csv_of(head, one, two), by=editor)
    made = Recommendation.objects.get()
    assert {d.slug for d in made.dialogues.all()} == {"quad", "jhlc"} and states(plan) == ["created"]
    assert states(tried("recommendations", csv_of(head, one, two), by=editor)) == ["unchanged"]
    other = (*one[:2], "jhlc", *one[3:7], "Ask otherwise.", *one[8:])
    assert "stands in line 2 already (summary)" in messages(
        tried("recommendations", csv_of(head, one, other), by=editor)
    )
    made.delete()
    assert states(brought("recommendations", csv_of(head[1:], one[1:], two[1:]), by=editor)) == ["created"]
    assert Recommendation.objects.get().code.startswith("r-")
    assert states(tried("recommendations", csv_of(head[1:], one[1:], two[1:]), by=editor)) == ["unchanged"]


def test_actors_and_dialogues_come_too_and_several_files_together(editor):
    first = csv_of(("name", "kind"), ("North Land", "state"))
    second = csv_of(("name", "kind", "parent"), ("North Ministry", "ministry", "North Land"))
    plan = tried("actors", second, first, by=editor)
    assert states(plan) == ["created", "created"]  # rows of the same import find each other, in any order
    brought("actors", csv_of(("slug", "name", "kind"), ("north", "North Land", "state")), second, by=editor)
    assert Actor.objects.get(name="North Ministry").parent.slug == "north"
    rows = [{"slug": "ns", "name": "N-S", "short_name": "NS", "other_names": ["a; b"], "kind": "bilateral", "level": "working",
             "status": "active", "members": ["north"]}]  # fmt: skip
    brought("dialogues", json.dumps(rows).encode(), by=editor, publish=True)
    made = Dialogue.objects.get()
    assert (
        made.other_names == ["a; b"]
        and made.is_published
        and [a.slug for a in made.members.all()] == ["north"]
    )


def test_our_own_sums_are_left_out_by_themselves(quad, editor, client):
    from tests.support.data import body

    f.meeting(quad, "2022-05", slug="m", note="=1+1")
    f.topic("Cables", code="cables", aliases=["a; b", "c"])
    for kind in ("meetings", "topics", "dialogues"):
        for form in ("csv", "xlsx", "json"):
            plan = tried(kind, body(client.get(f"/{kind}.{form}")), by=editor)
            assert not plan.unknown and set(states(plan)) == {"unchanged"}, (
                kind,
                form,
                [r.stored() for r in plan.results],
            )
