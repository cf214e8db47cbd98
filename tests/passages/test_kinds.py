"""Kinds of sentences that words alone read wrongly, with the codebook that ships. Every sentence is invented."""

import json

import pytest
from django.conf import settings

from agenda.passages import Codebook, Entry, suggest


@pytest.fixture(scope="module")
def shipped():
    return Codebook.of(
        json.loads((settings.BASE_DIR / "fixtures" / "topics.json").read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    "text, topic",
    [
        ("They want shared yardsticks: common standards for trustworthy AI.", "tech-standards"),
        ("They will lower barriers to the export of computing gear.", "export-controls"),
        ("They talked about energy security and technology.", "critical-emerging-tech"),
        ("They talked about trade, technology, and energy.", "critical-emerging-tech"),
        ("Port sales will be reviewed where security is at stake.", "investment-screening"),
        ("They discussed vetting foreign takeovers for security risks.", "investment-screening"),
        ("Firms must not be made to hand over technology as a condition of entry.", "forced-tech-transfer"),
        ("They will make their economies more resilient to shocks.", "economic-security"),
        ("They will share satellite data with island states.", "cross-border-data"),
        ("Trade must not be used as a weapon.", "economic-coercion"),
        ("Open RAN was named among the technologies.", "telecom-5g"),
        ("They will rely on trusted vendors for 5G.", "telecom-5g"),
    ],
)
def test_paraphrases_and_common_nouns_are_found(shipped, text, topic):
    assert topic in suggest(text, shipped)


@pytest.mark.parametrize(
    "text, topic",
    [
        ("They will fly fifth generation fighters.", "telecom-5g"),
        ("The deterrence of economic coercion needs tools.", "defense-cooperation"),
        ("Trusted vendors will lay the undersea cables.", "telecom-5g"),
        ("Trusted vendors will lay the undersea cables.", "open-ran"),
        ("They discussed sanctions on North Korea.", "russia-sanctions"),
        ("They promised energy security cooperation.", "defense-cooperation"),
        ("They spoke of resilience in the digital economy.", "economic-security"),
        ("Science and technology cooperation goes on.", "critical-emerging-tech"),
        ("AI was not discussed.", "artificial-intelligence"),
        ("They did not discuss quantum computing, but AI was welcomed.", "quantum"),
        ("QUESTION: Did you speak of semiconductors?", "semiconductors"),
    ],
)
def test_words_in_another_sense_are_not(shipped, text, topic):
    assert topic not in suggest(text, shipped)


def test_what_stands_after_the_turn_of_a_sentence_is_spoken_of(shipped):
    found = suggest("They did not discuss quantum computing, but AI was welcomed.", shipped)
    assert set(found) == {"artificial-intelligence"}


@pytest.mark.parametrize(
    "text",
    [
        "The Cyber Security Agency of Singapore hosted lunch.",
        "The Indian Space Research Organisation hosted lunch.",
        "The Australian Cyber Security Centre hosted lunch.",
        "The Under Secretary of State for Economic Growth, Energy, and the Environment came.",
        "The Special Envoy for Critical and Emerging Technology came.",
        "The Ambassador at Large for Cyberspace and Digital Policy came.",
        "The Commonwealth Scientific and Industrial Research Organisation came.",
        "The National Institute of Standards and Technology came.",
        "The Minister in charge of Economic Security came.",
    ],
)
def test_offices_posts_and_agencies_of_any_country_are_no_topic(shipped, text):
    assert suggest(text, shipped) == {}


@pytest.mark.parametrize(
    "text, topic",
    [
        ("They condemned Russia's invasion of Ukraine.", "russia-sanctions"),
        ("They want peace across the Taiwan Strait.", "taiwan"),
    ],
)
def test_the_setting_of_a_topic_is_at_most_partial(shipped, text, topic):
    assert suggest(text, shipped)[topic][0].strength == "partial"


def test_close_together_means_within_sixty_characters():
    book = Codebook([Entry("near", ("red | green ~ apple",)), Entry("three", ("red ~ apple ~ tree + sun",))])
    assert set(suggest("A red and ripe apple.", book)) == {"near"}
    assert suggest(f"A red {'very ' * 20} apple.", book) == {}
    assert set(suggest("In the sun a red apple on a tree.", book)) == {"near", "three"}
    assert set(suggest(f"In the sun a red apple {'far ' * 20} from a tree.", book)) == {"near"}


def test_an_excluded_conjunction_counts_only_when_whole():
    book = Codebook([Entry("net", ("supply network",), excluded=("supply network + water | gas",))])
    assert suggest("The water supply network was mended.", book) == {}
    assert set(suggest("The supply network was mended.", book)) == {"net"}
