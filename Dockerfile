FROM python:3.12-slim-trixie
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BIND=0.0.0.0:8000 STATIC_ROOT=/srv/static RELEASES_DIR=/srv/releases
WORKDIR /srv/agenda
COPY requirements.txt .
# pg_dump and pg_restore, for manage.py backup and restore: no older than the database of docker-compose.yml, or they refuse it
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN SECRET_KEY=build-only python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system --no-create-home agenda \
    && mkdir /srv/releases && chown agenda /srv/releases
USER agenda
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen(urllib.request.Request('http://127.0.0.1:8000/healthz', headers={'Host': 'localhost'}), timeout=4)"]
CMD ["gunicorn", "agenda.wsgi"]
