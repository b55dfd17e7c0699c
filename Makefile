# Needs Python 3.11 or newer, make and git, and npm for the tests; everything else goes into .venv.

PYTHON ?= python3
PY := .venv/bin/python
BIN := .venv/bin
# Readers of what is handed over, for the tests: npm leaves this file when they are whole.
VALIDATORS := tests/validators/node_modules/.package-lock.json
# A test file stays on one core, with the servers and browsers that it shares.
SPREAD := -n auto --dist loadscope
# The second time, on PostgreSQL: what asks no database, or looks at a page only, is the same there.
# Examples in docstrings ask none, so only the tests are looked through.
ON_POSTGRESQL := $(PY) -m scripts.postgresql --install $(PY) -m pytest $(SPREAD) -m "database and not looks" tests
# What does not wait for each other is done at the same time, on two cores.
BEFORE_TESTS := $(MAKE) --no-print-directory -j2 lint $(VALIDATORS) staticfiles/staticfiles.json

.PHONY: help setup run test check format lint types rules needs-python
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: .venv/runtime staticfiles/staticfiles.json ## Set up .venv, the data folder, the database and the static files
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py demo_diary --verbosity 0

run: setup ## Set up what is missing and start the app
	@exec $(PY) -m gunicorn mgapp.wsgi

test: .venv/dev ## Run everything: lint, types, layers, all tests with a real browser, on SQLite and PostgreSQL
	@$(BEFORE_TESTS)
	@CHROMIUM="$$($(PY) -m scripts.find_chromium --install)" && export CHROMIUM && \
		$(PY) -m pytest $(SPREAD) && exec $(ON_POSTGRESQL)

check: .venv/dev ## Run the quick part: no browser
	@$(BEFORE_TESTS)
	@$(PY) -m pytest $(SPREAD) -m "not browser"

# djade ends with 1 when it mended a file, ruff when something is left: `make check` tells what.
format: .venv/dev ## Mend what can be mended
	@$(PY) -m ruff check --fix . || true
	@$(PY) -m ruff format .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

# The tests have a data folder of their own and do not see how this machine's diary is set up.
test check: export DATA_DIR := $(CURDIR)/.cache/test-data
test check: export BIND :=
test check: export CSP_REPORTS :=
test check: export DATABASE_URL :=
test check: export DEBUG :=
test check: export EMAIL_URL :=
test check: export ERROR_MAIL_TO :=
test check: export LOG_FORMAT :=
test check: export METRICS :=
test check: export METRICS_TOKEN :=
test check: export PUBLIC_URL :=
# A hundred programs are started, on two databases: what they are compiled to is written down.
test check: export PYTHONDONTWRITEBYTECODE :=
test check: export SECRET_KEY :=
test check: export SIGNUP :=
test check: export TRUSTED_PROXIES :=

lint: types rules

types: .venv/dev
	$(PY) -m mypy

rules: .venv/dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r tracker mgapp scripts
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(PY) manage.py check --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run

# Empty files in .venv say what was installed; each is made again when its requirements change.

.venv/runtime: requirements.txt
	@$(MAKE) --no-print-directory needs-python
	@echo "Setting up .venv; the first time takes about a minute."
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@echo "Installing the tools for tests and checks."
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VALIDATORS): tests/validators/package-lock.json | .venv/dev
	@$(PY) -m scripts.install_validators
	@touch $@

# Folders are listed too, so that a file that went away is noticed.
staticfiles/staticfiles.json: .venv/runtime $(shell find static)
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

needs-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Mg Diary needs Python 3.11 or newer: install it, or name it with 'make PYTHON=/path/to/python3 ...'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments: install its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
