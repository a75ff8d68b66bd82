# Every target makes the environment first if it is not there: Python 3.11 or newer, make and git are all it takes.
PYTHON ?= python3
UV := .venv-uv/bin/uv
BIN := .venv/bin
# The tests start hundreds of processes. Where compiled modules may not be kept, each would compile the project again.
COMPILED := env -u PYTHONDONTWRITEBYTECODE
# Tests in two processes; a file stays in one.
SPREAD := --numprocesses 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run test soak quick unit dbt-unit model ui generate findings superset superset-env spark-env bench bench-corpus bench-dense bench-customs bench-peers flags checked-texts pictures lint types format clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: .venv/ready ## Build everything and publish it
	@$(BIN)/ktw build

ui: .venv/ready ## Start the Dagster web page and daemon on http://127.0.0.1:3000
	@$(BIN)/ktw ui

superset: superset-env ## Start Superset on the published file on http://127.0.0.1:8088
	@bi/superset/.venv/bin/python bi/superset/start.py

superset-env: bi/superset/.venv/ready ## Install Superset into an environment of its own

test: .venv/ready ## Run the tests, in two processes
	@$(COMPILED) $(BIN)/pytest -m "not soak" $(SPREAD)

soak: .venv/ready ## Run the tests that repeat a thing many times: kills, races, replays, large corpora
	@$(COMPILED) $(BIN)/pytest -m soak $(SPREAD)

quick: .venv/ready ## Lint the changed files and run the tests without heavy imports, in seconds
	@$(COMPILED) $(BIN)/python -m tools.quick

unit: .venv/ready ## Run the tests that need nothing but Python
	@$(COMPILED) $(BIN)/pytest tests/quick tests/unit

dbt-unit: .venv/ready ## Run the unit tests of the dbt models
	@$(BIN)/python -m tools.model unit

model: .venv/ready ## Build SELECT=… of the dbt models, with their tests, on a copy of the build database
	@$(BIN)/python -m tools.model build "$(SELECT)"

spark-env: engines/spark/.venv/ready ## Install Spark and dbt's adapter for it into an environment of their own; needs Java 17

bench: .venv/ready ## Time ktw build against a bare dbt build
	@$(BIN)/python -m tools.bench

bench-corpus: .venv/ready ## Build generated corpora of 10, 100 and 1,000 articles and tell how the work grows
	@$(BIN)/python -m tools.bench_corpus

bench-dense: .venv/ready ## Time the models on ten million rows of series against a scan of them
	@$(BIN)/python -m tools.bench_dense

bench-customs: .venv/ready ## Time months of customs detail, a hundred million rows of it, against a scan and a build of all
	@$(BIN)/python -m tools.bench_customs

bench-peers: .venv/ready ## Time growth and runs with polars, DuckDB's obvious SQL, Spark, pandas and ours, side by side
	@$(BIN)/python -m tools.bench_peers

flags: .venv/ready ## Plant slips and harmless changes in a generated corpus, and count which of them are flagged
	@$(BIN)/python -m tools.flags

checked-texts: .venv/ready ## Plant slips in invented texts, and count which of them ktw check finds in the published release
	@$(BIN)/python -m tools.checked_texts

pictures: .venv/ready superset-env ## Take the pictures of the documents anew, from what is published
	@$(BIN)/python -m tools.pictures

lint: .venv/ready ## Check style, imports and SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m korea_trade.authoring --check
	@$(BIN)/lint-imports
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 dbt_project/models dbt_project/tests

generate: .venv/ready ## Write the generated files anew
	@$(BIN)/python -m korea_trade.authoring

findings: .venv/ready ## Write docs/findings.md from what is published
	@$(BIN)/python -m korea_trade.authoring.findings_page

types: .venv/ready ## Check types, strictly
	@$(BIN)/mypy

format: .venv/ready ## Format Python and SQL
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/sqlfluff fix --quiet dbt_project/models dbt_project/tests

clean: ## Remove environment and data
	rm -rf .venv .venv-uv bi/superset/.venv engines/spark/.venv data

$(UV):
	@echo "Fetching uv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv-uv
	@.venv-uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

# An environment goes with its checkout: its programs find Python beside themselves, and the project above.
.venv/ready: uv.lock pyproject.toml Makefile | $(UV)
	@echo "Installing the locked versions into .venv"
	@grep -qs 'relocatable = true' .venv/pyvenv.cfg || $(UV) venv --quiet --relocatable --clear --python $(PYTHON) .venv
	@$(UV) sync --locked --quiet --compile-bytecode --python $(PYTHON)
	@for path in .venv/lib/python*/site-packages/_editable_impl_*.pth; do echo ../../../.. > "$$path"; done
	@touch $@

# What does not go into the lock file of the project has an environment of its own.
%/.venv/ready: %/uv.lock %/pyproject.toml | $(UV)
	@echo "Installing $(notdir $*) into $*/.venv"
	@grep -qs 'relocatable = true' $*/.venv/pyvenv.cfg || \
		$(UV) venv --quiet --relocatable --clear --python $(PYTHON) $*/.venv
	@$(UV) sync --project $* --locked --quiet --python $(PYTHON)
	@touch $@
