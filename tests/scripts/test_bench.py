"""The timings can be taken: nothing here says how long anything may take."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.support.programs import unmeasured

ROOT = Path(settings.BASE_DIR)


def run(*command, **env):
    env = unmeasured("DATABASE_URL", "DJANGO_SETTINGS_MODULE") | env
    told = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env | {"PYTHONPATH": str(ROOT), "DEBUG": "off"}, capture_output=True, text=True,
        timeout=600,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_the_hot_paths_are_timed():
    said = run("scripts/bench.py")
    assert "passages:" in said and "matrix: 40 meetings" in said


def test_data_in_and_out_are_timed_and_a_database_in_use_is_left_alone(tmp_path):
    address = f"sqlite:///{tmp_path}/bench.sqlite3"
    said = run("scripts/bench_data.py", "--meetings", "4", DATABASE_URL=address)
    assert "import of 400 assessments: dry run" in said and "export of evidence.csv, 160 rows" in said
    again = subprocess.run(
        [sys.executable, "scripts/bench_data.py", "--meetings", "4"], cwd=ROOT, capture_output=True, text=True, timeout=600,
        env=unmeasured() | {"DATABASE_URL": address, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "agenda.settings"},
    )  # fmt: skip
    assert again.returncode != 0 and "in use" in again.stderr
