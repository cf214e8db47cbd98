"""Administrators manage people; nobody raises themself, and one administrator always remains."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agenda.actions import people as acts
from agenda.models import AuditEvent, OneTimeLink
from tests.support import factories as f
from tests.support.door import PASSWORD, forget_tries, person, sign_in, signed_in
from tests.support.pages import text, words_of

pytestmark = pytest.mark.django_db
NEW = {"name": "Nora New", "email": "nora@example.org", "roles": ["Analyst", "Reviewer"]}
WORDS = "velvet anchor thunder pickle"


@pytest.fixture(autouse=True)
def forgotten():
    forget_tries()
    yield
    forget_tries()


@pytest.fixture
def ada():
    return person("Administrator", first_name="Ada")


@pytest.fixture
def office(ada):
    return signed_in(ada)


def change(client, user, what, **values):
    return client.post(reverse("person-change", args=[user.pk]), {"what": what} | values, follow=True)


def link_in(page) -> str:
    return re.search(r'id="one-time-link">http://testserver([^<]+)<', words_of(page))[1]


def test_only_administrators_see_and_change_people(client):
    other = person("Analyst")
    for groups in (("Editor", "Analyst", "Reviewer"), ()):
        inside = signed_in(person(*groups))
        assert (
            inside.get(reverse("people")).status_code == 403
            and inside.get(reverse("audit")).status_code == 403
        )
        assert inside.post(reverse("invite"), NEW).status_code == 403
        assert change(inside, other, "deactivate").status_code == 403
    other.refresh_from_db()
    assert other.is_active


def test_somebody_invited_comes_in_once_by_the_link(office, client, ada):
    link = link_in(office.post(reverse("invite"), NEW))
    assert link not in words_of(office.get(reverse("people"))) and "invited, has not come yet" in text(
        office.get(reverse("people"))
    )
    token = link.split("/")[-2]
    assert token not in str(list(OneTimeLink.objects.values()))
    assert "Nora New" in text(client.get(link)) and client.get(link).status_code == 200
    assert "can be guessed" in text(
        client.post(link, {"password": "nora@example.org", "again": "nora@example.org"})
    )
    assert "not the same" in text(client.post(link, {"password": WORDS, "again": PASSWORD}))
    assert client.post(link, {"password": WORDS, "again": WORDS}).status_code == 302
    assert (
        client.get(link).status_code == 410
        and client.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 410
    )
    assert sign_in(client, NEW["email"], WORDS)["Location"] == "/desk/"
    nora = AuditEvent.objects.get(kind="link_used").about
    assert sorted(group.name for group in nora.groups.all()) == ["Analyst", "Reviewer"]
    invited = AuditEvent.objects.get(kind="invited")
    assert (invited.done_by, invited.about, invited.note) == (ada, nora, "Analyst, Reviewer")


def test_a_link_ends_after_a_week_with_a_newer_one_and_with_the_account(office, client):
    user, token = acts.invite(**NEW, by=f.user("Administrator"), at=timezone.now(), address="test")
    assert acts.open_link(token, timezone.now()) and not acts.open_link(
        token, timezone.now() + acts.LINK_ENDS
    )
    newer = link_in(change(office, user, "link"))
    assert not acts.open_link(token, timezone.now()) and client.get(newer).status_code == 200
    change(office, user, "deactivate")
    assert client.get(newer).status_code == 410
    change(office, user, "reactivate")
    assert client.get(newer).status_code == 410


def test_the_link_is_mailed_where_mail_is_set_up(office, settings):
    settings.EMAIL_URL = "smtp://mail.example.org"
    page = office.post(reverse("invite"), NEW)
    (letter,) = mail.outbox
    assert "gets a link at nora@example.org" in text(page) and "one-time-link" not in words_of(page)
    assert letter.to == ["nora@example.org"] and "/account/in/" in letter.body


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "nobody"}, "valid email"), ({"roles": []}, "required"), ({"roles": ["Emperor"]}, "valid choice"),
        ({"email": "TAKEN@example.org"}, "has an account already"), ({"name": ""}, "required"),
    ],
)  # fmt: skip
def test_a_wrong_invitation_is_told_and_stays(office, values, said):
    person("Analyst", email="taken@example.org")
    before = AuditEvent.objects.count()
    page = office.post(reverse("invite"), NEW | values)
    assert page.status_code == 422 and said in text(page) and AuditEvent.objects.count() == before


def test_roles_are_changed_and_sessions_end(office, ada):
    analyst = person("Analyst")
    theirs = signed_in(analyst)
    assert theirs.get("/desk/").status_code == 200
    change(office, analyst, "roles", roles=["Editor"])
    assert [group.name for group in analyst.groups.all()] == ["Editor"] and theirs.get(
        "/desk/"
    ).status_code == 302
    event = AuditEvent.objects.get(kind="roles_changed")
    assert (event.done_by, event.about, event.note) == (ada, analyst, "Analyst → Editor")
    assert "at least one role" in text(change(office, analyst, "roles", roles=[]))


def test_who_is_deactivated_is_out_at_once_and_old_sessions_do_not_come_back(office):
    analyst = person("Analyst")
    theirs = signed_in(analyst)
    change(office, analyst, "deactivate")
    assert theirs.get("/desk/").status_code == 302
    change(office, analyst, "reactivate")
    assert theirs.get("/desk/").status_code == 302 and signed_in(analyst)
    assert list(AuditEvent.objects.filter(kind__contains="activated").values_list("kind", flat=True)) == [
        "reactivated", "deactivated"
    ]  # fmt: skip


@pytest.mark.parametrize("what", ["roles", "deactivate", "link", "factors"])
def test_nobody_changes_their_own_account(office, ada, what):
    page = change(office, ada, what, roles=["Administrator", "Editor"])
    assert "nobody changes their own account" in text(page)
    assert [group.name for group in ada.groups.all()] == ["Administrator"]


@pytest.mark.parametrize("what", ["roles", "deactivate", "link", "factors"])
def test_a_superuser_is_out_of_reach(office, what):
    root = person(is_superuser=True)
    page = change(office, root, what, roles=["Analyst"])
    root.refresh_from_db()
    assert "runs the server" in text(page) and root.is_active and not root.groups.exists()


def test_the_last_administrator_stays(ada):
    other = person("Administrator")
    acts.set_active(other, False, by=ada, address="test")
    root = person(is_superuser=True)
    root_client = signed_in(root)
    root.is_superuser = False
    from django.contrib.auth.models import Permission

    root.save()
    root.user_permissions.add(Permission.objects.get(codename="manage_people"))
    for what in ("roles", "deactivate"):
        page = change(root_client, ada, what, roles=["Analyst"])
        assert "last administrator" in text(page)
    ada.refresh_from_db()
    assert ada.is_active and ada.groups.get().name == "Administrator"


def test_lost_second_factors_are_taken_away(office):
    analyst = person("Analyst")
    TOTP.activate(analyst, "JBSWY3DPEHPK3PXP")
    assert "Remove the second factors" in text(office.get(reverse("people")))
    change(office, analyst, "factors")
    assert signed_in(analyst).get("/desk/").status_code == 200
    assert AuditEvent.objects.filter(kind="factor_removed", about=analyst).exists()


def test_whoever_signed_in_long_ago_proves_themself_before_changing_people(office, settings, ada):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = office.post(reverse("invite"), NEW)
    assert asked.status_code == 302 and reverse("account_reauthenticate") in asked["Location"]
    assert not AuditEvent.objects.filter(kind="invited").exists()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
    resumed = office.post(asked["Location"], {"password": PASSWORD})
    assert "Nora New" in text(resumed) and AuditEvent.objects.filter(kind="invited").exists()


def test_the_table_of_roles_is_made_of_the_permissions(office):
    from django.contrib.auth.models import Group, Permission

    def row():
        page = words_of(office.get(reverse("people")))
        return re.findall(r"<td>\s*(yes|–)\s*</td>", page.split("code meetings")[1].split("</tr>")[0])

    assert row() == ["–", "–", "yes", "–"]
    Group.objects.get(name="Editor").permissions.add(Permission.objects.get(codename="add_assessment"))
    assert row() == ["–", "yes", "yes", "–"]


def test_administrators_read_what_happened(office, client):
    sign_in(client, "nobody", "wrong")
    page = text(office.get(reverse("audit")))
    assert "Sign-in failed" in page and "Signed in" in page and "127.0.0.1" in page
    assert (
        "Signed in" not in text(office.get(reverse("audit"), {"kind": "sign_in_failed"})).split("By whom")[1]
    )


def test_the_first_administrator_comes_in_by_a_link_printed_once(client, capsys):
    f.user("Analyst")  # makes the groups
    call_command("first_link", "http://testserver")
    first = re.search(r"http://testserver(\S+)", capsys.readouterr().out)[1]
    call_command("first_link", "http://testserver")
    link = re.search(r"http://testserver(\S+)", capsys.readouterr().out)[1]
    assert client.get(first).status_code == 410
    values = {"name": "Ada Lane", "email": "ada@example.org", "password": WORDS, "again": WORDS}
    assert client.post(link, values).status_code == 302
    assert sign_in(client, "ada@example.org", WORDS)["Location"] == "/desk/"
    assert (
        client.get(reverse("people")).status_code == 200
        and client.get(reverse("admin:index")).status_code == 200
    )
    call_command("first_link", "http://testserver")
    assert "There is an administrator already" in capsys.readouterr().out
    assert client.get(link).status_code == 410
