"""Print what an installation is made of, as CycloneDX 1.6 JSON: `make sbom`.

    python scripts/sbom.py [requirements.txt]

Made of the pinned requirements alone, so that it is the same on every machine: names, versions, the checksums that pip asks for.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def pins(requirements: Path) -> list[tuple[str, str, list[str]]]:
    """(name, version, SHA-256 of each file it may be) of every pinned requirement."""
    found: list[tuple[str, str, list[str]]] = []
    for line in requirements.read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            found.append((pin[1].lower().replace("_", "-"), pin[2], []))
        found[-1][2].extend(HASH.findall(line)) if found else None
    return found


def sbom(requirements: Path) -> dict:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{version}",
                "purl": f"pkg:pypi/{name}@{version}",
                "name": name,
                "version": version,
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(set(digests))],
            }
            for name, version, digests in pins(requirements)
        ],
    }


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "requirements.txt"
    print(json.dumps(sbom(chosen), indent=1))
