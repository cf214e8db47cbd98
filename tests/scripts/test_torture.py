"""The quick form of `make torture`: writers die, PostgreSQL dies, the disk fills; nothing acknowledged is lost or half."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.support.programs import unmeasured

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.django_db
def test_nothing_acknowledged_is_lost():
    vendor = "sqlite" if connection.vendor == "sqlite" else "postgres"
    quick = "--kills 9 --imports 1 --server-kills 1 --cuts 2 --fills 1 --within 120"
    command = [sys.executable, "scripts/torture.py", vendor, *quick.split()]
    environment = unmeasured("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    stages = re.findall(
        r"acknowledged (\d+) drafts, (\d+) findings, (\d+) imports; lost 0, half 0", done.stdout
    )
    could_fill = "a full disk was not tried" not in done.stdout
    assert len(stages) == (3 if vendor == "sqlite" else 4) + could_fill
    assert all(int(number) > 0 for number in stages[-1]), "something was acknowledged of each kind"
