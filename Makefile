PYTHON ?= python3
PORT ?= 8501
MINUTES ?= 60
SEED ?= 1
BIN = .venv/bin

INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: help run test whole read check benchmark torture

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The stamp makes the second call quick: packages are installed again only when a pinned version changed.
.venv/run-ready: requirements.txt requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --requirement requirements.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

.venv/test-ready: .venv/run-ready requirements-server.txt requirements-dev.txt
	$(INSTALL) --requirement requirements-dev.txt
	@touch $@

run: .venv/run-ready ## set up, build the ledger, open the app
	@$(BIN)/python -m data build
	@echo "PlanLedger: http://127.0.0.1:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

# What one process of the tests has compiled the others read, also where Python is told to keep none of it. A third
# process works where the other two wait for a browser or a server.
test: .venv/test-ready ## set up and pass the tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

read: .venv/test-ready ## write every sentence to docs/sentences.csv and read all of them
	$(BIN)/python -m tests.components.views.test_sentences
	PLANLEDGER_TESTS=whole $(BIN)/python -m pytest -q tests/components/views/test_sentences.py

whole: .venv/test-ready ## every case of the slow tests too, before a release
	PLANLEDGER_TESTS=whole PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: .venv/test-ready ## the quick part: style, types, the CSV, the layers
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m data check
	$(BIN)/python -m pytest -q tests/test_layering.py

benchmark: .venv/test-ready ## ratios beside times, printed
	$(BIN)/python -m benchmarks.store_build
	$(BIN)/python -m benchmarks.many_files
	$(BIN)/python -m benchmarks.judgement
	$(BIN)/python -m benchmarks.exports
	$(BIN)/python -m benchmarks.reruns
	$(BIN)/python -m benchmarks.size --facts 100000 --cities 150
	$(BIN)/python -m benchmarks.written
	$(BIN)/python -m benchmarks.visitors
	$(BIN)/python -m benchmarks.settling

torture: .venv/test-ready ## kills, writers, servers, hostile inputs for MINUTES (60), by SEED; says what it did
	PYTHONWARNINGS=ignore $(BIN)/python -m tests.torture --minutes $(MINUTES) --seed $(SEED)
