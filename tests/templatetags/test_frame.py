"""What pages share is made once: it says the same as what is made each time, and nothing of one reader to another."""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from agenda.templatetags.frame import MAIN, kept


def rendered(text: str, **context) -> str:
    return Template(text).render(Context(context))


def test_a_kept_part_sees_its_values_alone():
    part = '{% kept "components/menu.html" %}'
    for name, _words in MAIN:
        assert "aria-current" not in rendered(part, chosen=name, request=RequestFactory().get("/"))
    assert rendered('{% kept "components/menu.html" chosen=here %}', here="topics").count("aria-current") == 1


@pytest.mark.parametrize("tag", ["en", "ja"])
def test_a_kept_part_is_in_the_language_of_its_reader(tag):
    with override(tag):
        menu = kept("components/menu.html", chosen="topics")
        assert menu == kept("components/menu.html", chosen="topics")
        for name, words in MAIN:
            assert f'href="{reverse(name)}"' in menu and gettext(words) in menu


@pytest.mark.parametrize("first", [mark_safe("<b>"), "<b>"])
def test_what_is_marked_as_safe_is_not_kept_for_what_is_not(first):
    for held in (first, mark_safe("<b>"), "<b>"):
        part = kept("components/reach.html", url="/", held=held, day=None)
        assert ("<b>" in part) is hasattr(held, "__html__")


def test_a_lazy_value_is_asked_anew_each_time():
    days = iter([date(2024, 1, 2), date(2024, 1, 3)])
    for said in ("2024-01-02", "2024-01-03"):
        assert said in kept("components/reach.html", day=SimpleLazyObject(lambda: next(days)))


@pytest.mark.parametrize("tag", ["en", "ja"])
@pytest.mark.parametrize(
    ("text", "name", "keys"),
    [
        ("{% url 'topics' %}", "topics", []),
        ("{% url 'admin:index' %}", "admin:index", []),
        ("{% url 'brief' one %}", "brief", ["us-japan"]),
        ("{% url 'finding-version' one two 3 %}", "finding-version", ["us-japan", "A1", 3]),
    ],
)
def test_paths_are_those_of_djangos_tag(text, name, keys, tag):
    known = dict(zip(("one", "two"), keys, strict=False))
    with override(tag):
        assert rendered(text, **known) == rendered(text, **known) == reverse(name, args=keys)


def test_paths_begin_with_the_script_name():
    assert rendered("{% url 'topics' %}") == "/topics/"
    set_script_prefix("/under/")
    try:
        assert rendered("{% url 'topics' %}") == "/under/topics/"
    finally:
        set_script_prefix("/")


def test_a_sentence_is_looked_up_in_each_language():
    template = Template('{% translate "Topics" %}{% translate said %}')
    for tag in ("en", "ja", "en"):
        with override(tag):
            twice = gettext("Topics") + gettext("Meetings")
            assert template.render(Context({"said": "Meetings"})) == twice
