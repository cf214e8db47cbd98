# ruff: noqa: E501  strategies are read as tables
"""Whatever is brought in, it is taken or refused in words: never a traceback."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from agenda.intake.files.sheets import FileRefused
from agenda.intake.plan.plan import STATES
from agenda.models import Import
from tests.support import factories as f
from tests.support.imports import brought, csv_of, read_here, states, tried, xlsx_of
from tests.support.packages import FOREIGN, released

TRIES = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}
ROWS = (
    ("slug", "dialogue", "held_on", "format", "topic", "outcome"),
    ("m", "ns", "2022", "phone", "cables", "Y ¶1"),
)
TEXTS = {
    "csv": csv_of(*ROWS),
    "json": json.dumps([dict(zip(ROWS[0], ROWS[1], strict=True))]).encode(),
    "ics": FOREIGN.encode(),
    "xlsx": xlsx_of(*ROWS),
}


@pytest.fixture
def record(db, monkeypatch):
    read_here(monkeypatch)
    f.codebook()
    forum = f.dialogue(slug="ns", short_name="NS")
    meeting = f.meeting(forum, "2022-05-06", slug="talk", title="Talk")
    paper = f.document(meeting, slug="paper")
    f.finding(meeting, f.topic("Cables", code="cables"), documents=[paper])
    return f.user("Editor", "Analyst", "Reviewer")


def taken_or_refused(kind, content, by, **choices):
    try:
        plan = tried(kind, content, by=by, **choices)
    except FileRefused as error:
        assert len(str(error)) > 10
        return
    assert all(result.state in STATES for result in plan.results)
    assert all(result.messages for result in plan.results if result.state == "refused")
    if plan.results and not plan.obstacles:
        with transaction.atomic():  # what is not refused can be written, and then changes nothing more
            brought(kind, content, by=by, **choices)
            assert set(states(tried(kind, content, by=by, **choices))) <= {"unchanged", "left_out"}
            call_command("check_record", stdout=io.StringIO())
            transaction.set_rollback(True)
    assert len(plan.digest()) == 64 and json.dumps(
        [result.stored() for result in plan.results], ensure_ascii=False
    )


@settings(max_examples=150, **TRIES)
@given(
    form=st.sampled_from(sorted(TEXTS)),
    kind=st.sampled_from(Import.Kind.values),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 12)), max_size=4),
)
def test_spoiled_files(record, form, kind, cuts):
    content = TEXTS[form]
    for where, new, gone in cuts:
        place = int(where * len(content))
        content = content[:place] + new + content[place + gone :]
    taken_or_refused(kind, content, record)


ODD = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", " ", "12/11/2024", "0000", "9999-99-99", "=1", "[", "[1]", '["a"]', "Y ¶0", "x" * 400, "ns", "talk", "cables",
                     "paper", "Y", "raised", "full", "true", "１２", "²", "1" * 30, "99999999999", "2024-01-01", "2024-01-01T00:00:00Z", "a;b", "-1", "\u202e", "ı"]),
)  # fmt: skip
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), ODD),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["document", "paragraph", "x"]), inner)
    ),
    max_leaves=4,
)


@settings(max_examples=120, **TRIES)
@given(
    kind=st.sampled_from([kind for kind in Import.Kind.values if kind != Import.Kind.PACKAGE]),
    data=st.data(),
    is_json=st.booleans(),
    publish=st.booleans(),
    erase=st.booleans(),
)
def test_odd_values_in_every_column(record, kind, data, is_json, publish, erase):
    from agenda.intake.match.fields import names_of

    names = data.draw(st.lists(st.sampled_from(names_of(kind)), min_size=2, max_size=9, unique=True))
    rows = data.draw(
        st.lists(
            st.lists(JSON if is_json else ODD, min_size=len(names), max_size=len(names)),
            min_size=1,
            max_size=3,
        )
    )
    if is_json:
        content = json.dumps([dict(zip(names, row, strict=True)) for row in rows]).encode()
    else:
        content = xlsx_like(names, rows)
    taken_or_refused(
        kind,
        content,
        record,
        publish=publish,
        erase=erase,
        fixed={data.draw(st.sampled_from(names)): data.draw(ODD)},
    )


@pytest.fixture
def package(record, tmp_path) -> bytes:
    """The record as a package that was released."""
    return (released(tmp_path) / "package.zip").read_bytes()


def xlsx_like(names, rows) -> bytes:
    quoted = [
        "\t".join('"' + cell.replace('"', '""').replace("\x00", "") + '"' for cell in row)
        for row in [names, *rows]
    ]
    return "\n".join(quoted).encode("utf-8", "replace")


@settings(max_examples=60, **TRIES)
@given(table=st.sampled_from(["findings", "evidence", "examinations", "meetings", "documents"]), cells=st.lists(ODD, min_size=1, max_size=4),
       where=st.integers(0, 200))  # fmt: skip
@example(table="findings", cells=["²"], where=11)
def test_spoiled_packages(record, package, table, cells, where):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            text = old.read(info).decode()
            if info.filename == "datapackage.json":
                said = json.loads(text)
                for resource in said["resources"]:
                    resource.pop("hash")
                text = json.dumps(said)
            elif info.filename == f"data/{table}.csv":
                head, *lines = text.split("\r\n")
                row = lines[0].split(",")
                for number, cell in enumerate(cells):
                    row[(where + number) % len(row)] = cell.replace('"', "").replace("\x00", "")
                text = "\r\n".join([head, ",".join(row), *lines[1:]])
            new.writestr(info.filename, text.encode("utf-8", "replace"))
    taken_or_refused("package", out.getvalue(), record)


@settings(max_examples=60, **TRIES)
@given(
    head=ODD,
    rows=st.lists(st.tuples(ODD, ODD, ODD), min_size=1, max_size=3),
    publish=st.booleans(),
    order=st.sampled_from(["", "dmy"]),
)
def test_odd_wide_sheets(record, head, rows, publish, order):
    names = ["topic", "talk", head]
    taken_or_refused(
        "assessments",
        xlsx_like(names, rows),
        record,
        publish=publish,
        order=order,
        layout="wide",
        columns={head: "-"},
    )
