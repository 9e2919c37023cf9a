# Two commands on a fresh machine, nothing before them: `make demo` and `make test`.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
EXTRACTOR := .venv/bin/extractor
FIGURES := documents|flawless|calibration|all |lines|mission|^ +[0-9]
export OMP_THREAD_LIMIT := 1
export OMP_NUM_THREADS := 1

.PHONY: bench bench-read bench-watch chaos bench-resolve bench-store bench-review help setup setup-dev demo test check format lock score train

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## Install what the program needs: Tesseract, .venv, locked packages
	@.ci/setup

setup-dev: ## The same, and what tests and training need
	@.ci/setup dev

demo: setup ## Read everything in samples/ into demo/tracking.db and show what was found
	@$(EXTRACTOR) demo

test: setup-dev ## Run the whole test suite
	$(PYTHON) -m pytest -n 2 --dist worksteal

check: setup-dev ## Lint, types, format: what a reviewer should not have to say
	.venv/bin/ruff check extractor tests benches
	.venv/bin/ruff format --check extractor tests benches
	.venv/bin/mypy

format: ## Put the code into the agreed form
	.venv/bin/ruff check --fix --quiet extractor tests benches
	.venv/bin/ruff format --quiet extractor tests benches

score: setup-dev ## Score on layout families that nothing was trained on, and on papers by other hands; the README's table
	@for quality in digital scan300 scan200 fax copy photo; do \
	    count=12; [ $$quality = digital ] && count=150; \
	    $(EXTRACTOR) generate $$count --seed 4242 --split measure --quality $$quality --out build/score/$$quality >/dev/null 2>&1; \
	    echo "== $$quality"; \
	    $(EXTRACTOR) evaluate build/score/$$quality --errors 10 | grep -E "$(FIGURES)"; \
	done
	@for hands in unseen seen; do echo "== by other hands, $$hands"; $(EXTRACTOR) evaluate tests/independent/$$hands | grep -E "$(FIGURES)"; done

bench-store: setup-dev ## Volumes, licences and queue over 100,000 papers (PAPERS=1000000 for a million)
	$(PYTHON) -m benches.store --papers $(or $(PAPERS),100000)

bench-resolve: setup-dev ## Finding companies and deciding among 10,000 and 100,000 names (NAMES=1000000, REAL=FOLDER)
	$(PYTHON) -m benches.resolve --names $(or $(NAMES),100000) $(if $(REAL),--real $(REAL))

bench-watch: setup-dev ## From the end of a write to the stored record (FLOOD=10000 drops so many at once)
	$(PYTHON) -m benches.watch $(if $(FLOOD),--flood $(FLOOD))

bench-read: setup-dev ## Reading beside pdfplumber and plain Tesseract: CPU, print found (LONG=1000: memory on so many pages)
	$(PYTHON) -m benches.reading --pages 3 $(if $(LONG),--long $(LONG))

bench: bench-read bench-watch bench-resolve bench-store ## All figures of speed, side by side in one run
	$(PYTHON) -m benches.indicators

chaos: setup-dev ## 200 papers dropped, the watcher killed 100 times: what was lost, doubled or altered
	$(PYTHON) -m benches.chaos

bench-review: setup-dev ## Review with a million papers: queue, paper, picture
	$(PYTHON) -m benches.review

train: setup-dev ## Make all models from nothing, with their card
	$(EXTRACTOR) train

lock: ## Make the lock files anew from pyproject.toml
	@.ci/lock
