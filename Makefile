.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help serve check format golden accuracy benchmark wheel

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

.venv: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[test]"
	@touch .venv

serve: .venv  ## start the dashboard
	$(BIN)/humdash serve

check: .venv  ## what CI runs: style, types, layers and every test
	$(BIN)/python -m pytest

format: .venv  ## put the code into its usual form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: .venv  ## write the golden files anew; look at the difference before you commit it
	HUMDASH_WRITE_GOLDEN=1 $(BIN)/python -m pytest tests/unit/export -q

accuracy: .venv  ## measure the extractor on the gold set; --write renews floors, table and README
	$(BIN)/python -m benchmarks.accuracy

benchmark: .venv  ## print the timings of extraction, tables, store, export and the first page
	for part in extraction tables store export app; do $(BIN)/python -m benchmarks.$$part; done

wheel: .venv  ## build the wheel into dist/
	$(BIN)/python -m build --wheel
