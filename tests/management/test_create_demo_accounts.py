"""`manage.py create_demo_accounts`, which `make demo` runs at every start."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_accounts_with_their_roles_and_passwords_that_are_printed_once(client, capsys):
    call_command("create_demo_accounts")
    printed = dict(re.findall(r"^(\S+) +password (\S+)", capsys.readouterr().out, re.MULTILINE))
    users = {user.username: user for user in get_user_model().objects.all()}
    assert printed.keys() == users.keys() == {"editor", "analyst-1", "analyst-2"}
    assert len(set(printed.values())) == 3
    for name, password in printed.items():
        assert client.login(username=name, password=password) and users[name].is_staff
    roles = {name: sorted(user.groups.values_list("name", flat=True)) for name, user in users.items()}
    assert roles == {
        "editor": ["Analyst", "Editor", "Reviewer"],
        "analyst-1": ["Analyst"],
        "analyst-2": ["Analyst"],
    }


def test_accounts_that_exist_stay_as_they_are(client, capsys):
    get_user_model().objects.create_user("editor", password="mine")
    call_command("create_demo_accounts")
    call_command("create_demo_accounts")
    assert not re.search("^editor ", capsys.readouterr().out, re.MULTILINE)
    assert client.login(username="editor", password="mine") and get_user_model().objects.count() == 3
