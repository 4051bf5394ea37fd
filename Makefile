# make preview   set up what is missing and build the sample briefing (no key, only the package index)
# make test      set up what is missing and run every check
# make docs      build the pages under docs/ as a website in dist/docs
# make lock      choose newer versions of the dependencies
.POSIX:
PYTHON = python3
BIN = .venv/bin
PIP = $(BIN)/pip --quiet --quiet --disable-pip-version-check

.PHONY: preview test docs lock clean

preview: .venv/run.stamp
	@$(BIN)/digest preview --sample --out preview
	@echo
	@echo "Call it as $(BIN)/digest, or once in this shell: PATH=\"$$PWD/$(BIN):\$$PATH\""

test: .venv/test.stamp
	$(BIN)/ruff format --check digest tests bench
	$(BIN)/ruff check digest tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

.venv/run.stamp: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "digest needs Python 3.11 or newer; try: make PYTHON=python3.12 $@")'
	@echo "Setting up .venv; this takes a minute"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --requirement requirements/run.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock
	@$(PIP) install --require-hashes --requirement requirements/test.lock
	@touch $@

docs: .venv/docs.stamp
	@$(BIN)/mkdocs build --quiet
	@echo "dist/docs/index.html"

.venv/docs.stamp: .venv/run.stamp requirements/docs.lock
	@$(PIP) install --require-hashes --requirement requirements/docs.lock
	@touch $@

lock:
	@$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --output-file requirements/run.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --extra postgres --constraint requirements/run.lock --output-file requirements/postgres.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --extra embed --constraint requirements/run.lock --output-file requirements/embed.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --extra postgres --group test --output-file requirements/test.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --group docs --constraint requirements/run.lock --output-file requirements/docs.lock

clean:
	rm -rf .venv preview dist
