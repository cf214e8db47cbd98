"""Terms are explained once on a page, where they stand first."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from agenda.templatetags.terms import TERMS
from tests.support import factories as f
from tests.support.pages import markup, text


def rendered(source: str, **context) -> str:
    return Template(source).render(Context({"request": RequestFactory().get("/x/?as_of=2022")} | context))


@pytest.mark.parametrize("key", TERMS)
def test_the_first_use_is_a_button_and_later_ones_are_words(key):
    word, meaning = TERMS[key]
    html = rendered(f'{{% term "{key}" %}}|{{% term "{key}" %}}|{{% term_notes %}}{{% term_notes %}}')
    first, later, notes = html.split("|")
    assert re.match(rf'<button type="button" class="term" popovertarget="term-{key}" title="', first)
    assert later == word and meaning.replace("“", "“") in notes
    assert f'id="term-{key}" class="term-note" popover' in notes


def test_without_a_request_a_term_is_a_word_and_nothing_is_noted():
    assert Template('{% term "n" %}{% term_notes %}').render(Context({})).strip() == "N"


def test_a_page_explains_what_it_uses_and_nothing_else(db, client):
    f.codebook()
    topic = f.topic("Cables", code="cables")
    assert "term-note" not in markup(client.get("/topics/cables/"))
    for day in range(1, 6):
        f.finding(f.meeting(on=f"2022-05-0{day}"), topic, "raised")
    page = client.get("/topics/cables/")
    html = markup(page)
    assert html.count('class="term"') == len(TERMS) == html.count('class="term-note"')
    for key in TERMS:
        assert html.count(f'popovertarget="term-{key}"') == html.count(f'id="term-{key}"') == 1
    assert (
        "5 raised, 0 partly, 0 not mentioned (N = 5 cells where absence could be shown). Strict rate 5/5"
        in text(page)
    )


def test_every_page_says_its_address_and_its_day_for_print(db, client):
    f.codebook()
    found = f.finding(f.meeting(on="2022-05-06"), f.topic(code="cables"))
    day = f"{found.decided_at:%-d %B %Y}"
    assert f'data-printed="http://testserver/topics/cables/ · record of {day}"' in markup(
        client.get("/topics/cables/")
    )
    asked = markup(client.get("/topics/cables/?as_of=2022-06-01"))
    assert 'data-printed="http://testserver/topics/cables/?as_of=2022-06-01 · as of 1 June 2022"' in asked
    assert 'data-printed="http://testserver/nothing/"' in markup(client.get("/nothing/"))
