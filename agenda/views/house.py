"""What every page's frame says of the record: how far it reaches and when it last changed."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from agenda.actions.first_steps import Step, first_steps, is_begun
from agenda.models.about import known_site
from agenda.serving.language import languages_of

from .account import account_of
from .frame import frame_of


def house(request):
    """Context for base.html; nothing is asked of the database unless the template shows it (error pages do not).

    `door` names the office's own provider, which signs people in beside passwords; "" where there is none.
    """
    return {
        "changed_on": SimpleLazyObject(lambda: frame_of(request).changed_on),
        "latest_held": SimpleLazyObject(lambda: frame_of(request).latest_held),
        "this_site": SimpleLazyObject(known_site),
        "door": {"provider": settings.OIDC_NAME if settings.OIDC_ISSUER else ""},
        "languages": languages_of(request),
        "first_steps": SimpleLazyObject(lambda: _first_steps(request)),
        "account": SimpleLazyObject(lambda: account_of(request)),
    }


def _first_steps(request) -> list[Step]:
    """The order of work for somebody signed in, until a finding is in force; [] for readers."""
    return first_steps(request.user) if account_of(request) and not is_begun() else []
