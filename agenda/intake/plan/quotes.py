"""Where the quotes of an import stand in the frozen texts; and excerpts of texts that are not on record."""

from django.utils.translation import gettext as _

from agenda.models import Body, Document
from agenda.passages.quotes import located

from .cells import Judged, Passage, sort_passages
from .plan import ImportPlan

CONTEXT = 32  # code points kept before and after a quote, as the desk keeps them


class Quotes:
    """Settles the quotes of judgements: found in the text in force, or to be frozen as an excerpt of it."""

    def __init__(self, plan: ImportPlan):
        self.plan = plan
        self.texts: dict[str, tuple[str, str] | None] = {}

    def reword(self, now: Judged) -> None:
        """Give the quotes that stand in the texts on record in the words of the texts, with their surroundings."""
        if any(passage[4] for passage in now.evidence):
            now.evidence = sort_passages(map(self._reworded, now.evidence))

    def _reworded(self, passage: Passage) -> Passage:
        document, paragraph, strength, summary, quote, prefix, suffix = passage
        on_record = self._text(document) if quote else None
        place = located(on_record[1], quote, prefix, suffix) if on_record else None
        if not place or not on_record:
            return passage
        prefix, quote, suffix = _as_it_stands(on_record[1], place, prefix, quote, suffix)
        return document, paragraph, strength, summary, quote, prefix, suffix

    def settle(self, now: Judged) -> list[str]:
        """Note excerpts to be made for quotes without a text; what a text lacks comes back as sentences."""
        problems = []
        for document, _paragraph, _strength, _summary, quote, prefix, suffix in now.evidence:
            on_record = self._text(document) if quote else None
            if not quote or (on_record and located(on_record[1], quote, prefix, suffix)):
                continue
            if on_record and on_record[0] != Body.Kind.EXCERPT:
                sentence = _("These words do not stand so in “%(title)s”: “%(quote)s”.")
                problems.append(sentence % {"title": document, "quote": quote[:80]})
            else:
                self.plan.excerpts.setdefault(document, []).append((prefix, quote, suffix))
        return problems

    def _text(self, slug: str) -> tuple[str, str] | None:
        """(kind, text) of the document's text in force."""
        if slug not in self.texts:
            document = Document.objects.filter(slug=slug).prefetch_related("bodies").first()
            body = document.body if document else None
            self.texts[slug] = (body.kind, body.text) if body else None
        return self.texts[slug]


def _as_it_stands(
    text: str, place: tuple[int, int], prefix: str, quote: str, suffix: str
) -> tuple[str, str, str]:
    """(prefix, quote, suffix) in the text's own words; surroundings that were given and fit stay as long as they are."""
    start, end = place
    if text[start:end] == quote and (prefix or suffix):
        return prefix, quote, suffix
    return text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]


def freeze_excerpts(excerpts: dict[str, list[tuple[str, str, str]]], by) -> None:
    """Make a new version of each document's excerpt, which holds the quotes with their surroundings."""
    documents = Document.objects.filter(slug__in=excerpts).prefetch_related("bodies")
    for document in documents:
        newest = document.body
        parts = [newest.text] if newest else []
        for prefix, quote, suffix in dict.fromkeys(excerpts[document.slug]):
            if prefix + quote + suffix not in "\n\n".join(parts):
                parts.append(prefix + quote + suffix)
        text = "\n\n".join(parts)
        version = newest.version + 1 if newest else 1
        document.bodies.create(
            version=version, kind=Body.Kind.EXCERPT, text=text, sha256=Body.digest(text), added_by=by
        )
