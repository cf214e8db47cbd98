# `make help` lists the targets. Nothing here needs more than Python 3.11 to 3.13 and a POSIX shell.
PYTHON ?= python3
PORT ?= 8000
DEMO := .demo
START := .start
IN ?= $(START)
RUN := .venv/bin
# What serves the data in the directory $(1) on this machine alone.
LOCAL_ENV = SECRET_KEY="$$(cat $(1)/secret_key)" DATABASE_URL="sqlite:///$(CURDIR)/$(1)/record.sqlite3" \
	STATIC_ROOT="$(CURDIR)/$(1)/static" RELEASES_DIR="$(CURDIR)/$(1)/releases" BIND=127.0.0.1:$(PORT) PUBLIC_ADDRESS=http://127.0.0.1:$(PORT)/ \
	ALLOWED_HOSTS=127.0.0.1,localhost HTTPS=off DEBUG=off LOG_LEVEL=WARNING LOG_JSON=off SECOND_FACTOR=off
DEMO_ENV = $(call LOCAL_ENV,$(DEMO))
START_ENV = $(call LOCAL_ENV,$(START))
SECRET = (umask 077; $(RUN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $(1)/secret_key)

.PHONY: help demo start manage test bench bench-data siege torture fuzz mutants lint format messages audit sbom digests pins check-python

help: ## Show this list
	@grep -E '^#?[a-z-]+[^:]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^#?([^:]+):.*## /\1\t/' | expand -t 15

check-python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"Python 3.11 to 3.13 is needed, this is {v[0]}.{v[1]}. Name one: make demo PYTHON=python3.12")'

.venv/runtime: requirements.txt | check-python
	@test -x $(RUN)/python || $(PYTHON) -m venv .venv
	@echo "Installing pinned requirements …"
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@echo "Installing pinned test requirements …"
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: .venv/runtime ## Load the real record and serve it at http://127.0.0.1:8000 (PORT=… changes it)
	@$(RUN)/python scripts/port_is_free.py $(PORT) demo
	@mkdir -p $(DEMO)
	@test -s $(DEMO)/secret_key || $(call SECRET,$(DEMO))
	@$(DEMO_ENV) $(RUN)/python manage.py migrate --verbosity 0
	@test -e $(DEMO)/loaded || $(DEMO_ENV) $(RUN)/python manage.py load_record
	@touch $(DEMO)/loaded
	@$(DEMO_ENV) $(RUN)/python manage.py collectstatic --noinput --verbosity 0
	@$(DEMO_ENV) $(RUN)/python manage.py create_demo_accounts
	@echo "The record: http://127.0.0.1:$(PORT)/   Sign in: http://127.0.0.1:$(PORT)/account/login/   (Ctrl+C stops; its data stay in $(DEMO)/)"
	@$(DEMO_ENV) exec $(RUN)/gunicorn agenda.wsgi --log-level warning

start: .venv/runtime ## Serve an empty tracker of your own at http://127.0.0.1:8000; prints the link of its first administrator
	@$(RUN)/python scripts/port_is_free.py $(PORT) start
	@mkdir -p $(START)
	@test -s $(START)/secret_key || $(call SECRET,$(START))
	@$(START_ENV) $(RUN)/python manage.py migrate --verbosity 0
	@$(START_ENV) $(RUN)/python manage.py collectstatic --noinput --verbosity 0
	@$(START_ENV) $(RUN)/python manage.py first_link http://127.0.0.1:$(PORT)
	@echo "Your tracker: http://127.0.0.1:$(PORT)/   Sign in: http://127.0.0.1:$(PORT)/account/login/   (Ctrl+C stops; its data stay in $(START)/)"
	@$(START_ENV) exec $(RUN)/gunicorn agenda.wsgi --log-level warning

manage: .venv/runtime ## Run a command on the data of `make start` (CMD="load_record fixtures/examples/eu-us-ttc"; IN=.demo for the demo's)
	@test -s $(IN)/secret_key || { echo "There is nothing in $(IN)/ yet: run make start (or make demo) first." >&2; exit 1; }
	@$(call LOCAL_ENV,$(IN)) $(RUN)/python manage.py $(or $(CMD),help)

test: .venv/dev ## Run every test on SQLite and on PostgreSQL, in a real browser
#test FILE=...: ## Run one file or folder of tests, on both databases (ARGS="-k word" narrows it further)
#test ALL=1: ## Run every test, and crawl every address of the real record
test:
	@sh scripts/find_gettext.sh && chromium="$$(sh scripts/find_chromium.sh)" && soffice="$$(sh scripts/find_soffice.sh)" && \
	nginx="$$(sh scripts/find_nginx.sh)" && sh scripts/find_pgbouncer.sh >/dev/null && \
	export CHROMIUM="$$chromium" SOFFICE="$$soffice" NGINX="$$nginx" && $(RUN)/python scripts/run_tests.py $(FILE) $(ARGS)

bench: .venv/dev ## Measure the served pages beside limits and other programs (SCALE=S|M|L, DB=sqlite|postgres, OUT=file.json)
#bench DATA=1: ## Print timings of data in and out on both databases, and of pages beside an export
bench:
	@if [ -n "$(DATA)" ]; then $(MAKE) --no-print-directory bench-data; \
	elif [ "$(DB)" = postgres ]; then SCALE=$(or $(SCALE),S) $(RUN)/python scripts/with_postgres.py $(RUN)/python -m bench $(OUT); \
	else SCALE=$(or $(SCALE),S) $(RUN)/python -m bench $(OUT); fi

bench-data: .venv/dev
	@PYTHONPATH=. $(RUN)/python scripts/bench.py
	@scratch="$$(mktemp -d)" && trap 'rm -rf "$$scratch"' EXIT && export DEBUG=off PYTHONPATH=. && \
	DATABASE_URL="sqlite:///$$scratch/bench.sqlite3" $(RUN)/python scripts/bench_data.py && \
	DATABASE_URL="sqlite:///$$scratch/bench.sqlite3" $(RUN)/python scripts/bench_load.py && \
	$(RUN)/python scripts/with_postgres.py $(RUN)/python scripts/bench_data.py

siege: .venv/dev ## Print what a reader's page takes beside loops of pictures, exports and searches, and beside slow senders (RECORD=…)
	@sh scripts/find_nginx.sh >/dev/null && $(RUN)/python scripts/siege.py "$(or $(RECORD),$(DEMO)/record.sqlite3)"

torture: .venv/dev ## Kill writers and PostgreSQL hundreds of times, cut, fill, forbid: nothing acknowledged may be lost (long)
	@$(RUN)/python scripts/torture.py sqlite && $(RUN)/python scripts/torture.py postgres

fuzz: .venv/dev ## Try other odd texts, files and records than the tests' own, new ones each time (FILE=… for one)
	@HYPOTHESIS_PROFILE=other ODD_EXAMPLES=400 SECRET_KEY=fuzz $(RUN)/python -m pytest -p no:cacheprovider \
	$(or $(FILE),$$(grep -rlE 'from hypothesis|import hypothesis' tests --include='test_*.py'))

hostile: .venv/dev ## Print what each of the hostile files of the tests takes to be refused, in seconds and megabytes
	@$(RUN)/python scripts/hostile.py

mutants: .venv/dev ## Plant faults one after another in a copy and see the tests go red (NAME="word word" for some; long)
	@sh scripts/find_nginx.sh >/dev/null && chromium="$$(sh scripts/find_chromium.sh)" && \
	CHROMIUM="$$chromium" $(RUN)/python scripts/mutants.py $(NAME)

lint: .venv/dev ## Check style, formatting, templates, walls, types and missing migrations
	@$(RUN)/ruff check . && $(RUN)/ruff format --check . && $(RUN)/djhtml --tabwidth 2 --check templates && \
	$(RUN)/djade --target-version 5.2 --check $$(find templates -name '*.html') && SECRET_KEY=lint $(RUN)/python manage.py makemigrations --check --dry-run && \
	$(RUN)/lint-imports --no-cache --no-logo && $(RUN)/mypy --no-error-summary

format: .venv/dev ## Let ruff, djade and djhtml mend what they can
	@$(RUN)/ruff check --fix . ; $(RUN)/ruff format . ; $(RUN)/djade --target-version 5.2 $$(find templates -name '*.html') ; \
	$(RUN)/djhtml --tabwidth 2 templates

messages: .venv/dev ## Collect the messages to translate into each folder of locale/, and compile them (needs GNU gettext)
	@sh scripts/find_gettext.sh && export SECRET_KEY=messages && \
	$(RUN)/python manage.py makemessages --all --no-location && $(RUN)/python manage.py makemessages --all --no-location -d djangojs && \
	$(RUN)/python manage.py compilemessages

audit: .venv/dev ## Ask for known weaknesses of the pinned requirements (OSV=all.zip: of OSV's export, without a network)
	@if [ -n "$(OSV)" ]; then $(RUN)/python scripts/audit.py "$(OSV)"; \
	else $(RUN)/python -m pip_audit --strict --require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt; fi

sbom: .venv/runtime ## Print what an installation is made of, as CycloneDX JSON
	@$(RUN)/python scripts/sbom.py requirements.txt

digests: ## Write the digests of the images that containers are made from behind their names (needs Docker and a network)
	@$(PYTHON) scripts/digests.py

pins: ## Renew the hash-pinned requirements (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-strip-extras pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-strip-extras --group dev pyproject.toml -o requirements-dev.txt
