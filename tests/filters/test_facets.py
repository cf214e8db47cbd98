"""A filter with very many choices lists those that show most, and says how many it does not list."""

from agenda.filters.facets import MOST, Facet, Option


def options(n, count=lambda place: place, chosen=()):
    return [Option(f"o{place}", f"Option {place}", count(place), f"o{place}" in chosen) for place in range(n)]


def test_few_choices_are_all_listed():
    facet = Facet("topic", "Topic", options(MOST))
    assert len(facet.shown) + len(facet.folded) == MOST and not facet.unlisted


def test_of_ten_thousand_those_that_show_most_are_listed_and_the_chosen_ones():
    facet = Facet("topic", "Topic", options(10_000, chosen=["o3"]))
    values = [option.value for option in facet.shown]
    assert "o3" in values and "o9999" in values and "o4" not in values
    assert values == sorted(values, key=lambda value: int(value[1:])), "in the order of the choices"
    assert facet.unlisted == 10_000 - len(facet.shown) - len(facet.folded) > 9_000


def test_a_long_list_says_what_it_leaves_out(client, db):
    from tests.support import factories as f

    for _n in range(MOST + 5):
        f.recommendation(f.topic(), f.dialogue())
    page = client.get("/recommendations/").content.decode()
    assert "5 more choices are not listed" in page
