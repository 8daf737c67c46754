# The two commands: `make run` serves a demonstration, `make test` runs everything that this machine can.
PYTHON ?= python3
PORT ?= 8000
SIZES ?= 1000 10000
JOBS ?= 2
bin := .venv/bin
export ROSTER_MODE ?= demonstration
export PORT
export PYTHONWARNINGS ?= default

.PHONY: run test check prove bench format lock translations clean

run: .venv/run.stamp
	@$(bin)/python -m roster translate compile
	@$(bin)/python -m roster init --quiet
	@$(bin)/python -m roster demo --if-empty
	@$(bin)/python -m roster serve --port $(PORT)

test: .venv/dev.stamp
	@$(bin)/python -m tests.run --jobs $(JOBS)

check: .venv/dev.stamp
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/python -m roster translate check
	$(bin)/python -m pytest -q tests/architecture

prove: .venv/dev.stamp
	@ROSTER_FULL=1 $(bin)/python -m tests.run --jobs $(JOBS)

bench: .venv/dev.stamp
	$(bin)/python -m benchmarks.search --sizes $(SIZES)
	$(bin)/python -m benchmarks.matching --sizes $(SIZES)

format: .venv/dev.stamp
	$(bin)/ruff format .
	$(bin)/ruff check --fix .

translations: .venv/dev.stamp
	$(bin)/python -m roster translate extract

# Both locks carry hashes and no index address.
lock: .venv/dev.stamp
	$(bin)/python -m pip install -q uv
	$(bin)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml \
	  --extra postgres --extra server --extra docs -o requirements/run.txt
	$(bin)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml \
	  --extra postgres --extra server --extra docs --group dev -o requirements/dev.txt

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt | .venv/bin/python
	$(bin)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/bin/python
	$(bin)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ .venv/run.stamp

clean:
	rm -rf .venv var build .mypy_cache .ruff_cache .pytest_cache
