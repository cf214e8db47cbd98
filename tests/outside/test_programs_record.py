"""A release of the real record, judged by frictionless."""

import json

from agenda.exports.release import write_release
from tests.support.programs import program, run


def test_frictionless_finds_a_release_of_the_real_record_valid(record, tmp_path):
    made = write_release(tmp_path, "https://agenda.example.org/")
    for package in ("datapackage.json", "package.zip"):
        told = run([program("frictionless"), "validate", package, "--json"], cwd=made.directory)
        report = json.loads(told.stdout)
        errors = [error for task in report["tasks"] for error in task["errors"]]
        assert report["valid"] and report["stats"]["tasks"] == len(made.counts) and not errors, errors[:3]


def test_frictionless_would_have_noticed(record, tmp_path):
    made = write_release(tmp_path, "https://agenda.example.org/")
    path = made.directory / "data" / "meetings.csv"
    path.write_text(path.read_text().replace(",quad,", ",quat,", 1))
    told = run([program("frictionless"), "validate", "datapackage.json", "--json"], cwd=made.directory)
    assert not json.loads(told.stdout)["valid"]
