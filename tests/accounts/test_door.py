"""The one door: who comes in, who does not, and that it is kept."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from agenda.models import AuditEvent
from tests.support import factories as f
from tests.support.door import PASSWORD, forget_tries, person, sign_in, signed_in
from tests.support.pages import text, words_of
from tests.support.site import site_settings

pytestmark = pytest.mark.django_db
LOGIN = "account_login"


@pytest.fixture(autouse=True)
def forgotten():
    forget_tries()
    yield
    forget_tries()


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


def code_of(authenticator) -> str:
    secret = authenticator.wrap().instance.data["secret"]
    from allauth.mfa.utils import decrypt

    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(decrypt(secret), counter))


@pytest.mark.parametrize("address", ["/desk/", "/admin/", "/admin/agenda/meeting/", "/admin/login/"])
def test_desk_and_admin_have_one_door(client, address):
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse(LOGIN)) and "Sign in" in text(response)


@pytest.mark.parametrize("field", ["username", "email"])
def test_members_of_groups_come_in_staff_or_not(client, field):
    editor = person("Editor", email="eda@example.org")
    assert not editor.is_staff
    response = sign_in(client, getattr(editor, field), PASSWORD)
    assert response.status_code == 302 and response["Location"] == "/admin/"
    assert client.get("/admin/agenda/meeting/").status_code == 200
    assert client.get("/admin/agenda/meeting/add/").status_code == 200
    assert signed_in(person("Analyst")).get("/desk/").status_code == 200


def test_whoever_has_no_role_sees_nothing_more_than_readers():
    client = signed_in(person())
    assert client.get("/desk/").status_code == 403 and client.get("/admin/", follow=True).status_code == 403
    assert client.get("/").status_code == 200


def test_what_is_wrong_is_not_told_apart(client):
    user, gone = person("Analyst"), person("Analyst", is_active=False)
    answers = {text(sign_in(client, name, word)).replace(name, "…") for name, word in (
        (user.username, "wrong"), ("nobody", "wrong"), (gone.username, "wrong"))}  # fmt: skip
    assert len(answers) == 1
    assert kinds() == ["sign_in_failed"] * 3
    assert [event.about for event in AuditEvent.objects.order_by("pk")] == [user, None, gone]


def test_tries_are_limited_for_an_account_from_wherever_they_come(client):
    user = person("Analyst")
    for n in range(5):
        sign_in(client, user.username, "wrong", REMOTE_ADDR=f"10.0.0.{n}")
    response = sign_in(client, user.username, PASSWORD, REMOTE_ADDR="10.0.9.9")
    assert response.status_code == 200 and "Too many failed login attempts" in text(response)
    assert kinds() == ["sign_in_failed"] * 5 + ["sign_in_limited"]
    assert signed_in(person("Analyst"))  # others come in meanwhile


def test_tries_are_limited_for_an_address_whatever_they_try(client):
    for n in range(10):
        sign_in(client, f"name-{n}", "wrong")
    user = person("Analyst")
    assert "Too many failed login attempts" in text(sign_in(client, user.username, PASSWORD))
    assert sign_in(client, user.username, PASSWORD, REMOTE_ADDR="10.1.1.1").status_code == 302


def test_counts_of_tries_are_shared_by_all_workers(client):
    sign_in(client, "nobody", "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM agenda_cache")
        assert cursor.fetchone()[0] > 0


def test_the_address_behind_a_proxy_is_the_one_it_names(client, settings):
    settings.TRUST_PROXY = True
    sign_in(client, "nobody", "wrong", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"})
    assert AuditEvent.objects.get().address == "203.0.113.9"


def test_what_is_kept_holds_no_password_and_nothing_typed_by_strangers(client):
    user = person("Analyst")
    sign_in(client, "zqxtyped", "zqxpassword")
    sign_in(client, user.username, "zqxpassword")
    signed_in(user).post(reverse("account_logout"))
    assert kinds() == ["sign_in_failed", "sign_in_failed", "signed_in", "signed_out"]
    stored = str(list(AuditEvent.objects.values()))
    assert "zqx" not in stored and PASSWORD not in stored
    assert not any(key in stored for key in Session.objects.values_list("pk", flat=True))


def test_what_happened_is_neither_changed_nor_deleted():
    event = AuditEvent.objects.create(happened_at="2026-01-02T00:00Z", kind="signed_in", address="::1")
    for act in (event.delete, AuditEvent.objects.all().delete, lambda: AuditEvent.objects.update(note="x")):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE agenda_auditevent SET note = 'x'")


def test_a_new_password_ends_the_other_sessions():
    user = person("Analyst")
    here, there = signed_in(user), signed_in(user)
    new = "velvet anchor thunder pickle"
    values = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), values).status_code == 302
    assert here.get("/desk/").status_code == 200 and there.get("/desk/").status_code == 302
    assert kinds()[-1] == "password_changed"


@pytest.mark.parametrize("word", ["password12345", "analysta2024", "qwertyuiop12", "1234567890123", "short"])
def test_passwords_that_can_be_guessed_are_refused(word):
    client = signed_in(person("Analyst", first_name="Analysta"))
    values = {"oldpassword": PASSWORD, "password1": word, "password2": word}
    response = client.post(reverse("account_change_password"), values)
    assert response.status_code == 200 and (
        "can be guessed" in text(response) or "too short" in text(response)
    )


def test_a_long_password_takes_no_long_time(client):
    values = {"oldpassword": PASSWORD, "password1": "a1" * 3_000, "password2": "a1" * 3_000}
    assert signed_in(person("Analyst")).post(reverse("account_change_password"), values).status_code in (
        200,
        302,
    )


@pytest.mark.parametrize("role", ["Administrator", "Reviewer"])
def test_a_second_factor_is_asked_of_administrators_and_reviewers(
    settings, role, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR = True
    client = signed_in(person(role))
    assert client.get("/desk/")["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    assert client.get("/desk/").status_code == 200 and "factor_added" in kinds()
    assert secret not in str(list(Authenticator.objects.values()))  # it is encrypted where it is kept


def test_others_work_without_one(settings):
    settings.SECOND_FACTOR = True
    assert signed_in(person("Analyst")).get("/desk/").status_code == 200
    assert signed_in(person("Editor")).get("/admin/").status_code == 200


def test_whoever_has_one_gives_it_each_time(client):
    user = person("Analyst")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    response = sign_in(client, user.username, PASSWORD)
    assert response["Location"] == reverse("mfa_authenticate") and client.get("/desk/").status_code == 302
    assert "Incorrect code" in text(client.post(reverse("mfa_authenticate"), {"code": "000000"}))
    assert kinds() == ["code_failed"]
    code = code_of(Authenticator.objects.get(user=user, type="totp"))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/desk/").status_code == 200 and kinds()[-1] == "signed_in"


def test_codes_are_limited_too(client):
    user = person("Analyst")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    sign_in(client, user.username, PASSWORD)
    answers = [client.post(reverse("mfa_authenticate"), {"code": f"{n:06}"}) for n in range(7)]
    assert "Too many" in text(answers[-1])


def test_nobody_registers_unless_the_settings_say_so(client):
    values = {"username": "newcomer", "email": "n@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "given by administrators" in text(client.post(reverse("account_signup"), values))
    assert "Make an account" not in text(client.get(reverse(LOGIN)))
    site_settings(takes_registrations=True)
    assert "Make an account" in text(client.get(reverse(LOGIN)))
    assert client.post(reverse("account_signup"), values).status_code == 302
    assert client.get("/desk/").status_code == 403 and "registered" in kinds()


def test_a_password_is_reset_by_mail_where_mail_is_set_up(client, settings):
    user = person("Analyst", email="ana@example.org")
    elsewhere = signed_in(user)
    assert "sends no mail" in text(client.get(reverse("account_reset_password")))
    settings.EMAIL_URL = "smtp://mail.example.org"
    site_settings(name="Port Watch")
    known = client.post(reverse("account_reset_password"), {"email": "ana@example.org"}, follow=True)
    (letter,) = mail.outbox
    assert letter.subject.startswith("Port Watch: ") and letter.to == ["ana@example.org"]
    stranger = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert text(stranger) == text(known)
    address = re.search(r"http://testserver(\S+)", letter.body)[1]
    form = client.get(address, follow=True)
    new = "velvet anchor thunder pickle"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert elsewhere.get("/desk/").status_code == 302 and signed_in(user, new)
    assert "reset_asked" in kinds() and "password_changed" in kinds()


def test_pages_of_the_door_run_no_script_of_their_own(client):
    for name in (LOGIN, "account_signup", "account_reset_password"):
        page = words_of(client.get(reverse(name)))
        data = re.sub(r'<script [^>]*type="application/json"[^>]*>', "", page)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", data), name
        assert "no-store" in client.get(reverse(name))["Cache-Control"]


def test_a_session_ends_after_hours(client, settings):
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    response = sign_in(client, person("Analyst").username, PASSWORD)
    assert response.cookies["sessionid"]["max-age"] == ""  # with the browser, at the latest


def test_no_provider_is_offered_unless_one_is_set(client):
    assert "openid" not in words_of(client.get(reverse(LOGIN))).lower()


def test_the_demo_comes_in_without_a_second_factor(client, capsys):
    from django.core.management import call_command

    f.user("Analyst")  # makes the groups
    call_command("create_demo_accounts")
    password = re.search(r"editor +password (\S+)", capsys.readouterr().out)[1]
    assert sign_in(client, "editor", password)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200 and client.get("/admin/").status_code == 200
