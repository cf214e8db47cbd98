"""Markdown of the settings page as harmless HTML."""

import pytest

from agenda.templatetags.site import markdown


def test_what_people_write():
    html = markdown(
        "# Ours\n\nWe **read** [all](https://example.org/a?b=1&c=2).\n\n- one\n- two\n\n| a | b |\n|-|-|\n| 1 | 2 |"
    )
    assert "<h3>Ours</h3>" in html and "<strong>read</strong>" in html and "<li>one</li>" in html
    assert (
        '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener">all</a>' in html and "<td>1</td>" in html
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://e.org/p.png)",
        "<a href='javascript:alert(1)' onclick=alert(1)>x</a>", "[x](data:text/html;base64,AAAA)", "<style>*{}</style>",
        '[x](https://e.org "t" onmouseover=alert(1))', "<javascript:alert(1)>",
    ],
)  # fmt: skip
def test_nothing_runs_and_nothing_is_fetched(text):
    html = markdown(text)
    for harmful in ("<script", "<img", "<style", 'href="javascript', 'href="data', "<a "):
        assert harmful not in html.lower()
