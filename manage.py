#!/usr/bin/env python
"""Django's command line for this project: `python manage.py help` lists the commands."""

import os
import secrets
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
    # A command outlives no session, so a key made up for it will do; the server still asks for a real one.
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    os.environ.setdefault("LOG_JSON", "off")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
