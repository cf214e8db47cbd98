"""What we give out, judged by other people's programs: schemathesis and LibreOffice; frictionless has a file of its own."""

import os
import shutil

import pytest

from tests.support import factories as f
from tests.support.data import body
from tests.support.formulas import FORMULAS
from tests.support.programs import program, run

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing_in_the_api(live_server, tmp_path):
    forum = f.dialogue(slug="quad", short_name="Quad")
    meeting, topic = f.meeting(forum, slug="talk"), f.topic("Cables", code="cables")
    f.finding(meeting, topic)
    f.recommendation(topic, forum)
    command = [program("schemathesis"), "run", f"{live_server.url}/api/openapi.json", "--max-examples", "8", "--seed", "7",
               "--phases", "examples,fuzzing", "--suppress-health-check", "all", "--no-color",
               "--checks", CHECKS]  # fmt: skip
    told = run(command, cwd=tmp_path)
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]


def test_libreoffice_takes_no_cell_for_a_formula(db, client, tmp_path):
    soffice = os.environ.get("SOFFICE") or shutil.which("soffice")
    assert soffice, "This test needs LibreOffice: run `make test`, or put soffice on PATH."
    forum = f.dialogue(slug="ns")
    for payload in FORMULAS:
        f.meeting(forum, title="x", note=payload, place=payload[:100])
    for form in ("csv", "xlsx"):
        (tmp_path / f"meetings.{form}").write_bytes(body(client.get(f"/meetings.{form}")))
        # 44 is the comma, 34 the quotation mark, 76 UTF-8; "true" evaluates formulas, as a careless reader would
        reading = (
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
            if form == "csv"
            else "--nologo"
        )
        told = run([soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", reading, "--convert-to", "fods",
                    "--outdir", tmp_path / form, tmp_path / f"meetings.{form}"], cwd=tmp_path)  # fmt: skip
        (opened,) = (tmp_path / form).iterdir()
        said = opened.read_text(encoding="utf-8")
        assert "table:formula" not in said and "HYPERLINK" in said, told.stderr
