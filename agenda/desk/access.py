"""Who may sit at the desk."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy


def requiring(permissions, sentence):
    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, *args, **kwargs):
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied(sentence)
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate


at_desk = requiring(
    ("agenda.add_assessment", "agenda.add_finding", "agenda.change_sitesettings"),
    gettext_lazy("The desk is for analysts, reviewers and administrators."),
)
for_analysts = requiring(("agenda.add_assessment",), gettext_lazy("Coding is for analysts."))
for_reviewers = requiring(("agenda.add_finding",), gettext_lazy("This is for reviewers."))
for_correctors = requiring(
    ("agenda.change_correction",), gettext_lazy("Corrections are answered by reviewers.")
)
for_text_keepers = requiring(
    ("agenda.add_body", "agenda.add_assessment"),
    gettext_lazy("Texts are brought in by editors and analysts."),
)
for_document_keepers = requiring(
    ("agenda.add_document",), gettext_lazy("New documents are brought in by editors.")
)
for_importers = requiring(
    ("agenda.add_meeting", "agenda.add_assessment"),
    gettext_lazy("Tables are brought in by editors and analysts."),
)
for_scope_keepers = requiring(
    ("agenda.change_dialogue",), gettext_lazy("Which topics are out of scope is for editors to say.")
)
for_administrators = requiring(("agenda.change_sitesettings",), gettext_lazy("This is for administrators."))
for_people_managers = requiring(
    ("agenda.manage_people",), gettext_lazy("People are managed by administrators.")
)
