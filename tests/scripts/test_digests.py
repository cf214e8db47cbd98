"""Digests are written behind the names of images, all of them or none. A program of ours stands in for Docker here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DOCKER = """#!/bin/sh
case "$*" in
    *"$UNKNOWN"*) echo "no such image" >&2; exit 1 ;;
    image*) echo "somewhere@sha256:$(printf '%s' "$5" | sha256sum | cut -d' ' -f1)" ;;
esac
"""


@pytest.fixture
def pinned(tmp_path):
    """A function that runs the program on a copy of the two files; gives back how it ended."""
    for name in ("docker-compose.yml", "Dockerfile"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "docker").write_text(DOCKER)
    (tmp_path / "docker").chmod(0o755)

    def run(unknown="nothing of the kind", path=f"{tmp_path}:{os.environ['PATH']}"):
        command = [sys.executable, str(ROOT / "scripts" / "digests.py"), str(tmp_path)]
        environment = os.environ | {"PATH": path, "UNKNOWN": unknown}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    return run


def test_every_image_is_held_to_its_digest_and_stays_so(pinned, tmp_path):
    assert pinned().returncode == 0
    services = yaml.safe_load((tmp_path / "docker-compose.yml").read_text())["services"]
    images = [service["image"] for service in services.values() if "image" in service]
    images += [
        line.split()[1] for line in (tmp_path / "Dockerfile").read_text().splitlines() if line[:5] == "FROM "
    ]
    assert len(images) >= 3 and all(image.count("@sha256:") == 1 for image in images)
    assert len({image.partition("@")[2] for image in images}) == len(images), "each has its own"
    before = (tmp_path / "docker-compose.yml").read_text()
    assert pinned().returncode == 0 and (tmp_path / "docker-compose.yml").read_text() == before


@pytest.mark.parametrize(
    "given, words",
    [({"unknown": "nginx"}, "cannot say what nginx"), ({"path": "/nowhere"}, "Docker is needed")],
)
def test_nothing_is_written_unless_all_are_known(pinned, tmp_path, given, words):
    done = pinned(**given)
    assert done.returncode == 1 and words in done.stderr and "othing was changed" in done.stderr
    for name in ("docker-compose.yml", "Dockerfile"):
        assert (tmp_path / name).read_text() == (ROOT / name).read_text()
