"""What templates show of recommendations."""

from datetime import date

import pytest

from agenda.models import Actor, Recommendation
from agenda.templatetags.recommended import code_links, recommender_items

HOSTILE = '<b>"A & B"</b>'


def test_recommendations_are_linked_by_their_codes_and_escaped():
    row = Recommendation(code="r-1", recommender=Actor(name=HOSTILE), made_on=date(2024, 6, 1))
    row.made_on_precision = "month"
    assert code_links([row]) == (
        '<a href="/recommendations/r-1/" title="&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;, June 2024">r-1</a>'
    )
    assert code_links([row, row]).count("<a ") == 2 and code_links([]) == ""


@pytest.mark.parametrize(("query", "at"), [("", ""), ("&as_of=2024-01-01", "&amp;as_of=2024-01-01")])
def test_recommenders_are_items_that_lead_to_their_recommendations(query, at):
    found = recommender_items([(Actor(name=HOSTILE, slug="a-b"), 3)], query)
    assert found == (
        f'<li><a href="/recommendations/?recommender=a-b{at}">&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt; (3)</a></li>'
    )
