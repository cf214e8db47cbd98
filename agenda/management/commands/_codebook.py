"""The codebook's words for commands: from the database, or from the fixtures where it is still empty."""

import json

from django.conf import settings
from django.db import OperationalError, ProgrammingError

from agenda.models import Topic
from agenda.passages import Codebook


def codebook() -> Codebook:
    """Build the matcher from every topic on record, or from `fixtures/topics.json` before the first load."""
    try:
        rows = Topic.objects.words()
    except (OperationalError, ProgrammingError):  # not migrated yet
        rows = []
    if not rows:
        rows = json.loads((settings.BASE_DIR / "fixtures" / "topics.json").read_text(encoding="utf-8"))
    return Codebook.of(rows)
