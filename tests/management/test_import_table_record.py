"""Tables and the record's own files, one after the other."""

from agenda.models import Finding
from tests.support.imports import csv_of
from tests.support.management import run
from tests.support.record import load_real_record


def test_what_a_table_decided_stands_when_the_record_is_loaded_again(record, capsys, tmp_path):
    silent = Finding.objects.published().filter(outcome="not_raised").values("meeting")
    finding = Finding.objects.published().filter(outcome="raised", meeting__in=silent).first()
    path = tmp_path / "a.csv"
    path.write_bytes(
        csv_of(("meeting", "topic", "outcome"), (finding.meeting.slug, finding.topic.code, "no"))
    )
    run(capsys, "assessments", path, "--publish", "--commit")
    results = load_real_record().results
    now = Finding.objects.current().get(meeting=finding.meeting, topic=finding.topic)
    assert now.outcome == "not_raised"
    (kept,) = (result.messages for result in results if result.state == "kept")
    assert kept == ["decided here by table-importer"]
