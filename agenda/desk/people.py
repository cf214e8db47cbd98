"""Where administrators invite people, give them roles and end their access, and read what happened at the door."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from agenda.actions import people as acts
from agenda.models import AuditEvent
from agenda.models.about import about_site
from agenda.models.people import ROLES
from agenda.serving.address import whole_address
from agenda.serving.sender import sender_address

from .access import for_people_managers
from .roles import WORK, permissions_of_roles

PER_PAGE = 100


class InviteForm(forms.Form):
    """Who is invited, and what they will do."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), choices=[(role, gettext_lazy(role)) for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


@for_people_managers
def people(request, form=None, link=None, status=200):
    """Everybody with their roles; a form that invites somebody; what each role may do."""
    found = list(acts.people())
    with_factor = set(
        Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user", flat=True)
    )
    for person in found:
        person.roles = [group.name for group in person.groups.all() if group.name in ROLES]
        person.is_invited = person.is_active and not person.has_usable_password() and not person.last_login
        person.has_factor = person.pk in with_factor
        person.is_me = person.pk == request.user.pk
        person.is_closed = person.is_me or (person.is_superuser and not request.user.is_superuser)
    context = {
        "people": found,
        "form": form or InviteForm(),
        "roles": ROLES,
        "work": WORK,
        "table": permissions_of_roles(),
        "link": link,
        "mails": bool(settings.EMAIL_URL),
        "asks_for_factor": settings.SECOND_FACTOR,
    }
    return render(request, "desk/people.html", context, status=status)


@require_POST
@for_people_managers
@reauthentication_required
@sensitive_variables("token")
def invite(request):
    form = InviteForm(request.POST)
    if not form.is_valid():
        return people(request, form=form, status=422)
    try:
        user, token = acts.invite(
            **form.cleaned_data, by=request.user, at=timezone.now(), address=sender_address(request)
        )
    except ValidationError as error:
        form.add_error(None, error)
        return people(request, form=form, status=422)
    return people(request, link=_handed_over(request, user, token))


@require_POST
@for_people_managers
@reauthentication_required
def change(request, pk):
    """One of the changes that the list of people offers; `what` says which."""
    user = get_object_or_404(get_user_model(), pk=pk)
    what, by, address = request.POST.get("what", ""), request.user, sender_address(request)
    try:
        if what == "link":
            token = acts.new_link(user, by=by, at=timezone.now(), address=address)
            return people(request, link=_handed_over(request, user, token))
        if what == "roles":
            acts.change_roles(user, request.POST.getlist("roles"), by=by, address=address)
        elif what in ("deactivate", "reactivate"):
            acts.set_active(user, what == "reactivate", by=by, address=address)
        elif what == "factors":
            acts.remove_factors(user, by=by, address=address)
    except PermissionDenied as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, f"{_named(user)}: {' '.join(error.messages)}")
    else:
        messages.success(request, _("%(name)s: changed.") % {"name": _named(user)})
    return redirect("people")


def _named(user) -> str:
    return user.get_full_name() or user.username


@sensitive_variables("token", "address")
def _handed_over(request, user, token: str) -> dict:
    """Mail the one-time link where mail is set up; what the page says of it. Where it is not mailed the page shows it once."""
    address = whole_address(request, reverse("one-time-link", args=[token]))
    name, site = _named(user), about_site().name
    if settings.EMAIL_URL and user.email:
        text = _(
            "%(name)s,\n\nyou can work on %(site)s. Set your password here; the link works once, within a week:\n\n"
            "%(address)s\n\nWhoever did not expect this may ignore it."
        )
        try:
            send_mail(
                _("%(site)s: your way in") % {"site": site},
                text % {"name": name, "site": site, "address": address}, None, [user.email],
            )  # fmt: skip
            return {"name": name, "mailed_to": user.email}
        except OSError:
            messages.error(request, _("The mail could not be sent: give the link to the person yourself."))
    return {"name": name, "address": address}


@for_people_managers
def audit(request):
    """What happened at the door and to accounts, the latest first."""
    events = AuditEvent.objects.select_related("done_by", "about")
    kind = request.GET.get("kind", "")
    if kind in AuditEvent.Kind.values:
        events = events.filter(kind=kind)
    context = {
        "page": Paginator(events, PER_PAGE).get_page(request.GET.get("page")),
        "kinds": AuditEvent.Kind.choices,
        "kind": kind,
        "query": f"kind={kind}" if kind in AuditEvent.Kind.values else "",
    }
    return render(request, "desk/audit.html", context)
