"""What stands before every page: outages, health, limits, headers, the log."""
