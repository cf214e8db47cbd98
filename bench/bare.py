"""A bare Django view that answers with bytes given beforehand: what the same answer costs when nothing is worked out."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ANSWERS = Path(os.environ["BENCH_ANSWERS"])


def bare(request, name):
    return HttpResponse(CONTENT[name])


CONTENT = {file.name: file.read_bytes() for file in ANSWERS.iterdir()}
urlpatterns = [path("<str:name>", bare)]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    USE_TZ=True,
    LOGGING_CONFIG=None,
)
django.setup()
application = get_wsgi_application()
