from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from agenda.models import Actor, Dialogue, Document, Recommendation
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.questions.scorecard import scorecard_of

from .base import first_or_404, ledger_of, page
from .empty import nothing_of


def actor_list(request):
    groups, actors = {}, vocabulary().actors
    places = actors.places()
    public = [pk for pk in actors if pk in actors.marked["published"]]
    for actor in (actors[pk] for pk in sorted(public, key=places.__getitem__)):
        groups.setdefault(actor.get_kind_display(), []).append(actor)
    order = [str(label) for _, label in Actor.Kind.choices]
    ordered = sorted(groups.items(), key=lambda group: order.index(group[0]))
    context = {"groups": ordered, "n": sum(len(group) for _label, group in ordered)}
    if not groups:
        context["empty"] = nothing_of("actors")
    return page(request, "agenda/actor_list.html", context, title=_("Actors"))


@Prepared
def _called(slug: str):
    return Actor.objects.published().filter(slug=slug).select_related("parent")


@Prepared
def _children(actor: int):
    return Actor.objects.published().filter(parent=actor)


@Prepared
def _dialogues(actor: int):
    return Dialogue.objects.published().filter(members=actor)


def _of_actor(actor: int):
    """Its documents, the latest first."""
    return Document.objects.published().of_actor(actor).select_related("publisher", "meeting__dialogue")


MOST = 100
"""Documents on a page of an actor's."""
ONE_MORE = MOST + 1


@Prepared
def _latest(actor: int):
    return _of_actor(actor)[:ONE_MORE]


def _documents(request, actor: int):
    """The page of its documents that the address asks for; one query where one page holds them."""
    latest = _latest(actor)
    rows = latest if len(latest) <= MOST else _of_actor(actor)
    return Paginator(rows, MOST).get_page(request.GET.get("documents"))


@Prepared
def _recommended(actor: int):
    """One recommendation of the actor's, where there is any."""
    return Recommendation.objects.published().filter(recommender=actor).order_by().values_list("pk")[:1]


def actor(request, slug):
    row = first_or_404(_called(slug))
    context = {
        "actor": row,
        "children": _children(row.pk),
        "dialogues": _dialogues(row.pk),
        "documents": _documents(request, row.pk),
    }
    score = scorecard_of(row, ledger_of(request)) if _recommended(row.pk) else None
    context["score"] = score
    return page(request, "agenda/actor.html", context, title=row.reader.name, statement=score.answer if score else "",
                card=f"actors/{row.slug}" if score else "home")  # fmt: skip
