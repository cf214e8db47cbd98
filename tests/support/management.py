"""Running a command of the site."""

from django.core.management import call_command


def run(capsys, *arguments):
    call_command("import_table", *map(str, arguments))
    return capsys.readouterr().out
