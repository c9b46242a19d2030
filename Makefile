SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin
PLOTLY := plotly.js-basic-dist-min@4.1.1

.DEFAULT_GOAL := help
.PHONY: help run admin test lint format messages requirements audit clean setup

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

run: setup ## Start the site on http://127.0.0.1:8000 (HOST, PORT, WORKERS)
	@$(BIN)/python manage.py serve

admin: setup ## Make an administrator
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createsuperuser

test: setup .venv/.dev ## Run every check and test
	@tools/test

lint: setup .venv/.dev ## Check style, types and layers
	@tools/lint

format: .venv/.dev ## Format the code
	@$(BIN)/ruff check --fix -q . || true
	@$(BIN)/ruff format .

messages: .venv/.dev ## Collect the texts to translate (needs GNU gettext)
	@cd dashboard && ../$(BIN)/python ../manage.py makemessages -l zh_Hans --no-location --no-wrap
	@cd indicators && ../$(BIN)/python ../manage.py makemessages -l zh_Hans --no-location --no-wrap

requirements: .venv/.dev ## Pin the dependencies again
	@$(BIN)/pip-compile -q --no-emit-index-url --no-emit-find-links --no-emit-options --no-header --strip-extras -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile -q --extra dev --no-emit-index-url --no-emit-find-links --no-emit-options --no-header --strip-extras -c requirements.txt -o requirements-dev.txt pyproject.toml

audit: .venv/.dev ## Look the dependencies up for known faults (needs a network)
	@$(BIN)/pip-audit -r requirements.txt

clean: ## Remove the environment; the data in var/ stay
	@rm -rf .venv

setup: .venv/.run var/assets/plotly/plotly.min.js
	@$(BIN)/pybabel -q compile -D django -d dashboard/locale 2>/dev/null
	@$(BIN)/pybabel -q compile -D django -d indicators/locale 2>/dev/null

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what the site needs …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt 2>.venv/pip.log || { echo "The packages could not be installed; is there a network? Details: .venv/pip.log"; exit 1; }
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing what the tests need …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt 2>.venv/pip.log || { echo "The packages could not be installed; is there a network? Details: .venv/pip.log"; exit 1; }
	@touch $@

# The small bundle comes from npm; without npm the large one of the wheel does the same work.
var/assets/plotly/plotly.min.js: | .venv/.run
	@mkdir -p var/assets/plotly var/npm
	@if command -v npm >/dev/null && npm install --silent --no-save --no-audit --no-fund --prefix var/npm $(PLOTLY) >/dev/null 2>&1; \
	then cp var/npm/node_modules/plotly.js-basic-dist-min/plotly-basic.min.js $@; \
	else echo "npm is not at hand: the larger chart script of the plotly package is used."; \
	cp "$$($(BIN)/python -c 'import plotly, pathlib; print(pathlib.Path(plotly.__file__).parent / "package_data" / "plotly.min.js")')" $@; fi
