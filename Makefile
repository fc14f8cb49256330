# `make run` opens the atlas, `make test` passes all tests, `make quick` those without a browser.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

# The processes take tests from each other, so that one long file does not decide.
TESTS := -m pytest -n auto --maxprocesses 4 --dist worksteal

.PHONY: run test quick lint clean

run: $(VENV)/.run
	@$(BIN)/python -m geodata serve --port $(PORT)

test: $(VENV)/.test lint
	$(BIN)/python -m geodata check
	$(BIN)/python $(TESTS)

quick: $(VENV)/.test
	$(BIN)/python $(TESTS) -m "not browser"

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 run")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build static/engine-* static/web-* static/record-* static/exhibit-*
