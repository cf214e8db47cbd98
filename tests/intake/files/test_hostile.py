"""Whatever a file asks for, it is answered in words, by a process that may not have much."""

import pytest

from agenda.intake.files import apart
from agenda.intake.files.sheets import FileRefused, ReadingOptions
from agenda.intake.files.texts import TextRefused
from tests.support import hostile_tables, hostile_texts


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    """What never ends is ended sooner than in real life."""
    monkeypatch.setattr(apart, "SECONDS", 1)


@pytest.mark.parametrize("what", hostile_texts.TEXTS)
def test_what_is_no_text_is_refused_in_words(what):
    make, said = hostile_texts.TEXTS[what]
    with pytest.raises(TextRefused, match=said):
        apart.text_of_file(make())


@pytest.mark.parametrize("what", hostile_tables.TABLES)
def test_what_is_no_table_is_refused_in_words(what):
    make, said = hostile_tables.TABLES[what]
    with pytest.raises(FileRefused, match=said):
        apart.table_of_file("file", make(), "meetings", ReadingOptions())
