# Needs Python 3.11 or newer, and a network for the first run; "make" alone lists what there is.
PYTHON ?= python3
PLOTLY_JS := 4.1.1

BIN := .venv/bin
VAR := $(or $(VAR_DIR),var)
VENV := .venv/runtime.stamp
DEVELOPMENT := .venv/development.stamp
PLOTLY := $(VAR)/plotly-$(PLOTLY_JS).stamp
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard */locale/*/LC_MESSAGES/django.po))
TEMPLATES = find dashboard -name '*.html' -exec
CSS := $(wildcard dashboard/static/dashboard/*.css)
BEAUTIFY = $(BIN)/css-beautify --indent-size 2 --end-with-newline
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# Tests start hundreds of processes: each would compile the whole site again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run new admin setup assets check test demo bench lint format messages requirements audit clean

help:
	@awk -F ': .*## |: ## ' '/^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: setup ## install what is missing and serve the dashboard (HOST, PORT, WORKERS)
	@exec $(BIN)/python manage.py serve

new: export DATABASE_URL ?= sqlite:///$(abspath $(VAR))/city.sqlite3
new: setup ## serve another city's own, empty site (CITY_NAME_ZH, CITY_NAME_EN: asked for and kept)
	@exec tools/new-city

admin: setup ## make an account that may do everything
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createsuperuser

setup: $(VENV) $(CATALOGUES) assets ## only install, without serving

assets: $(PLOTLY)

check: setup $(DEVELOPMENT) ## lint, and the tests that need no database: under a minute
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest -n auto -m "not database and not browser and not slow" \
	  --ignore tests/dashboard/static_edition --ignore tests/journeys --ignore tests/tools

test: setup $(DEVELOPMENT) ## every check and every test (REQUIRE_ALL=1: none may be skipped)
	@$(MAKE) --no-print-directory lint
	@tools/test

demo: export DATABASE_URL = sqlite:///$(abspath $(VAR))/demo.sqlite3
demo: export DEMONSTRATION = 1
demo: export REQUIRE_SECOND_FACTOR = 0
demo: export PORT ?= 8001
demo: setup ## play the monthly cycle on made-up data (PORT, 8001 unless named)
	@# Without its database the mark is stale, and serve would show the real report as made up.
	@test -s $(VAR)/demo.sqlite3 || rm -f $(VAR)/demo.ready
	@$(BIN)/python manage.py migrate --verbosity 0
	@test -s $(VAR)/demo.ready || { $(BIN)/python manage.py demo && echo made >$(VAR)/demo.ready; }
	@exec $(BIN)/python manage.py serve

bench: setup $(DEVELOPMENT) ## measure speed, bytes and memory at three sizes (about 20 minutes the first time)
	@$(BIN)/python -m tools.bench $(BENCH)

lint: $(DEVELOPMENT) ## style, types, the arrows between modules, templates, CSS
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(TEMPLATES) $(BIN)/djade --check {} +
	$(TEMPLATES) $(BIN)/djlint --quiet {} +
	@for css in $(CSS); do $(BEAUTIFY) $$css | diff -u $$css - || exit 1; done
	@# At most 120 characters a line.
	@! LC_ALL=C.UTF-8 grep -rnE --include '*.html' --include '*.css' '.{121}' dashboard

format: $(DEVELOPMENT) ## rewrite code, templates and CSS in the common style
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format --quiet
	-$(TEMPLATES) $(BIN)/djade {} +
	@for css in $(CSS); do $(BEAUTIFY) --replace $$css; done

messages: setup ## collect the texts to translate (needs GNU gettext) and compile the catalogues
	@command -v xgettext >/dev/null || { echo "GNU gettext is missing: apt-get install gettext"; exit 1; }
	@mkdir -p dashboard/locale indicators/locale
	$(BIN)/python manage.py makemessages --locale zh_Hans --no-obsolete --no-location --no-wrap \
	  --ignore '$(VAR)/*' --ignore 'tests/*'
	@$(MAKE) --no-print-directory setup

requirements: $(DEVELOPMENT) ## pin pyproject.toml's packages again (UPGRADE=1: to the newest)
	$(PIN) --output-file requirements.txt
	$(PIN) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

audit: $(DEVELOPMENT) ## look the packages up in the lists of known weaknesses (needs a network)
	@$(BIN)/python -m tools.audit requirements-dev.txt

clean: ## remove what can be made again; data, uploads, key and packages stay
	rm -rf $(VAR)/assets $(VAR)/npm $(VAR)/static $(VAR)/plotly-*.stamp $(CATALOGUES)
	rm -rf .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
	  .schemathesis

# One pin for every Python version and system, hence markers instead of what this machine needs.
# No hashes: machines with a processor of their own install from wheels built for it.
PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 $(if $(UPGRADE),--upgrade) \
  --custom-compile-command "make requirements" pyproject.toml

$(VENV): requirements.txt
	@$(BIN)/python -c 'import pip; $(IS_NEW_ENOUGH)' 2>/dev/null || { $(make-venv); }
	@echo "Installing the Python packages ..."; $(install)

$(DEVELOPMENT): requirements-dev.txt $(VENV)
	@echo "Installing the packages for development ..."; $(install)

define make-venv
$(PYTHON) -c '$(IS_NEW_ENOUGH)' 2>/dev/null || \
  { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)." \
    "Name another one, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }; \
$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
  { echo "$(PYTHON) cannot make a virtual environment: apt-get install python3-venv"; exit 1; }; \
$(PYTHON) -m venv --clear .venv
endef

define install
mkdir -p $(VAR); \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $< >$(VAR)/pip.log 2>&1 || \
  { echo "The packages could not be installed (pip's words: $(VAR)/pip.log). Connect this machine, or on" \
    "a connected one run 'pip download -r $< -d wheels', bring the folder here, and run:" \
    "PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make $(MAKECMDGOALS)"; exit 1; }; \
touch $@
endef

%.mo: %.po | $(VENV)
	@$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@

# npm has a third of plotly.js, enough for these charts; the Python package has the whole.
$(PLOTLY): | $(VENV)
	@rm -rf $(VAR)/assets/plotly $(VAR)/plotly-*.stamp && mkdir -p $(VAR)/assets/plotly $(VAR)/npm
	@npm install --prefix $(VAR)/npm --no-save --no-audit --no-fund --ignore-scripts --silent \
	    --fetch-retries 1 --fetch-retry-mintimeout 1000 \
	    plotly.js-basic-dist-min@$(PLOTLY_JS) >$(VAR)/npm.log 2>&1 && \
	  cp $(VAR)/npm/node_modules/plotly.js-basic-dist-min/plotly-basic.min.js $(VAR)/assets/plotly/ || \
	  { cp .venv/lib/python3*/site-packages/plotly/package_data/plotly.min.js $(VAR)/assets/plotly/ && \
	    echo "npm did not bring the small plotly.js, so the whole one serves (3 times the bytes)." \
	      "For the small one: install npm, then 'make clean run'."; }
	@touch $@
