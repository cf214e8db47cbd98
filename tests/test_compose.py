"""What docker-compose.yml gives its containers: no more than they need."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_more_rights_than_it_needs(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] and service["mem_limit"] and service["pids_limit"]
    assert all(re.search(r":size=\d+m", mount) for mount in service["tmpfs"]), "its /tmp is bounded"
    assert not {"privileged", "network_mode", "pid", "devices"} & set(service)
    if "image" in service:
        assert re.search(r":\d+\.\d+-|@sha256:", service["image"]), "an image is named to the version"


def test_only_the_proxy_is_reached_from_outside():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"proxy"}
    assert COMPOSE["networks"]["inside"]["internal"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["proxy"]


DEBIAN = {"bookworm": 15, "trixie": 17}
"""PostgreSQL's version in the releases of Debian that images are made from."""


def test_programs_that_make_back_ups_are_no_older_than_the_database():
    release = re.search(r"^FROM python:\S+-slim-(\w+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    database = re.search(r"^postgres:(\d+)\.", SERVICES["database"]["image"])
    assert release and database and DEBIAN[release[1]] >= int(database[1]), "pg_dump refuses a newer server"


def test_nobody_is_root_for_long():
    assert re.search(r"^USER agenda$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert SERVICES["proxy"]["user"] == "101:101"
    assert "SYS_ADMIN" not in SERVICES["database"]["cap_add"] and "cap_add" not in SERVICES["web"]


def test_a_profile_adds_a_replica_a_pooler_and_a_second_web_container():
    scaled = {name: service for name, service in SERVICES.items() if "profiles" in service}
    assert set(scaled) == {"web2", "replica", "pgbouncer"}
    assert all(service["profiles"] == ["scaled"] for service in scaled.values())
    assert SERVICES["web2"]["networks"]["inside"]["aliases"] == ["web"], "the proxy finds both by one name"
    same = {name: value for name, value in SERVICES["web2"].items() if name not in ("networks", "profiles")}
    assert same == {name: value for name, value in SERVICES["web"].items() if name != "networks"}
    assert SERVICES["proxy"]["depends_on"]["web2"]["required"] is False


def test_the_pooler_knows_primary_and_replica_by_their_names():
    settings = (ROOT / "deploy" / "pgbouncer" / "pgbouncer.ini").read_text()
    assert set(re.findall(r"host=(\w+)", settings)) == {"database", "replica"} <= set(SERVICES)
    assert SERVICES["migrate"]["environment"]["DATABASE_URL"].endswith("@database/agenda"), (
        "it goes to the primary itself"
    )
    assert "${DATABASE_HOST:-database}" in SERVICES["web"]["environment"]["DATABASE_URL"]
    told = (ROOT / "docs" / "scaling.md").read_text()
    for line in ("COMPOSE_PROFILES=scaled", "DATABASE_HOST=pgbouncer", "@pgbouncer/agenda_replica"):
        assert line in told
