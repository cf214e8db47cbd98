"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from agenda.serving.starting import HOW, is_weak

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
if is_weak(
    settings.SECRET_KEY
):  # commands make one up, and tests and builds need none; a server signs sessions
    raise ImproperlyConfigured(f"SECRET_KEY can be guessed: make a random one with {HOW}.")
application = get_wsgi_application()
