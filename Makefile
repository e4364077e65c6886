# Every target sets up what it needs; `make demo` and `make test` work as the first command on a fresh clone.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SERVICES := $(VENV)/.services
DEMO ?= demo
MINUTES ?= 10
SAMPLE ?= 25
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.12 --no-annotate --no-header

.PHONY: help setup setup-services demo test test-services test-sequences check bench fuzz mutate hostile kills audit lock docs clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMP)  ## make .venv with everything pinned by hash in the lock files

$(STAMP): pyproject.toml requirements.lock build-requirements.lock scripts/find_python.sh
	@python="$$(bash scripts/find_python.sh)" && "$$python" -m venv --clear $(VENV)
	@$(PIP) --require-hashes -r build-requirements.lock  # what builds packages is pinned as well
	@$(PIP) --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP) --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src/termlode  # a look-up must not compile what it loads
	@touch $@

setup-services: $(SERVICES)  ## add to .venv what tests of servers, pages and corpora need

$(SERVICES): $(STAMP) services.lock tests/services/package-lock.json
	@$(PIP) --require-hashes --no-build-isolation -r services.lock
	@npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/services  # axe-core, pinned by its hash
	@touch $@

demo: $(STAMP)  ## build the packaged samples (or SOURCES=folder) in ./demo and show what came out
	@bash scripts/demo.sh $(BIN) $(DEMO) "$(SOURCES)"

test: $(STAMP)  ## run all tests
	@$(BIN)/python -m pytest -n auto -m "not postgres and not browser and not corpus"

test-services: $(SERVICES)  ## run the tests that need PostgreSQL, Chromium or Dask; one that is skipped fails
	@TERMLODE_NO_SKIPS=1 $(BIN)/python -m pytest -m "postgres or browser or corpus"

test-sequences: $(STAMP)  ## run 1,000 random lives of a workspace (make test runs 50)
	@TERMLODE_SEQUENCES=1000 $(BIN)/python -m pytest -q -n auto --timeout 3600 tests/jobs/test_sequences.py

check: $(STAMP)  ## lint, format, types, architecture
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_architecture.py

bench: $(STAMP)  ## measure what benchmarks/RESULTS.md records (long; SHARED data needed for most)
	@for script in recognition lookup starts correction segmentation extraction alignment memory upkeep exchange; do \
	    echo "== $$script"; $(BIN)/python benchmarks/$$script.py || exit 1; done

fuzz: $(STAMP)  ## feed the readers damaged files for MINUTES (10)
	@$(BIN)/python benchmarks/fuzz.py --minutes $(MINUTES)

mutate: $(STAMP)  ## put SAMPLE (25) small faults into each of ROOMS (all of mutation.toml); which do the tests miss?
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt cosmic-ray
	@$(BIN)/python scripts/mutate.py $(ROOMS) --sample $(SAMPLE)

hostile: $(STAMP)  ## run 300 hostile inputs through the commands, each within 4 s CPU and 300 MB
	@$(BIN)/python benchmarks/hostile.py

kills: $(STAMP)  ## kill what writes 200 times and look for what was lost
	@$(BIN)/python benchmarks/kills.py

audit: $(STAMP)  ## ask for known weaknesses of all that is pinned; fails where nothing could be asked
	@$(BIN)/python scripts/audit.py

lock: $(STAMP)  ## write the lock files anew from pyproject.toml and constraints.txt
	@$(LOCK) pyproject.toml --extra dev --extra shell --extra bidi --extra server --extra mcp --extra postgres -c constraints.txt -o requirements.lock
	@$(LOCK) pyproject.toml --extra dev --extra server --extra mcp --extra postgres --extra corpus --extra s3 --extra services -c requirements.lock -o services.lock
	@$(LOCK) pyproject.toml --extra encoders -c constraints.txt -o encoders.lock
	@$(LOCK) build-requirements.in -c constraints.txt -o build-requirements.lock

docs: $(STAMP)  ## regenerate what is generated in docs/ and glossaries/
	@for script in make_cli_docs make_check_table make_api_docs lint_docs check_docs build_glossaries; do \
	    $(BIN)/python scripts/$$script.py || exit 1; done

clean:  ## remove what the targets above made
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
