# Two commands do everything on a fresh machine: `make site` and `make test`.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
COMPILE := $(BIN)/uv pip compile --quiet --python-version 3.11 --no-header --no-annotate --no-emit-index-url
BROWSER := command -v chromium chromium-browser google-chrome >/dev/null || tests/install-browser
SITE := $(if $(OFFLINE),site-offline,site)

.PHONY: site serve test quick coverage check architecture quality calibrate fit lock lowest pictures bench bench-rooms fuzz killed payloads dist clean

site: .venv/.site
	@SITE_DIR=$(SITE) $(if $(OFFLINE),OFFLINE=true) $(BIN)/python -m mkdocs --quiet build
	@$(if $(OFFLINE),$(BIN)/briefing bundle --quiet $(SITE) --out briefings-offline.zip)
	@echo "The site is in $(SITE)/$(if $(OFFLINE), and in briefings-offline.zip: open $(SITE)/index.html.,. \`make serve\` shows it at http://127.0.0.1:8000/, \`make site OFFLINE=1\` makes one that opens from the disk.)"

serve: .venv/.site
	$(BIN)/briefing serve

.venv/.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer (with venv) is needed; none was found on the PATH."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.site: .venv/.python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.site requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

test: .venv/.test
	@$(BROWSER)
	@PYTHON=$(BIN)/python tests/install-printer
	$(BIN)/python -m pytest -n 2

# What most changes can break, in about a minute and without a browser: the rooms from a file to its briefing.
QUICK := tests/corpus tests/reading tests/briefing tests/packs tests/project/test_house.py
quick: .venv/.test
	$(BIN)/python -m pytest -n 2 -q -m "not slow and not browser" $(QUICK)

# The same with how much of the program it runs; fails below the floor in pyproject.toml.
coverage: .venv/.test
	$(BIN)/python -m pytest -n 2 -q -m "not slow and not browser" --cov --cov-report=term $(QUICK)

check: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Draws the architecture page's tables and picture from the sources.
architecture: .venv/.test
	$(BIN)/python -m tests.project.house --write

# How well the bundled articles are read; ERRORS=1 lists what is missed and wrong, RECORD=1 writes the new baseline.
quality: .venv/.test
	@$(BIN)/python -m tests.quality $(if $(ERRORS),--errors) $(if $(RECORD),--record)

# Fits the confidence of statements to gold anew, into generator/briefing_generator/reading/statements/confidence.yml.
calibrate: .venv/.test
	@$(BIN)/python -m tests.quality.calibrate --write

# Learns to read anew from annotated stories (STORIES=folders, FOLDS=file; SHIP=1 puts the weights into the package): docs/quality.md.
fit: .venv/.fit
	$(BIN)/python -m tests.fit $(STORIES) $(if $(FOLDS),--folds $(FOLDS)) $(if $(SHIP),--ship)

.venv/.fit: .venv/.test requirements-fit.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fit.lock
	@touch $@

lock: .venv/.test
	$(COMPILE) --universal --generate-hashes pyproject.toml --extra all --group runtime-build -o requirements.lock
	$(COMPILE) --universal --generate-hashes pyproject.toml --extra all --group runtime-build --group dev -o requirements-dev.lock
	$(COMPILE) --universal --generate-hashes pyproject.toml --extra all --group runtime-build --group dev --group fit -o requirements-fit.lock

# What the program needs in the lowest versions allowed, and what the tests need (group `dev`) in the newest that go with them.
lowest: .cache/lowest-dev.txt
	$(PYTHON) -m venv --clear .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BROWSER)
	@PYTHON=.venv-lowest/bin/python tests/install-printer
	.venv-lowest/bin/python -m pytest -n 2

.cache/lowest-dev.txt: .venv/.test pyproject.toml
	@mkdir -p .cache
	$(COMPILE) --resolution lowest-direct pyproject.toml --extra all --group runtime-build -o .cache/lowest.txt
	$(COMPILE) --constraints .cache/lowest.txt pyproject.toml --extra all --group runtime-build --group dev -o $@

pictures: .venv/.test
	$(BIN)/python -m tests.site.pictures

# The table of docs/speed.md, all rows or some (ROW="peers words"); SIZE=300 for fewer articles than 1,000, TIMES=1 for fewer
# turns than five, FROM=folder for articles of one's own; RECORD=1 writes it into the page.
bench: .venv/.test
	$(BIN)/python -m tests.bench $(ROW) $(if $(RECORD),--record)

# What grows room by room, the ways to search against each other, and text that nobody would write.
bench-rooms: .venv/.test
	$(BIN)/python -m tests.bench.rooms
	$(BIN)/python -m tests.bench.searching
	$(BIN)/python -m tests.bench.costly

# An hour each of made-up articles, documents and words in pages; MINUTES=5 for less, TARGETS=loading for one of them.
# Atheris is no part of the lock: it is for Linux and macOS only.
fuzz: .venv/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=2.3,<4'
	@for target in $(or $(TARGETS),loading documents pages); do \
		mkdir -p .cache/fuzz/$$target/corpus .cache/fuzz/$$target/found && \
		FUZZ_FIGURES=.cache/fuzz/$$target/figures.json $(BIN)/python tests/fuzz/fuzz_$$target.py -max_len=100000 -rss_limit_mb=2048 \
			-timeout=60 -artifact_prefix=.cache/fuzz/$$target/found/ -max_total_time=$$(( 60 * $(or $(MINUTES),60) )) \
			.cache/fuzz/$$target/corpus && cat .cache/fuzz/$$target/figures.json || exit 1; \
	done

killed: .venv/.test
	KILLS=$(or $(KILLS),100) $(BIN)/python -m pytest -n 0 -q -rP tests/saving/test_killed.py

payloads: .venv/.test
	PAYLOADS_EACH=1 $(BIN)/python -m pytest -n 0 -q -rP $(addprefix tests/site/test_payload,s.py _exports.py _generators.py)

# The package as it is published, with the tools of the lock: the wheel is made of what the source archive holds.
dist: .venv/.test
	rm -rf dist
	$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python
	@rm -f dist/.gitignore

clean:
	rm -rf .venv .venv-lowest .cache site site-offline dist
