"""Pictures of the record: drawn once as a scene, written as SVG or PNG, with the same numbers as a table."""

from .scene import Picture

__all__ = ["Picture"]
