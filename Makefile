# make run: the chat on this computer; make test: linter, types and all tests.
# Both make the environment in .venv where it is missing or older than the pins.

VENV := .venv
BIN := $(VENV)/bin
PINS := pyproject.toml constraints.txt scripts/install.sh

.DEFAULT_GOAL := help
.PHONY: help install run test lint format bench screenshot clean

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

$(VENV)/.for-running: $(PINS)
	@scripts/install.sh $(VENV) local
	@touch $@

$(VENV)/.for-testing: $(PINS)
	@scripts/install.sh $(VENV) local,dev
	@touch $@ $(VENV)/.for-running

install: $(VENV)/.for-running  ## the environment in .venv

run: install  ## the chat page, with the sample archive if the corpus is empty
	@$(BIN)/news serve --sample data/sample $(ARGS)

test: lint  ## linter, types and all tests; PYTEST_ARGS="-k dates" for some
	@scripts/chromium.sh
	@PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

lint: $(VENV)/.for-testing  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.for-testing  ## put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.for-testing  ## speed and memory against the bare libraries
	@$(BIN)/python -m benchmarks $(ARGS)

screenshot: $(VENV)/.for-testing  ## docs/page.png from the real page
	@scripts/chromium.sh
	@$(BIN)/python scripts/screenshot.py

clean:  ## remove the environment and what was built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache test-output
