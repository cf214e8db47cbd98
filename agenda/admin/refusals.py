"""What the database refuses is said on the page, with everything that was typed still there."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from agenda.filters.numbers import whole_number
from agenda.rules.triggers import sentence_of

from .fields import RowBoxes, take_controls_for_blanks


def refusal(error: Exception) -> str:
    """The sentence for a refused write: the rule's own, or that somebody else was faster."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        meanwhile = _(
            "Somebody else changed this meanwhile, so it cannot be saved so: reload and look at it."
        )
        return sentence_of(error) or meanwhile
    return str(error)


class Refusable(RowBoxes):
    """An admin whose form shows what a rule refused while saving; nothing is written then."""

    def get_changeform_initial_data(self, request):
        """What an address fills in; a key that names no row is left out."""
        initial = super().get_changeform_initial_data(request)
        for field in self.model._meta.get_fields():
            if field.is_relation and field.name in initial:
                keys = initial[field.name] if isinstance(initial[field.name], list) else [initial[field.name]]
                known = [whole_number(str(key)) for key in keys]
                if not keys or field.related_model.objects.filter(pk__in=known).count() != len(keys):
                    del initial[field.name]
        return initial

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError) as error:
            request.refusal = refusal(error)
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        form.user = request.user
        return form


class RefusableForm:
    """A form that repeats what was refused while it was saved. `user` is who saves it."""

    refusal = ""
    user = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        take_controls_for_blanks(self.fields)

    def clean(self):
        values = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        return values
