"""Which adapter is used: the one for the database in use."""

from django.db import connection

from .interface import Adapter
from .postgres import Postgres
from .sqlite import SQLite


def adapter() -> Adapter:
    """The adapter for the database in use."""
    return Postgres() if connection.vendor == "postgresql" else SQLite()
