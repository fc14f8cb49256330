# `make run` opens the atlas, `make test` passes all tests, `make quick` those without a browser.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

# The processes take tests from each other, so that one long file does not decide.
TESTS := -m pytest -n auto --dist worksteal

.PHONY: run test quick lint scripts clean

run: $(VENV)/.run
	@$(BIN)/python -m geodata serve --port $(PORT)

test: $(VENV)/.test lint scripts
	$(BIN)/python -m geodata check
	$(BIN)/python $(TESTS)

quick: $(VENV)/.test
	$(BIN)/python $(TESTS) -m "not browser"

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The scripts need Node to be checked, never to run: without it the rest is still tested.
scripts:
	@if command -v node >/dev/null && command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.done && npm run --silent lint && npm run --silent types && npm test --silent; \
	else echo 'Node is missing, so the scripts are not checked: apt-get install nodejs npm' >&2; test -z "$$FENGTU_REQUIRE_BROWSER"; fi

node_modules/.done: package.json package-lock.json .npmrc
	npm ci --silent
	@touch $@

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
	rm -rf $(VENV) node_modules build static/engine-* static/web-* static/record-* static/exhibit-*
