"""A bare Django view that answers with bytes given beforehand: what the same answer costs when nothing is worked out.

It runs under the same worker as the site.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

ANSWERS = Path(os.environ["BENCH_ANSWERS"])


def bare(request, name):
    return HttpResponse(CONTENT[name])


CONTENT = {file.name: file.read_bytes() for file in ANSWERS.iterdir()}
urlpatterns = [path("<str:name>", bare)]
django.setup()
settings.MIDDLEWARE = []
application = WSGIHandler()
