"""Say which pinned requirements have known weaknesses; exit code 1 when one has. `make audit OSV=all.zip` asks nobody.

    python scripts/audit.py all.zip

`all.zip` (or a directory of the same JSON files) is OSV's export for PyPI, which osv.dev offers for download.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.version import InvalidVersion, Version
from sbom import ROOT, pins

FILES = ("requirements.txt", "requirements-dev.txt")


def advisories(source: Path) -> Iterator[dict]:
    """Every advisory of the export; withdrawn ones apart."""
    if source.is_dir():
        texts = (path.read_bytes() for path in sorted(source.glob("*.json")))
    else:
        archive = zipfile.ZipFile(source)
        texts = (archive.read(name) for name in archive.namelist() if name.endswith(".json"))
    for text in texts:
        advisory = json.loads(text)
        if not advisory.get("withdrawn"):
            yield advisory


def is_hit(affected: dict, version: str) -> bool:
    """Is the version among those that an advisory names, or in one of its ranges?"""
    if version in affected.get("versions", ()):
        return True
    ranges = [found for found in affected.get("ranges", ()) if found.get("type") == "ECOSYSTEM"]
    return any(_is_within(found["events"], Version(version)) for found in ranges)


def _is_within(events: list[dict], version: Version) -> bool:
    is_in = False
    for event in events:
        ((kind, value),) = list(event.items())[:1]
        try:
            at = Version("0" if value == "0" else value)
        except InvalidVersion:
            continue
        if kind == "introduced" and version >= at:
            is_in = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            is_in = False
    return is_in


def main(source: Path) -> int:
    installed = {name: version for file in FILES for name, version, _digests in pins(ROOT / file)}
    found, seen = [], 0
    for advisory in advisories(source):
        seen += 1
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = package.get("name", "").lower().replace("_", "-").replace(".", "-")
            if package.get("ecosystem") == "PyPI" and name in installed and is_hit(affected, installed[name]):
                found.append(
                    f"{name} {installed[name]}: {advisory['id']} {advisory.get('summary', '')}".strip()
                )
    print("\n".join(sorted(set(found))))
    print(f"{len(installed)} requirements against {seen} advisories: {len(set(found))} known weaknesses.")
    return 1 if found or not seen else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
