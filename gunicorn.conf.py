"""How gunicorn runs: started without options, here and in the image, and told of by docs/operations.md."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Requests reach a thread whole: senders of half a line, or of a byte a second, hold none.
worker_class = "agenda.serving.worker.WholeRequests"
worker_connections = 1000
keepalive = 5
# A worker whose loop stands still this long is replaced; after a stop, answers have as long to be finished.
timeout = 60
graceful_timeout = 30
# A head is at most 64 kB (agenda.serving.arrivals).
limit_request_line = 8190
limit_request_fields = 64
# The heartbeat of workers is a file: in memory, where a slow disk does not make them look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  a name that nobody can guess is made there

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
