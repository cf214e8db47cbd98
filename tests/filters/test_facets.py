"""A filter with very many choices lists the chosen ones and some others, and finds the rest by a part of their names."""

import pytest

from agenda.filters.facets import MANY, NAMED, SHOWN
from agenda.models import KeptCourse, Topic
from tests.support import factories as f

pytestmark = pytest.mark.django_db
TEN_THOUSAND = 10_000


@pytest.fixture
def many_topics():
    """Ten thousand topics; the first hundred are asked for, the first of them most often."""
    Topic.objects.bulk_create(
        Topic(code=f"t{n}", name=f"Subject {n:05}", definition="-", is_published=True)
        for n in range(TEN_THOUSAND)
    )
    dialogues = [f.dialogue() for _n in range(2)]
    first = Topic.objects.get(code="t0")
    f.recommendation(first, *dialogues)
    f.recommendation(first, *dialogues)
    for topic in Topic.objects.filter(code__in=[f"t{n}" for n in range(1, 100)]):
        f.recommendation(topic, dialogues[0])


def facet_of(client, address, name="topic"):
    (facet,) = [facet for facet in client.get(address).context["facets"] if facet.name == name]
    return facet


def test_few_choices_are_all_listed(client):
    for _n in range(MANY):
        f.topic()
    facet = facet_of(client, "/recommendations/")
    assert len(facet.options) == MANY and not facet.is_long and not facet.n_more
    f.topic()
    assert facet_of(client, "/recommendations/").is_long


def test_of_ten_thousand_those_that_show_most_are_listed(client, many_topics):
    facet = facet_of(client, "/recommendations/")
    counts = {o.value: o.count for o in facet.options}
    assert counts["t0"] == KeptCourse.objects.filter(topic__code="t0").count()
    assert len(facet.options) == SHOWN and facet.n_more == TEN_THOUSAND - SHOWN
    assert [o.label for o in facet.options] == sorted(o.label for o in facet.options)
    page = client.get("/recommendations/").content.decode()
    assert f"{TEN_THOUSAND - SHOWN} more are not listed" in page


def test_a_part_of_a_name_finds_choices_and_keeps_the_chosen_ones(client, many_topics):
    facet = facet_of(client, f"/recommendations/?topic=t0&topic{NAMED}=subject+09999")
    assert [(o.value, o.is_chosen) for o in facet.options] == [("t0", True), ("t9999", False)]
    assert facet.is_open and not facet.n_more
    page = client.get(f"/recommendations/?topic=t0&topic{NAMED}=subject+0999").content.decode()
    assert 'value="t0" checked' in page and 'value="subject 0999"' in page
    assert 'value="t9999"' in page and 'value="t1"' not in page


def test_more_names_than_are_listed_are_counted(client, many_topics):
    facet = facet_of(client, f"/recommendations/?topic{NAMED}=subject+0")
    assert len(facet.options) == SHOWN and facet.n_more == TEN_THOUSAND - SHOWN
    page = client.get(f"/recommendations/?topic{NAMED}=subject+0").content.decode()
    assert f"{TEN_THOUSAND - SHOWN} more names contain “subject 0”" in page


def test_a_part_that_no_name_has_is_said(client, many_topics):
    page = client.get(f"/recommendations/?topic=t3&topic{NAMED}=%3Cb%3Enone").content.decode()
    assert "No further name contains “&lt;b&gt;none”." in page and 'value="t3" checked' in page
    assert "\x00" not in client.get(f"/recommendations/?topic{NAMED}=%00").content.decode()


def test_names_are_found_in_any_language_and_whatever_the_case(client):
    for n in range(MANY + 1):
        f.topic(f"Topic {n:03}")
    f.topic("Semiconductors", code="chips", name_ja="半導体", translations={"de": {"name": "Halbleiter"}})
    for typed in ("SEMI", "半導", "halb"):
        assert [o.value for o in facet_of(client, f"/recommendations/?topic{NAMED}={typed}").options] == [
            "chips"
        ]
    assert facet_of(client, f"/recommendations/?topic{NAMED}=translations").finds_none


def test_what_is_typed_to_find_choices_is_no_filter(client, many_topics):
    every = client.get("/recommendations/").context["page"].paginator.count
    response = client.get(f"/recommendations/?topic{NAMED}=nothing")
    assert response.context["page"].paginator.count == every and not response.context["filterset"].chips()
    assert f"topic{NAMED}" not in response.context["query"]


def test_an_unknown_choice_of_very_many_is_named_beside_its_field(client, many_topics):
    page = client.get("/recommendations/?topic=t0&topic=bogus").content.decode()
    assert "“bogus” is not one of the choices; it was left out." in page and 'value="t0" checked' in page


def test_hidden_topics_are_not_found_by_a_part_of_their_names(client, many_topics):
    f.topic("Subject secret", is_published=False)
    assert facet_of(client, f"/recommendations/?topic{NAMED}=secret").finds_none
