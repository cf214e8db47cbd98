"""Settings of the site for tests."""

from agenda.actions.site_settings import save_settings
from agenda.models import SiteSettings
from agenda.models.about import defaults

from . import factories as f


def site_settings(**values) -> SiteSettings:
    """The settings with these values, saved by an administrator."""
    row = SiteSettings.objects.first() or defaults()
    seen = row.stamp
    for name, value in values.items():
        setattr(row, name, value)
    return save_settings(row, by=f.user("Administrator"), seen=seen, address="test")
