"""The bill of materials and the look for known weaknesses, both made of the pins alone."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(name, *arguments):
    command = [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_the_bill_of_materials_holds_every_pin():
    made = json.loads(run("sbom.py").stdout)
    pinned = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line]
    assert made["bomFormat"] == "CycloneDX" and len(made["components"]) == len(pinned)
    assert all(part["hashes"] and part["purl"].startswith("pkg:pypi/") for part in made["components"])


def advisory(name, **affected):
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": f"OSV-{name}", "summary": "A weakness", "affected": [{"package": package} | affected]}


def events(*pairs):
    return {"ranges": [{"type": "ECOSYSTEM", "events": [dict([pair]) for pair in pairs]}]}


@pytest.mark.parametrize(
    "found, weak",
    [
        (advisory("Django", **events(("introduced", "0"), ("fixed", "999"))), True),
        (advisory("Django", **events(("introduced", "0"), ("fixed", "1.0"))), False),
        (advisory("django", **events(("introduced", "0"), ("last_affected", "999"))), True),
        (advisory("django", **events(("introduced", "0"), ("fixed", "1"), ("introduced", "2"))), True),
        (advisory("django", **events(("introduced", "999"))), False),
        (advisory("django", versions=["1.0"]), False),
        (advisory("nobody-has-this", **events(("introduced", "0"))), False),
        (advisory("django", **events(("introduced", "0"))) | {"withdrawn": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_an_export_of_advisories_is_asked_without_a_network(tmp_path, found, weak):
    other = advisory("something-else", **events(("introduced", "0")))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.json", json.dumps(found))
        archive.writestr("b.json", json.dumps(other))
    told = run("audit.py", tmp_path / "all.zip")
    assert (told.returncode == 1) is weak and ("OSV-" in told.stdout) is weak, told.stdout + told.stderr


def test_an_empty_export_is_no_good_news(tmp_path):
    assert run("audit.py", tmp_path).returncode == 1
