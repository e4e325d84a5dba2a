# Every target is one line that one could type; the environment is made on first use and again when a pin changes.
.PHONY: build test dev lint bench pin
PYTHON ?= python3

build: .venv/run
	.venv/bin/tipdata build

test: .venv/dev
	.venv/bin/python -m pytest -n auto

dev: .venv/run .dagster/dagster.yaml
	DAGSTER_HOME=$(CURDIR)/.dagster .venv/bin/dagster dev

lint: .venv/dev
	.venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/mypy && .venv/bin/lint-imports --no-logo

bench: .venv/bench/done
	.venv/bench/bin/python bench/engine.py

pin:
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11 --group dev --all-extras -c requirements.txt pyproject.toml -o requirements-dev.txt

.venv/bin/uv:
	$(PYTHON) -m venv .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/run: .venv/bin/uv requirements.txt pyproject.toml
	.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements.txt
	.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
	.venv/bin/python -m compileall -q pipeline
	touch $@

.venv/dev: .venv/run requirements-dev.txt
	.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements-dev.txt
	touch $@

.venv/bench/done: .venv/bin/uv bench/requirements.txt
	.venv/bin/uv venv --quiet --clear --python $(PYTHON) .venv/bench
	.venv/bin/uv pip install --quiet --python .venv/bench/bin/python --require-hashes -r bench/requirements.txt
	touch $@

.dagster/dagster.yaml: dagster.yaml
	mkdir -p .dagster && cp dagster.yaml $@
