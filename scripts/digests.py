"""Hold the images that containers are made from to what they are now: write their digests behind their names (`make digests`).

Docker fetches each image that docker-compose.yml and the Dockerfile name, and says its digest; both files then name it. Run
again, it renews them. Nothing is written unless every digest is known.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("docker-compose.yml", "Dockerfile")
IMAGE = re.compile(r"^(\s*image: |FROM )([\w./-]+:[\w.-]+)(@sha256:[0-9a-f]{64})?", re.MULTILINE)


def digest_of(image: str) -> str:
    """ "sha256:…" of the image of that name; ends the program in words where Docker cannot say."""
    for command in (
        ["pull", "--quiet", image],
        ["image", "inspect", "--format", '{{join .RepoDigests " "}}', image],
    ):
        try:
            done = subprocess.run(["docker", *command], capture_output=True, text=True, check=False)
        except OSError:
            sys.exit("Docker is needed to ask for digests. Nothing was changed.")
        if done.returncode:
            sys.exit(f"Docker cannot say what {image} is; nothing was changed: {done.stderr.strip()}")
    found = re.search(r"@(sha256:[0-9a-f]{64})", done.stdout)
    return found[1] if found else sys.exit(f"Docker knows no digest of {image}; nothing was changed.")


def main(root: Path) -> None:
    texts = {name: (root / name).read_text(encoding="utf-8") for name in FILES}
    images = {match[2] for text in texts.values() for match in IMAGE.finditer(text)}
    digests = {image: digest_of(image) for image in sorted(images)}
    for name, text in texts.items():
        pinned = IMAGE.sub(lambda match: f"{match[1]}{match[2]}@{digests[match[2]]}", text)
        (root / name).write_text(pinned, encoding="utf-8")
    for image, digest in digests.items():
        print(f"{image}  {digest}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT)
