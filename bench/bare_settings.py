"""The site's settings without its middleware: what stands behind the bare view."""

from agenda.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("allauth")]  # noqa: F405  it does not start without its own
MIDDLEWARE: list[str] = []
