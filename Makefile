# policyparse: two commands do all the set-up on a machine with Python 3.11 and make: `make dataset`, `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
OTHERS := build/others
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help dataset test check check-release bench docs gate floors lock slow suites

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/:/' | awk -F: '{printf "  make %-10s %s\n", $$1, $$2}'

dataset: $(VENV)/.stored ## build dist/ from source/, refresh schema/, verify both
	$(BIN)/policyparse build source -o dist
	$(BIN)/policyparse schema --out schema
	$(BIN)/policyparse verify dist

test: $(VENV)/.dev ## run all tests (those on ../shared are skipped where it is absent)
	$(BIN)/python -m pytest -n 2 --dist worksteal

slow: $(VENV)/.dev ## run the long forms of the property and fault tests too
	POLICYPARSE_SLOW=1 $(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.dev ## check types, format, style and import direction
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.dev $(VENV)/.stored ## measure speed as ratios, interleaved runs, medians; beside JioNLP and Recognizers-Text where they can be had
	-$(MAKE) -s $(OTHERS)/.done
	$(BIN)/python tools/bench.py --others $(OTHERS)/bin/python

suites: $(OTHERS)/.done ## compare how numbers are read with other packages, on their own cases (needs ../shared)
	$(BIN)/python tools/compare_suites.py --others $(OTHERS)/bin/python

check-release: $(VENV)/.core ## let other people's tools judge dist/ (frictionless, mlcroissant, ajv, tsc …; needs node)
	tools/release_check/run.sh dist

docs: $(VENV)/.dev ## build the pages of docs/ into site/; a warning is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -q -d site

gate: $(VENV)/.dev ## compare the figures against gold with their floors (needs ../shared)
	$(BIN)/python tools/gate.py

floors: $(VENV)/.dev ## raise the floors to the figures of today; they never go down (needs ../shared)
	$(BIN)/python tools/gate.py --raise

lock: ## pin every dependency again, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build --all-extras pyproject.toml -c requirements.lock -o requirements-dev.lock

$(OTHERS)/.done: tools/suites/requirements.txt $(VENV)/.dev
	test -x $(OTHERS)/bin/python || $(PYTHON) -m venv $(OTHERS)
	$(OTHERS)/bin/python -m pip --disable-pip-version-check -q install -r tools/suites/requirements.txt
	touch $@

$(VENV)/.core: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# What a start would make anew (patterns.py); answers of tables are used as long as no file has changed.
$(VENV)/.stored: $(VENV)/.core $(shell find src/policyparse -name '*.py' -o -name '*.csv' -o -name '*.bin' -not -path '*/__pycache__/*')
	$(BIN)/python -m compileall -q src
	$(BIN)/python -c 'import sys; from policyparse.patterns import write; write(sys.argv[1:])' source/* src/policyparse/corpus/samples/*
	touch $@

$(VENV)/.dev: $(VENV)/.core requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@
