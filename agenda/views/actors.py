from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from agenda.models import Actor, Dialogue, Document, Recommendation


def actor_list(request):
    groups = {}
    for actor in Actor.objects.published().select_related("parent"):
        groups.setdefault(actor.get_kind_display(), []).append(actor)
    order = [label for _, label in Actor.Kind.choices]
    return render(
        request, "agenda/actor_list.html", {"groups": sorted(groups.items(), key=lambda g: order.index(g[0]))}
    )


def actor(request, slug):
    row = get_object_or_404(Actor.objects.published().select_related("parent"), slug=slug)
    documents = Document.objects.published().filter(Q(publisher=row) | Q(issuers=row) | Q(author=row))
    context = {
        "actor": row,
        "children": row.children.filter(is_published=True),
        "dialogues": Dialogue.objects.published().filter(members=row),
        "recommendations": Recommendation.objects.published().filter(recommender=row).select_related("topic"),
        "documents": documents.distinct().select_related("publisher", "meeting__dialogue"),
    }
    return render(request, "agenda/actor.html", context)
