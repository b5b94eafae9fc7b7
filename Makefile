# The two commands that matter: `make run` (PORT=8000) and `make test` (ARGS="-k name"). Needs only Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var
ARGS ?=
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
WORDS := $(shell find huiying -name '*.po')

.PHONY: env dev run test soak mutants lint audit bench screenshots pins
.DELETE_ON_ERROR:

env: $(VENV)/.run $(VENV)/.words ## makes .venv and compiles the translations

dev: $(VENV)/.dev $(VENV)/.words ## the same with the tools of developers

run: env ## serves the demo office on http://127.0.0.1:$(PORT)
	$(BIN)/huiying serve --demo --data $(DATA) --port $(PORT)

test: dev ## all tests on SQLite, then on PostgreSQL
	DATABASE_URL= $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)
	$(BIN)/python -m tests.postgresql -n $(JOBS) --dist worksteal -m "not journey or both_databases" $(ARGS)

soak: dev mutants ## the long versions: thousands of random lives and texts, every changed line, fifty kills, a million entries, a year of 50,000 cases
	HUIYING_SOAK=1 $(BIN)/python -m pytest -n $(JOBS) --hypothesis-profile=soak tests/core tests/faults tests/faces/witness $(ARGS)
	$(BIN)/python -m bench.ledger tree --leaves 1000000
	HUIYING_SOAK=1 $(BIN)/python -m pytest tests/loop/simulation $(ARGS)
	$(BIN)/python -m bench.supervision

mutants: dev ## changes the code of the log in a copy; fails when the tests notice fewer than 90 % of the changes
	$(BIN)/python tools/mutants.py

lint: dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/bandit -q -c pyproject.toml -r huiying --severity-level medium
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check
	@mkdir -p $(VENV)/lint
	HUIYING_DATA=$(VENV)/lint $(BIN)/python -m django makemigrations --check --dry-run --settings huiying.config.settings
	HUIYING_DATA=$(VENV)/lint HUIYING_HTTPS=yes $(BIN)/python -m django check --deploy --fail-level WARNING --settings huiying.config.settings

audit: dev ## asks the internet for known weaknesses in the pinned libraries; fails too when it cannot ask for one of them
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements/base.txt -r requirements/postgres.txt

bench: env ## measures; see bench/README.md
	$(BIN)/python -m bench.writers
	$(BIN)/python -m bench.procedures
	$(BIN)/python -m bench.importing
	$(BIN)/python -m bench.queue
	$(BIN)/python -m bench.intake
	$(BIN)/python -m bench.flood
	$(BIN)/python -m bench.ledger intake
	$(BIN)/python -m bench.ledger tree
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.similarity
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.issues
	$(BIN)/python -m bench.category
	$(BIN)/python -m bench.supervision --cases 5000
	$(BIN)/python -m bench.backup

screenshots: dev ## takes pictures of the demo office into ./screenshots, and those of README into docs/pictures
	$(BIN)/python tools/screenshots.py

pins: $(VENV)/.made ## writes requirements/*.txt anew from requirements/*.in
	$(PYTHON) -m venv $(VENV)/pins
	$(VENV)/pins/bin/python -m pip --disable-pip-version-check --quiet install uv
	for name in build base postgres dev; do \
		$(VENV)/pins/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Huiying needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/build.txt requirements/base.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.words: $(VENV)/.run tools/messages.py $(WORDS)
	$(BIN)/python tools/messages.py compile
	@touch $@
