"""A text's paragraphs as HTML: a span round every sentence, marks round the words that coders quoted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from agenda.passages.units import sentences


@dataclass(frozen=True)
class Quoted:
    """A place in a text that the coder of this letter quoted; offsets count code points."""

    start: int
    end: int
    letter: str


def marked_paragraphs(
    document, body, suggested: Mapping, quoted: Iterable[Quoted] = ()
) -> list[tuple[int, int, SafeString]]:
    """(number, offset, HTML) of each paragraph.

    `suggested`: the suggestions of each topic by its code, whose topics stand at their sentence. Quoted words are
    marks inside the sentences, cut at their ends, so that marks of several coders may overlap in any way.
    """
    topics = defaultdict(list)
    for code, rows in suggested.items():
        for row in rows:
            topics[row.start, row.end].append(code)
    spans = sorted({*topics, *sentences(body.text)}, key=lambda span: (span[0], -span[1]))
    quoted = sorted(quoted, key=lambda one: (one.start, one.end, one.letter))
    slug = escape(document.slug)
    html: list[tuple[int, int, SafeString]] = []
    for number, start, text in body.located_paragraphs():
        end = start + len(text)
        ours = [one for one in quoted if one.start < end and one.end > start]
        parts: list[str] = []
        at = start
        for begin, stop in spans:
            if begin < at or stop > end:
                continue
            parts.append(_with_marks(slug, body.text, at, begin, ours))
            names = " ".join(topics.get((begin, stop), ()))
            parts.append(
                f'<span class="{"t s" if names else "t"}" id="s-{slug}-{begin}"'
                f' data-place="{slug}:{begin}:{stop}" data-topics="{names}">'
                f"{_with_marks(slug, body.text, begin, stop, ours)}</span>"
            )
            at = stop
        parts.append(_with_marks(slug, body.text, at, end, ours))
        html.append((number, start, SafeString("".join(parts))))  # every piece was escaped
    return html


def _with_marks(slug: str, text: str, begin: int, stop: int, quoted: list[Quoted]) -> str:
    """The escaped text from `begin` to `stop`; quoted words are marks that name their coders and their whole places."""
    inside = [one for one in quoted if one.start < stop and one.end > begin]
    if not inside:
        return escape(text[begin:stop])
    ends = {place for one in inside for place in (one.start, one.end)}
    cuts = sorted({begin, stop, *(place for place in ends if begin < place < stop)})
    parts: list[str] = []
    for left, right in pairwise(cuts):
        here = [one for one in inside if one.start <= left and one.end >= right]
        if not here:
            parts.append(escape(text[left:right]))
            continue
        letters = sorted({one.letter for one in here})
        begun = " ".join(sorted({one.letter for one in here if one.start == left}))
        places = " ".join(dict.fromkeys(f"{slug}:{one.start}:{one.end}" for one in here))
        parts.append(
            f'<mark class="coded{" both" if len(letters) > 1 else ""}" data-coders="{" ".join(letters)}"'
            f' data-begun="{begun}" data-in="{places}">{escape(text[left:right])}</mark>'
        )
    return "".join(parts)
