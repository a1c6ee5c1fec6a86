# Knead to Know. `make run` opens the app in the browser, `make test` runs the tests; both set up
# what is missing first. Nothing is needed but Python 3.11 or newer and a network that reaches PyPI.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
READY := $(VENV)/.ready
# uv doesn't read pip's settings: pass on where pip was told to look, without naming a place.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
UV := $(BIN)/python -m uv pip install --python $(BIN)/python --compile-bytecode --quiet
# Without a place to look, ask for the CPU build of torch; where its index can't be reached, the
# plain build is taken, which is several gigabytes on Linux.
TORCH := $(if $(UV_FIND_LINKS),,--torch-backend=cpu)

.PHONY: run test check bench install dev ready clean lint

run: ready
	$(BIN)/knead serve

install: $(STAMP)
dev: $(DEV)
ready: $(READY)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("knead needs Python 3.11 or newer, and this is " + sys.version.split()[0] + "; name another with make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv

$(STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what knead needs (once; a few minutes on a slow network)."
	$(UV) $(TORCH) --constraint constraints.txt --editable . || { echo "The CPU build of torch can't be reached: taking the plain one, several gigabytes on Linux."; $(UV) --constraint constraints.txt --editable .; }
	touch $@

$(DEV): pyproject.toml constraints.txt $(STAMP)
	$(UV) $(TORCH) --constraint constraints.txt --editable ".[dev]" || $(UV) --constraint constraints.txt --editable ".[dev]"
	touch $@

# The embedding model is exported and the bundled library indexed once, so no question waits.
$(READY): $(STAMP) $(wildcard knowledge/sources/*.md) knowledge/elsewhere.txt $(wildcard retrieval/*.py)
	$(BIN)/python -m retrieval.setup
	touch $@

test: dev ready
	$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: lint test

bench: dev ready
	$(BIN)/python -m evals.bench

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
