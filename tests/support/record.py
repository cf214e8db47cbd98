"""Loading the record that ships with the project."""

from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"


def load_real_record():
    from django.utils import timezone

    from agenda.intake.record.merge import load_record
    from agenda.intake.record.read import read_record
    from agenda.management.commands.load_record import record_account

    record = read_record(FIXTURES, today=timezone.now().date())
    assert not record.problems, record.problems
    return load_record(record, account=record_account())
