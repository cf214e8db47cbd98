from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.models import Actor, Dialogue, Document, Recommendation
from agenda.questions.scorecard import scorecard_of
from agenda.translated import by_name

from .base import ledger_of, page
from .empty import nothing_of


def actor_list(request):
    groups = {}
    for actor in sorted(Actor.objects.published().select_related("parent"), key=by_name):
        groups.setdefault(actor.get_kind_display(), []).append(actor)
    order = [str(label) for _, label in Actor.Kind.choices]
    ordered = sorted(groups.items(), key=lambda group: order.index(group[0]))
    context = {"groups": ordered, "n": sum(len(group) for _label, group in ordered)}
    if not groups:
        context["empty"] = nothing_of("actors")
    return page(request, "agenda/actor_list.html", context, title=_("Actors"))


def actor(request, slug):
    row = get_object_or_404(Actor.objects.published().select_related("parent"), slug=slug)
    documents = Document.objects.published().of_actor(row)
    context = {
        "actor": row,
        "children": row.children.filter(is_published=True),
        "dialogues": Dialogue.objects.published().filter(members=row),
        "documents": documents.select_related("publisher", "meeting__dialogue"),
    }
    recommends = Recommendation.objects.published().filter(recommender=row).exists()
    score = scorecard_of(row, ledger_of(request)) if recommends else None
    context["score"] = score
    return page(request, "agenda/actor.html", context, title=row.reader.name, statement=score.answer if score else "",
                card=f"actors/{row.slug}" if score else "home")  # fmt: skip
