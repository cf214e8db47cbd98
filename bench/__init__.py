"""Measures the site as it is served, beside limits measured in the same run: docs/performance.md."""
