"""The site's settings for the bare view; `bench.bare` takes the last middleware away."""

from agenda.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth does not start without
