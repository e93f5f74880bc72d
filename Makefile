# Siaga in two commands: `make demo` and `make test`. `make help` lists the rest.
# Needs a Debian 12 or Ubuntu 24.04 with python3 (>= 3.11), python3-venv, git and make; Node comes as a Python wheel.

VENV := .venv
BIN := $(VENV)/bin
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && { command -v $$name; break; }; done)
# The Node of the wheel goes before any Node of the system: Vite and MapLibre ask for a recent one.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_COLOR := 1
PIP := $(BIN)/python -m pip --quiet --no-input

FRONTEND_INPUTS := $(shell find frontend -name node_modules -prune -o -type f -print 2>/dev/null)
BUILT := siaga/web/static/built
BUILT_STAMP := $(BUILT)/.complete
PO := $(wildcard siaga/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)

PYTEST_ARGS ?=
DEMO_ARGS ?=
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check soak dist bench lock messages messages-check frontend translations clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-15s %s\n", $$1, $$2}'

demo: $(VENV)/.demo $(BUILT_STAMP) $(MO) ## build everything, then serve the sample desk (DEMO_ARGS="--port 8000 --reset")
	@$(BIN)/siaga demo $(DEMO_ARGS)

test: $(VENV)/.dev $(BUILT_STAMP) $(MO) ## run the tests (PYTEST_ARGS="tests/desk -k office"; DATABASE_URL for PostgreSQL)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		echo "Note: Chromium is missing, so the browser journeys will be skipped: sudo apt-get install chromium" >&2
	$(BIN)/python -m pytest -m "not soak" -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: $(VENV)/.dev ## lint, strict types, import walls, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	SIAGA_MODE=test SIAGA_HOME=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run
	$(MAKE) --no-print-directory messages-check

soak: $(VENV)/.dev $(BUILT_STAMP) $(MO) ## the full counts: more examples, more writers, the whole nation
	$(BIN)/python -m pytest -m "soak or not soak" $(PYTEST_ARGS)

dist: $(VENV)/.demo $(BUILT_STAMP) $(MO) ## build the source archive and the wheel, front-end and translations inside
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

bench: $(VENV)/.dev $(BUILT_STAMP) $(MO) ## print the measures beside their targets (bench/README.md)
	$(BIN)/python -m bench

messages: $(VENV)/.demo ## gather the texts of the pages into siaga/locale (needs gettext)
	@command -v xgettext >/dev/null || { echo "xgettext is missing: sudo apt-get install gettext" >&2; exit 1; }
	$(BIN)/python .ci/messages.py gather

messages-check: $(VENV)/.demo
	@command -v xgettext >/dev/null || { echo "xgettext is missing: sudo apt-get install gettext" >&2; exit 1; }
	$(BIN)/python .ci/messages.py check

lock: ## renew both lock files from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "uv is missing: pipx install uv" >&2; exit 1; }
	uv pip compile pyproject.toml --extra documents --extra engines --group build --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements/demo.txt -q
	uv pip compile pyproject.toml --extra documents --extra engines --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -c requirements/demo.txt -o requirements/dev.txt -q

frontend: $(BUILT_STAMP) ## build the front-end bundle
translations: $(MO) ## compile the translations

clean: ## remove everything that was built
	rm -rf $(VENV) $(BUILT) frontend/node_modules dist build
	rm -f $(MO)

$(VENV)/.python:
	@test -n "$(PYTHON)" || \
		{ echo "Python 3.11 or newer is missing: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(PYTHON) is older than Python 3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv package is missing: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# The package itself is installed as a link to this folder: what is edited runs.
$(VENV)/.siaga: $(VENV)/.python pyproject.toml
	@echo "Installing Siaga into $(VENV)"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.demo: requirements/demo.txt | $(VENV)/.python
	@echo "Installing the locked packages (requirements/demo.txt): about a minute"
	@test -f $(VENV)/.dev || $(PIP) install --require-hashes --requirement requirements/demo.txt
	@$(MAKE) --no-print-directory $(VENV)/.siaga
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/demo.txt | $(VENV)/.python
	@echo "Installing the locked packages (requirements/dev.txt): about two minutes"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(MAKE) --no-print-directory $(VENV)/.siaga
	@touch $@ $(VENV)/.demo

frontend/node_modules/.installed: frontend/package-lock.json | $(VENV)/.demo
	@echo "Installing the front-end's packages (frontend/package-lock.json)"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error --silent
	@touch $@

$(BUILT_STAMP): $(FRONTEND_INPUTS) frontend/node_modules/.installed
	@echo "Building the front-end"
	@cd frontend && npm run --silent build >node_modules/.build.log 2>&1 || { cat node_modules/.build.log >&2; exit 1; }
	@$(BIN)/python -m whitenoise.compress --quiet $(BUILT)
	@touch $@

%.mo: %.po | $(VENV)/.demo
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
