"""How gunicorn writes its own lines: as the site does. Everything else is said on its command line."""

import os

if os.environ.get("LOG_JSON", "on").lower() in ("", "1", "on", "yes", "true"):
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "agenda.serving.request_log.JsonLines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO").upper()},
        "loggers": {
            "gunicorn.error": {"handlers": ["console"], "propagate": False},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
