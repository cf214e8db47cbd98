"""Twenty questions that analysts, journalists, scholars and desk officers bring to the home page: each answered in two clicks.

A step is what a reader does on a page: click a link, unfold a heading, or type into the search box and press Enter.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# (who asks, the question, the steps from home, what the last page must say)
QUESTIONS = [
    ("analyst", "What became of my recommendations?",
     ["unfold:They come from", "link:Center for a New American Security \\("], "RAS21-0"),
    ("analyst", "Which recommendations were not taken up, and where?",
     ["link:All that were found silent"], "Silent at \\d+ of \\d+"),
    ("analyst", "Which has been silent longest?", [], "Silent longest"),
    ("analyst", "Where else was the topic raised?", ["link:^Raised elsewhere$"], "taken up|raised"),
    ("analyst", "What should I put before the next meeting of the Quad?",
     ["link:^Briefs$", "link:^Quad"], "Brief"),
    ("analyst", "How does one recommender's record look?",
     ["link:^CPTPP", "link:Center for Strategic"], "[Rr]ecommended"),
    ("journalist", "What was found at the latest meetings, and how much of them was read?", [], "read whole"),
    ("journalist", "What is new since last time at the Quad?",
     ["link:^Quad on one page$", "link:^Compare other meetings$"], "Not repeated|Kept"),
    ("journalist", "What did one side say and the other not?", ["link:^Divergence$"], "One side only"),
    ("journalist", "Do published claims hold?", ["link:^Claims checked$"], "[Cc]laim"),
    ("journalist", "What was announced and never reported?", ["link:^Planned and unreported$"], "[Aa]nnounce"),
    ("journalist", "May I reprint it, and who answers for it?", ["link:^About this site$"], "CC BY 4.0"),
    ("scholar", "How complete is this?", ["link:^Known gaps$"], "Record kept"),
    ("scholar", "How is it coded, and how well do the coders agree?", ["link:^Agreement$"], "alpha"),
    ("scholar", "When was Open RAN first raised, and in whose paper?", ["link:^Open RAN"], "White House|Japan"),
    ("scholar", "How do I cite one cell?", ["dot", "unfold:^Cite this$"], "BibTeX"),
    ("scholar", "Where is the data?", ["link:^Data and license$"], "CSV"),
    ("officer", "What happened in the last twelve months?",
     ["link:^Meetings$", "link:^Last twelve months$"], "result"),
    ("officer", "Who attended the latest assessed meeting?", ["link:Takaichi-Trump summit.*"], "Documents by side|Attended"),
    ("officer", "クアッド: what is on record of it?", ["search:クアッド", "link:^Quad: Quad"], "日米豪印"),
    ("officer", "Chips: where were they raised?", ["search:chips"], "Semiconductors"),
    ("officer", "How do two forums compare?", ["link:^Compare$"], "Compare"),
]  # fmt: skip


def step(page, what: str) -> None:
    """Do one step on the page."""
    kind, _, name = what.partition(":")
    main_first = page.get_by_role("link", name=re.compile(name))
    if kind == "link":
        inside = page.locator("main").get_by_role("link", name=re.compile(name))
        (inside if inside.count() else main_first).first.click()
    elif kind == "unfold":
        page.locator("main summary").filter(has_text=re.compile(name)).first.click()
    elif kind == "search":
        page.get_by_label("Search the record").fill(name)
        page.get_by_label("Search the record").press("Enter")
    else:
        page.locator("a.dot").first.click()


def test_each_is_answered_within_two_clicks_of_home(site, page):
    assert len(QUESTIONS) >= 20
    for who, question, steps, answer in QUESTIONS:
        assert len(steps) <= 2, question
        page.goto(site)
        for what in steps:
            step(page, what)
        expect(page.locator("main"), f"{who}: {question}").to_contain_text(re.compile(answer))
