"""Words looked for in the texts of rows, in whatever language they are on record."""

from django.db.models import Q

from agenda.models.translations import places_of


def contains(*fields):
    """A filter method: every word of the text stands in one of the fields, in whatever language they are on record.

    Of related rows only those that are public count.
    """

    def method(self, queryset, name, value):
        places = [place for field in fields for place in places_of(queryset.model, field)]
        for word in value.split():
            either = Q()
            for field, relation in places:
                is_public = Q(**{f"{relation}__is_published": True}) if relation else Q()
                either |= Q(**{f"{field}__icontains": word}) & is_public
            queryset = queryset.filter(either)
        return queryset.distinct() if value else queryset

    return method
