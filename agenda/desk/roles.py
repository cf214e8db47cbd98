"""What each role may do, read from the permissions that its group has."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _

from agenda.models.people import ROLES

WORK = (
    (_("see the record's rows in the admin, unpublished ones too"), "view_meeting"),
    (_("enter and change actors, dialogues, meetings and documents"), "change_meeting"),
    (_("write recommendations"), "change_recommendation"),
    (_("write the codebook's topics and make new versions"), "change_topic"),
    (_("bring in texts"), "add_body"),
    (_("bring in tables"), "add_meeting"),
    (_("code meetings"), "add_assessment"),
    (_("assign meetings to analysts"), "add_assignment"),
    (_("settle differences, publish and withdraw findings"), "add_finding"),
    (_("answer what readers report"), "change_correction"),
    (_("change the settings of the site"), "change_sitesettings"),
    (_("invite people, give them roles, end their access"), "manage_people"),
    (_("read the audit log"), "view_auditevent"),
)
"""(what may be done, the permission that it takes)."""


def permissions_of_roles() -> list[tuple]:
    """(what may be done, for each of the roles whether it may). One query; groups changed by hand show as they are."""
    held = set(
        Permission.objects.filter(content_type__app_label="agenda", group__name__in=ROLES).values_list(
            "codename", "group__name"
        )
    )
    return [(words, [(code, role) in held for role in ROLES]) for words, code in WORK]
