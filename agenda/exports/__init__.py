"""Writers: what is on record, out in the forms people use."""

from .record import dump_record

__all__ = ["dump_record"]
