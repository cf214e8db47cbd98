"""`manage.py index_search`, for changes that leave no history."""

import re

import pytest
from django.core.management import call_command

from agenda.models import Topic
from agenda.search import find
from tests.support import factories as f


@pytest.mark.django_db
def test_the_index_is_written_anew(capsys):
    topic = f.topic("Fisheries")
    assert find("fisheries").total == 1
    Topic.objects.filter(pk=topic.pk).update(name="Aquaculture")
    assert find("aquaculture").total == 0
    call_command("index_search")
    assert find("aquaculture").total == 1 and find("fisheries").total == 0
    assert re.search(r"^1 rows? indexed", capsys.readouterr().out)
