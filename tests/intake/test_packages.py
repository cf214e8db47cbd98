"""What is let out comes in again the same: releases, calendars, events and tables of records nobody would think of."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from agenda.actions import publish
from agenda.characters import with_blanks
from agenda.intake.files.packages import package_sheets
from agenda.intake.files.sheets import FileRefused
from agenda.models import (
    Actor,
    Assessment,
    Body,
    CodebookVersion,
    Dialogue,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from tests.support import factories as f
from tests.support.data import body
from tests.support.imports import brought, messages, states, tried
from tests.support.packages import FOREIGN, released

pytestmark = pytest.mark.usefixtures("read_here")


def tables(release: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((release / "data").iterdir())}


def emptied():
    """Take the whole record away, append-only or not."""
    for model in (Topic, Actor, Dialogue):
        model.objects.update(parent=None)
    for model in (Evidence, Examination, Finding, Assessment, Recommendation, Body, Document, Meeting, Dialogue, Topic, Actor,
                  CodebookVersion):  # fmt: skip
        rows = model._base_manager.all()
        rows._raw_delete(rows.db) if model in (Evidence, Examination, Finding, Assessment) else rows.delete()


# Without shrinking: every example builds a record twice, and a failure says enough as it is.
TRIES = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}
# Signs that have broken programs before, and everything else that UTF-8 can hold.
signs = st.characters(codec="utf-8", exclude_categories=("Cs",)).filter(
    lambda sign: with_blanks(sign) == sign
)
"""What the record can hold: other signs become blanks when they come in."""
texts = st.one_of(
    st.text(signs, max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "'",
            "''x",
            '"',
            "a,b",
            "a;b",
            "a\nb",
            "a\r\nb",
            " a ",
            "[x]",
            "{",
            "日本 | 語",
            "-",
            "\ufeffx",
            "x\u2028y",
        ]
    ),
)
texts = texts.filter(lambda text: not text or text.strip())  # blanks alone are no text, here as in every form
filled = texts.filter(bool)
listed = st.lists(filled, max_size=3)
dates = st.sampled_from(["2021", "2021-02", "2021-02-28", "1999-12-31"])


@st.composite
def records(draw):
    """Values for a small record: what varies is what people type."""
    is_whole = draw(st.booleans())
    absent = "not_raised" if is_whole else "not_determinable"
    return {
        "actor": {"name": draw(filled), "name_ja": draw(texts)},
        "dialogue": {"name": draw(filled), "other_names": draw(listed), "note": draw(texts)},
        "topics": [
            {
                "name": draw(filled),
                "definition": draw(filled),
                "aliases": draw(listed),
                "includes": draw(texts),
            }
            for _ in "ab"
        ],
        "meeting": {"title": draw(filled), "place": draw(texts), "note": draw(texts), "on": draw(dates)},
        "document": {
            "title": draw(filled),
            "summary": draw(texts),
            "completeness": "full" if is_whole else "part",
        },
        "recommendation": {
            "summary": draw(filled),
            "locator": draw(texts),
            "made_on_note": draw(texts),
            "on": draw(dates),
        },
        "evidence": {"summary": draw(texts), "paragraph": draw(st.integers(1, 9))},
        "reason": draw(texts),
        "outcomes": [draw(st.sampled_from(["raised", "partly_raised", absent])) for _ in "ab"],
    }


def build(values) -> None:
    f.codebook()
    state = f.actor(slug="state", **values["actor"])
    f.actor(slug="office", kind="office", parent=state)
    forum = f.dialogue(slug="forum", **values["dialogue"])
    forum.members.add(state)
    on = values["meeting"].pop("on")
    meeting = f.meeting(forum, on, slug="talk", **values["meeting"])
    paper = f.document(meeting, state, slug="paper", **values["document"])
    paper.issuers.set([state])
    reviewer = f.user("Reviewer", "Analyst")
    for code, row, outcome in zip("ab", values["topics"], values["outcomes"], strict=True):
        topic = f.topic(code=code, **row)
        made = f.assessment(meeting, topic, outcome, documents=[paper], by=reviewer, **(
            values["evidence"] if "raised" in outcome and outcome != "not_raised" else {}))  # fmt: skip
        publish(made, by=reviewer, reason=values["reason"])
    Topic.objects.filter(code="a").update(parent=Topic.objects.get(code="b"))
    on = values["recommendation"].pop("on")
    essay = f.document(publisher=state, slug="essay", kind="article", is_official=False)
    f.recommendation(
        topic, forum, on=on, code="R-1", recommender=state, document=essay, **values["recommendation"]
    )


@hypothesis_settings(max_examples=25, **TRIES)
@given(values=records())
def test_a_release_of_any_record_comes_in_again_and_goes_out_the_same(db, tmp_path_factory, values):
    emptied()
    build(values)
    first = released(tmp_path_factory.mktemp("out"))
    editor = f.user("Editor", "Analyst", "Reviewer")
    package = (first / "package.zip").read_bytes()
    plan = tried("package", package, by=editor)
    assert set(states(plan)) == {"unchanged"}, [r.stored() for r in plan.results if r.state != "unchanged"]
    emptied()
    brought("package", package, by=editor)
    again = released(tmp_path_factory.mktemp("out"))
    assert tables(again) == tables(first)
    call_command("check_record", stdout=io.StringIO())


CLEAN = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
).filter(str.strip)


@hypothesis_settings(max_examples=15, **TRIES)
@given(values=records(), form=st.sampled_from(["csv", "xlsx", "json"]), data=st.data())
def test_every_list_in_every_form_comes_in_again_and_goes_out_the_same(db, client, values, form, data):
    if form == "xlsx":  # no Excel file can hold control characters or tell line ends apart
        values["meeting"] |= {"title": data.draw(CLEAN), "place": data.draw(CLEAN), "note": data.draw(CLEAN)}
        values["dialogue"] |= {
            "name": data.draw(CLEAN),
            "note": data.draw(CLEAN),
            "other_names": data.draw(st.lists(CLEAN)),
        }
        values["topics"] = [
            {"name": data.draw(CLEAN), "definition": data.draw(CLEAN), "aliases": []} for _ in "ab"
        ]
        values["document"] |= {"title": data.draw(CLEAN), "summary": data.draw(CLEAN)}
        values["actor"] = {"name": data.draw(CLEAN), "name_ja": data.draw(CLEAN)}
        values["recommendation"] = {"summary": data.draw(CLEAN), "on": "2021", "locator": data.draw(CLEAN)}
    emptied()
    build(values)
    kinds = ("actors", "dialogues", "topics", "meetings", "documents", "recommendations")
    editor = f.user("Editor", "Analyst", "Reviewer")
    out = {kind: body(client.get(f"/{kind}.{form}")) for kind in kinds}
    for kind in kinds:
        plan = tried(kind, out[kind], by=editor)
        assert set(states(plan)) == {"unchanged"}, (kind, out[kind], [r.stored() for r in plan.results])
    emptied()
    for kind in kinds:
        brought(kind, out[kind], by=editor, publish=True)
    for kind in ("actors", "dialogues", "meetings", "documents"):
        assert body(client.get(f"/{kind}.csv")) == (
            out[kind] if form == "csv" else body(client.get(f"/{kind}.csv"))
        )
        if form == "json":
            assert json.loads(body(client.get(f"/{kind}.json"))) == json.loads(out[kind])


@pytest.fixture
def told(db):
    f.codebook()
    forum = f.dialogue(slug="ns", short_name="NS")
    made = [
        f.meeting(
            forum,
            "2022-05-06",
            slug="day",
            title="Day: of (it)",
            place="Oslo, “Hall”",
            note="Said\nso, \\n; ok.",
        ),
        f.meeting(forum, "2022-02", slug="month", format="hybrid", level="working"),
        f.meeting(forum, "2021", slug="year"),
        f.meeting(forum, "2027-03", slug="later", status="scheduled"),
        f.meeting(forum, "2027-04-01", slug="off", status="cancelled"),
        f.meeting(forum, "2027-05-01", slug="put-off", status="postponed"),
    ]
    return forum, made


def without_meetings():
    rows = {
        m.slug: (m.title, m.held, m.place, m.format, m.level, m.status, m.note) for m in Meeting.objects.all()
    }
    Meeting.objects.all().delete()
    return rows


@pytest.mark.parametrize("form", ["ics", "ocd"])
def test_meetings_go_out_as_calendar_and_events_and_come_in_again(told, editor, client, tmp_path, form):
    content = (
        client.get("/calendar.ics").content
        if form == "ics"
        else (released(tmp_path) / "events.json").read_bytes()
    )
    plan = tried("meetings", content, by=editor)
    assert set(states(plan)) == {"unchanged"}, [result.stored() for result in plan.results]
    before = without_meetings()
    brought("meetings", content, by=editor)
    assert without_meetings() == before


def test_other_peoples_calendars_need_a_forum_and_repeating_events_are_refused(told, editor):
    plan = tried("meetings", FOREIGN.encode(), by=editor, fixed={"dialogue": "NS", "format": "in_person"})
    assert sorted(states(plan)) == ["created", "refused"] and "repeats" in messages(plan)
    one = FOREIGN.replace("RRULE:FREQ=WEEKLY\n", "")
    assert "Forum + Date of the meeting" in messages(tried("meetings", one.encode(), by=editor))
    brought("meetings", one.encode(), by=editor, fixed={"dialogue": "NS", "format": "in_person"})
    made = Meeting.objects.get(slug="ns-2023-05-06")
    assert (made.title, made.place, made.status) == (
        "Ministers meet",
        "Tokyo",
        "held",
    ) and not made.is_published


def test_a_broken_event_is_refused_and_the_others_are_read(told, editor):
    broken = FOREIGN.replace("DTSTART;VALUE=DATE:20230507\nRRULE:FREQ=WEEKLY", "DTSTART:")
    plan = tried("meetings", broken.encode(), by=editor, fixed={"dialogue": "NS", "format": "in_person"})
    assert sorted(states(plan)) == ["created", "refused"] and "The event cannot be read" in messages(plan)


def repacked(package: bytes, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
    return out.getvalue()


def test_packages_that_do_not_hold_together_are_refused(told, editor, tmp_path):
    package = (released(tmp_path) / "package.zip").read_bytes()
    cases = {
        "fingerprint differs": lambda name, data: data + b"x,y\r\n" if name == "data/meetings.csv" else data,
        "is not in the archive": lambda name, data: None if name == "data/topics.csv" else data,
        "no datapackage.json": lambda name, data: None if name == "datapackage.json" else data,
        "cannot be read": lambda name, data: b"{}" if name == "datapackage.json" else data,
        "none of our tables": lambda name, data: b'{"resources": []}' if name == "datapackage.json" else data,
    }
    for said, change in cases.items():
        with pytest.raises(FileRefused, match=said):
            tried("package", repacked(package, change), by=editor)
    for content in (b"slug,title\n", b"PK\x03\x04 no zip"):
        with pytest.raises(FileRefused):
            tried("package", content, by=editor)
    with pytest.raises(FileRefused, match="has the tables"):
        tried(
            "topics",
            repacked(package, lambda n, d: d.replace(b'"name": "topics"', b'"name": "themes"')),
            by=editor,
        )
    assert len(package_sheets(package)["meetings"].rows) == 6
    assert states(tried("meetings", package, by=editor)) == ["unchanged"] * 6


def test_rows_of_a_package_that_do_not_hold_together_are_refused_one_by_one(told, editor, tmp_path):
    _forum, (meeting, *_others) = told
    paper = f.document(meeting, slug="paper")
    f.finding(meeting, f.topic("Cables", code="cables"), "raised", documents=[paper])
    package = (released(tmp_path) / "package.zip").read_bytes()

    def spoil(table, was, now):
        def change(name, data):
            if name == "datapackage.json":
                said = json.loads(data)
                for resource in said["resources"]:
                    del resource["hash"]
                return json.dumps(said)
            return data.replace(was, now) if name == f"data/{table}.csv" else data

        return tried("package", repacked(package, change), by=editor)

    emptied()
    for table, was, now, said in (
        ("documents", b"readout", b"leaflet", "not one of"), ("evidence", b"paper", b"nix", "not in the package"),
        ("examinations", b"cables", b"nix", "not in the package"), ("evidence", b"full", b"half", "none of their values"),
        ("findings", b"single_coder", b"guess", "“guess” is none of its values"), ("findings", b"day", b"nix", "there is no “nix”"),  # noqa: E501
        ("findings", b"Z,", b"Y,", "decided_at is no moment"), ("meetings", b",ns,", b",nix,", "no dialogue “nix”"),
    ):  # fmt: skip
        plan = spoil(table, was, now)
        assert plan.counts["refused"] and said in messages(plan), (table, messages(plan))


def test_the_real_record_leaves_and_comes_back(record, editor, tmp_path):
    first = released(tmp_path / "a")
    package = (first / "package.zip").read_bytes()
    plan = tried("package", package, by=editor)
    assert set(states(plan)) == {"unchanged"} and len(plan.results) > 1_500
    assert (Path(settings.BASE_DIR) / "fixtures").exists()
