"""The site's settings without its middleware: what stands behind the bare view."""

from agenda.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
MIDDLEWARE: list[str] = []
