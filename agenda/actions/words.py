"""The codebook learns: words of an analyst's own passage become phrases of the topic when a reviewer accepts them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agenda.models import MAY_CODE, Assignment, Document, Phrasing, Topic, WordProposal
from agenda.passages import Codebook, suggest
from agenda.passages.language import language_of

MOST_LETTERS = 200


def propose_words(
    *, by, topic: Topic, document: Document, quote: str, words: str, is_partial: bool = False
) -> WordProposal:
    """Propose `words` of the passage `quote` of a document for the topic, in the passage's language.

    Raises PermissionDenied when `by` does not code, ValidationError on `words` for what is wrong with them.
    """
    if not by.has_perm(MAY_CODE):
        raise PermissionDenied(_("Words are proposed by analysts."))
    words = " ".join(words.split())
    language = language_of(quote, document.language)
    if problem := _problem(topic, document, words, language):
        raise ValidationError({"words": problem})
    try:
        with transaction.atomic():
            return WordProposal.objects.create(
                topic=topic,
                language=language,
                words=words,
                is_partial=is_partial,
                document=document,
                quote=quote,
                proposed_by=by,
            )
    except IntegrityError:
        return _known(WordProposal.objects.get(topic=topic, language=language, words=words))


def _known(proposal: WordProposal) -> WordProposal:
    """Raise ValidationError that tells what became of the same words when they were proposed before."""
    if proposal.decided_at is None:
        sentence = _("“%(words)s” is proposed for %(topic)s already.")
    elif proposal.is_accepted:
        sentence = _("“%(words)s” is among the words of %(topic)s already.")
    else:
        sentence = _("“%(words)s” was declined for %(topic)s: %(reason)s")
    told = {"words": proposal.words, "topic": proposal.topic, "reason": proposal.reason}
    raise ValidationError({"words": sentence % told})


def _problem(topic: Topic, document: Document, words: str, language: str) -> str:
    if not words:
        return _("Give the words that should find such passages.")
    if len(words) > MOST_LETTERS:
        return _("At most %(most)s characters: only the words that name the topic.") % {"most": MOST_LETTERS}
    if not language:
        return _("The language of “%(title)s” is not on record: an editor can note it.") % {
            "title": document.reader.title
        }
    rows = Topic.objects.filter(pk=topic.pk).words()
    known = [*rows[0]["aliases"], *rows[0]["phrases"]]
    known += [word for row in rows[0]["phrasings"] if row["language"] == language for word in row["phrases"]]
    if words.casefold() in {word.casefold() for word in known}:
        return _("“%(words)s” is among the words of %(topic)s already.") % {"words": words, "topic": topic}
    body = document.body
    row = {"code": topic.code, "phrasings": [{"language": language, "phrases": [words]}]}
    if body is None or not suggest(body.text, Codebook.of([row]), language=document.language):
        return _(
            "“%(words)s” finds no passage in “%(title)s”: give words that stand in it, as they stand there."
        ) % {"words": words, "title": document.reader.title}
    return ""


@transaction.atomic
def decide_words(pk: int, *, by, accept: bool, reason: str = "", at: datetime) -> WordProposal:
    """Accept proposed words as a phrase of their topic, or decline them for a reason; returns the proposal.

    Raises PermissionDenied when `by` does not review or may still code the meeting they come from; ValidationError
    when they are decided already, declined without a reason, or while somebody still codes that meeting: new phrases
    would tell them how it was coded.
    """
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer decides about words."))
    row = WordProposal.objects.select_for_update().visible_to(by).filter(pk=pk).first()
    if row is None:
        raise PermissionDenied(_("You may still code the meeting that these words come from."))
    if row.decided_at:
        raise ValidationError(_("Somebody decided about these words meanwhile."))
    if accept:
        _wait_for_coders(row)
        _add_phrase(row)
    elif not reason.strip():
        raise ValidationError(_("Say why the words are declined: whoever proposed them reads it."))
    row.is_accepted, row.reason = accept, reason.strip()
    row.decided_by, row.decided_at = by, at
    row.save()
    return row


def _wait_for_coders(row: WordProposal) -> None:
    if row.document.meeting_id is None:
        return
    coding = Assignment.objects.open().filter(meeting=row.document.meeting_id).count()
    if coding:
        sentence = _(
            "%(coding)s still code the meeting these words come from: new phrases would tell them how it was coded. "
            "Accept them when it is handed in."
        )
        raise ValidationError(sentence % {"coding": coding})


def _add_phrase(row: WordProposal) -> None:
    phrasing, _is_new = Phrasing.objects.select_for_update().get_or_create(
        topic=row.topic, language=row.language
    )
    name = "partial_phrases" if row.is_partial else "phrases"
    if row.words not in getattr(phrasing, name):
        setattr(phrasing, name, [*getattr(phrasing, name), row.words])
        phrasing.full_clean()
        phrasing.save()
