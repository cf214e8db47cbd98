import re

from agenda.coverage.states import State
from agenda.pictures.dots import Dot, dots


def test_a_dot_says_its_meeting_and_state_in_words_and_leads_to_its_finding():
    html = dots([Dot("21 September 2024", State.NOT_RAISED, "/findings/m/t/", is_recommended=True)])
    assert html == (
        '<ol class="strip"><li><a class="dot not_raised recommended" href="/findings/m/t/"'
        ' title="21 September 2024: not mentioned"></a></li></ol>'
    )


def test_small_dots_and_those_without_a_finding_are_pictures_with_words():
    cells = [Dot("May 2022", State.RAISED, "/x/"), Dot("2021", State.NOT_RECOMMENDED)]
    assert "<a" not in dots(cells, small=True)
    assert re.findall(r'role="img" aria-label="([^"]+)"', dots(cells)) == ["2021: not recommended then"]


def test_what_comes_from_the_record_is_escaped():
    html = dots([Dot('<b>"May"', State.RAISED, '/"><script>')])
    assert "<script>" not in html and "<b>" not in html
