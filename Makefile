# Everything one types. `make help` explains; each target installs what it needs and nothing else.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(if $(shell $(name) --version 2>/dev/null),$(name))))
UV := .tools/uvenv/bin/uv
BIN := .venv/bin
MEMBERS := $(sort $(wildcard libs/*/pyproject.toml services/*/pyproject.toml deploy/*/pyproject.toml))
SOURCES := $(sort $(wildcard libs/*/src services/*/src deploy/*/src))
ARGS ?=
JOBS ?= 2

# Trust what the machine trusts: city networks have certificates of their own.
export UV_SYSTEM_CERTS ?= true

.PHONY: help
help: ## Show this
	@echo "Sachstand — what has become of the Smart-City strategy?"; echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo; echo "  ARGS=… is handed on, e.g. make test ARGS='services/projects -k goal' JOBS=0"
	@echo "  SACHSTAND_PORT (8000) and SACHSTAND_DATA_DIR (.data) choose where 'make run' runs."

.PHONY: run
run: .venv/.synced ## Start everything: PostgreSQL, NATS, the four services, the gateway
	@exec $(BIN)/sachstand up $(ARGS)

.PHONY: test
test: .venv/.synced ## Run all tests
	@$(BIN)/pytest --numprocesses=$(JOBS) --dist=loadfile --no-loadscope-reorder $(ARGS)

.PHONY: lint
lint: .venv/.synced ## Check style, types, import rules, budgets, licences and generated papers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/mypy conftest.py deploy/local/tests
	@$(BIN)/mypy tests/architecture
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/pytest -q tests/architecture
	@$(BIN)/python -m sachstand_common.contracts.documents --check
	@$(BIN)/python -m sachstand_gateway openapi --check
	@$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

.PHONY: docs
docs: .venv/.synced ## Write the generated papers anew: events, AsyncAPI, OpenAPI
	@$(BIN)/python -m sachstand_common.contracts.documents --write
	@$(BIN)/python -m sachstand_gateway openapi

.PHONY: answers
answers: .venv/.synced ## Ask the running system anew for the examples in the OpenAPI document
	@$(BIN)/python -m sachstand_gateway answers http://127.0.0.1:$${SACHSTAND_PORT:-8000} "$$($(BIN)/sachstand token --role audit)"
	@$(MAKE) docs

.PHONY: format
format: .venv/.synced ## Put the code into shape
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: bench
bench: .venv/.synced ## Measure, and write bench/RESULTS.md
	@$(BIN)/python bench/run.py $(ARGS)

.PHONY: install
install: .venv/.synced ## Only install, from the lock file

.PHONY: clean
clean: ## Remove what was installed and cached; the data in .data stay
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache bench/.work
	find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: clean-data
clean-data: ## Remove the data of local runs as well
	rm -rf .data

$(UV): deploy/local/install-uv
	@deploy/local/install-uv "$(or $(PYTHON),python3)" .tools/uvenv
	@touch $@

.venv/.synced: $(UV) uv.lock pyproject.toml $(MEMBERS)
	@echo "Installing from the lock file"
	@$(UV) sync --frozen --quiet --compile-bytecode --python "$(PYTHON)"
	@$(BIN)/python -m compileall -q $(SOURCES)
	@touch $@
