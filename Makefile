PYTHON ?= python3
PORT ?= 8501
BIN = .venv/bin

.PHONY: run test whole read check benchmark

# The stamp makes the second call quick: packages are installed again only when a pinned version changed.
.venv/run-ready: requirements.txt requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/test-ready: .venv/run-ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

run: .venv/run-ready
	@$(BIN)/python -m data build
	@echo "PlanLedger: http://127.0.0.1:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: .venv/test-ready
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Writes every sentence that the ledger says to docs/sentences.csv, and reads all of them.
read: .venv/test-ready
	$(BIN)/python -m tests.components.exports.test_sentences
	PLANLEDGER_TESTS=whole $(BIN)/python -m pytest -q tests/components/exports/test_sentences.py

# Every case of the slow tests too: before a release.
whole: .venv/test-ready
	PLANLEDGER_TESTS=whole $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/test-ready
	$(BIN)/ruff check .
	$(BIN)/python -m data check
	$(BIN)/python -m pytest -q tests/test_layering.py

benchmark: .venv/test-ready
	$(BIN)/python -m benchmarks.store_build
	$(BIN)/python -m benchmarks.judgement
	$(BIN)/python -m benchmarks.exports
