# Everything a person runs. Each target makes the virtual environment it needs from a lock file.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Where PYTHONDONTWRITEBYTECODE is set, pip leaves this out and every start takes twice as long.
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true

.DEFAULT_GOAL := help
.PHONY: help run live test coverage test-slow dev lint bench bench-reach bench-claims bundle lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@echo "Making the virtual environment in $(VENV) (about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@$(COMPILE)
	@touch $@

run: $(VENV)/run.stamp ## Load the bundled archive and publish a release
	@$(BIN)/tradebooks run

live: $(VENV)/run.stamp ## Ask the live sources, load and publish a release
	@$(BIN)/tradebooks run --live

dev: $(VENV)/run.stamp ## Dagster's web page and daemon, with the daily schedule on
	@$(BIN)/tradebooks dev

test: $(VENV)/dev.stamp ## The whole test suite
	@$(BIN)/python -m pytest

coverage: $(VENV)/dev.stamp ## The same, with what it covers; takes twice as long
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

test-slow: $(VENV)/dev.stamp ## What takes longer: ten thousand worlds, a hundred thousand texts
	@$(BIN)/python -m pytest -m slow
	@$(BIN)/python -m benchmarks.claims.fuzz 100000

lint: $(VENV)/dev.stamp ## Style, types, import rules, SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project/models

bench: $(VENV)/dev.stamp ## What a load, a poll and a large answer cost
	@$(BIN)/python -m benchmarks.load
	@$(BIN)/python -m benchmarks.live
	@$(BIN)/python -m benchmarks.reconcile

$(VENV)/peers.stamp: benchmarks/reach/peers.txt
	@$(PYTHON) -m venv $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@touch $@

bench-reach: $(VENV)/dev.stamp $(VENV)/peers.stamp ## A million rows beside DuckDB, dlt, pandas; ten million
	@$(BIN)/python -m benchmarks.reach 1000000 10000000 --peers $(VENV)/peers/bin/python
	@$(BIN)/python -m benchmarks.reach.day

bench-claims: $(VENV)/dev.stamp ## How well claims are read
	@$(BIN)/python -m benchmarks.claims.run

bundle: $(VENV)/dev.stamp ## Make the bundled archive anew from its contents
	@$(BIN)/python -m ingest.bundle.make

lock: ## Resolve the dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock

clean: ## Remove the virtual environment and everything made at run time
	rm -rf $(VENV) data build *.egg-info
