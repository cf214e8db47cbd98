"""Which names may be those of one and the same thing; and how the work grows with their number."""

import pytest

from agenda.intake.match import alike
from agenda.intake.match.alike import NameIndex, words_of


def are_alike(one: str, other: str) -> bool:
    index = NameIndex({1: [one], 2: [other]})
    is_pair = index.pairs() == {frozenset((1, 2))}
    assert is_pair == (index.twins([one]) == {1, 2}) == (index.twins([other]) == {1, 2})
    return is_pair


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Economy", "Economy Ministry"),
        ("The Quad", "quad"),
        ("Supply-chain resilience", "Supply Chains: Resilience"),
        ("Émilie’s Foundation", "Emilie Foundation"),
        ("Economic Policy Consultative Committee", "EPCC"),
        ("Center for a New American Security", "CNAS"),
        ("Ministry of Economy, Trade and Industry of Japan", "METI"),
        ("Ministry of Foreign Affairs of Japan", "MOFA"),
        ("Semiconductors", "Semicondutors"),
        ("Ministry of Foreign Affairs", "Ministry of Foriegn Affairs"),
        ("Japan Working-Level Committee", "Japan Working Level Comittee"),
        ("メタ", "Meta"),
        ("日本経済団体連合会", "日本経済団体連合会"),
        ("Ｑｕａｄ", "Quad"),
    ],
)
def test_these_may_be_one(one, other):
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Working Group 1", "Working Group 2"),
        ("North Korea", "South Korea"),
        ("Japan–Australia Dialogue", "Japan–Austria Dialogue"),
        ("JHLC", "JWLC"),
        ("Ministry of Foreign Affairs of Japan", "Ministry of Foreign Affairs of China"),
        ("Import controls", "Export controls"),
        ("Chips", "Ships"),
        ("Ministry of Trade", "Ministry of Finance"),
        ("経済産業省", "経済財政省"),
        ("Prime Minister of Australia", "Prime Minister of Austria"),
        ("–", "…"),
    ],
)
def test_these_are_not(one, other):
    assert not are_alike(one, other)


def test_other_words_are_compared_with_names_only():
    index = NameIndex(
        {1: ["Taiwan"], 2: ["Semiconductors"], 3: ["Chips"]}, {1: ["TSMC"], 2: ["TSMC", "chips"]}
    )
    assert index.pairs() == {frozenset((2, 3))}
    assert index.twins(["TSMC"]) == {1, 2} and index.twins([], ["semiconductor"]) == {2}


def test_the_work_grows_with_the_names_and_not_with_their_pairs(monkeypatch):
    asked = []
    is_slip = alike._is_slip
    monkeypatch.setattr(alike, "_is_slip", lambda one, other: asked.append(1) or is_slip(one, other))
    for n in (100, 1000):
        asked.clear()
        NameIndex({number: [f"name {number:05}abcdef"] for number in range(n)}).pairs()
        assert len(asked) <= 2 * alike.NEIGHBORS * n


def test_words_of_no_letters_are_none():
    assert words_of("– · …") == [] and words_of("The Policies of the Class") == ["policie", "class"]
