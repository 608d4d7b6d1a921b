# Setia. `make` alone lists what there is; `make run` and `make test` do all the set-up they need.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The first Python on the path that is new enough; PYTHON=... chooses another.
PYTHON := $(or $(PYTHON),$(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done))
BIN := .venv/bin
MESSAGES := $(patsubst %.po,%.mo,$(wildcard app/words/locale/*/LC_MESSAGES/setia.po))
WORKERS ?= 4
ARGS ?=

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up. Each step leaves a stamp in .venv and is done again only when what it reads has changed.

.PHONY: setup setup-test
setup: .venv/.project $(MESSAGES) ## make .venv with everything that running takes
setup-test: .venv/.system-test setup ## ... and what the tests take

.venv/.system .venv/.system-test: installer/linux/system-libraries
	@[ -n "$(PYTHON)" ] || { echo "Setia needs Python 3.11 or newer; none is on the path." >&2; exit 1; }
	@installer/linux/system-libraries $(if $(findstring -test,$@),--test) "$(PYTHON)"
	@mkdir -p .venv && touch $@

.venv/.python: .venv/.system build_specs/requirements-dev.txt
	@echo "Installing the Python packages into .venv (once; a minute)"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r build_specs/requirements-dev.txt
	@touch $@

.venv/.project: .venv/.python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation \
		--editable .
	@touch $@

%.mo: %.po .venv/.python
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Work

.PHONY: run
run: setup ## open the demo shop
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
		echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set):" \
			"Setia runs without a visible window. Ctrl+C ends it."; \
		export QT_QPA_PLATFORM=offscreen; \
	fi; \
	exec $(BIN)/setia run --demo $(ARGS)

.PHONY: test test-long
test: setup-test ## run the whole test suite
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses $(WORKERS) --dist worksteal $(ARGS)

test-long: setup-test ## run the slow tests in their long form, with new random cases
	@$(BIN)/python -m pytest -m slow --long $(ARGS)

# mutmut stands beside .venv: nothing else takes it.
build/mutmut/.installed: build_specs/requirements-mutants.txt
	@rm -rf build/mutmut && mkdir -p build/mutmut
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-warn-script-location \
		--target build/mutmut -r $<
	@touch $@

.PHONY: mutants
mutants: setup-test build/mutmut/.installed ## change the rules in small ways; count what no test notices (MODULE=earning)
	@$(BIN)/python -m tests.support.mutants $(MODULE) $(ARGS)

.PHONY: lint
lint: setup ## style, types, imports, dependencies
	@.ci/lint

.PHONY: bench
bench: setup ## measure what must be fast, beside its limit
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m benchmarks all $(ARGS)

.PHONY: screenshots
screenshots: setup ## draw every screen into build/screenshots, and the README's picture
	@$(BIN)/python -m tests.support.screenshots build/screenshots
	@cp build/screenshots/id-1366-checkout-member.png docs/images/till.png

.PHONY: pictures
pictures: setup-test ## draw the pictures of the cashier's pages anew
	@$(BIN)/python -m tests.support.pictures

.PHONY: schemas
schemas: setup ## write the documents' JSON Schemas into docs/integrator
	@$(BIN)/python -m app.cli.schemas docs/integrator

.PHONY: translations
translations: setup ## bring the .po files up to date with the sources
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract --no-location --sort-output --project Setia --output-file build/setia.pot app
	@for po in app/words/locale/*/LC_MESSAGES/setia.po; do \
		$(BIN)/pybabel --quiet update --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
			--input-file build/setia.pot --output-file $$po --locale $$(echo $$po | cut -d/ -f4); \
	done

LOCK := uv pip compile pyproject.toml --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url \
	--no-emit-find-links --universal
.PHONY: lock
lock: ## pin the newest dependencies, with hashes (needs uv)
	$(LOCK) --upgrade -o build_specs/requirements.txt
	$(LOCK) --upgrade --group dev -c build_specs/requirements.txt -o build_specs/requirements-dev.txt

.PHONY: deb deb-check
deb: setup ## build the Debian package into dist/
	@installer/linux/build-deb

deb-check: ## install, try, remove and purge that package on a bare Debian (root, debootstrap)
	@installer/linux/check-deb

.PHONY: clean
clean: ## remove everything that make has made
	rm -rf .venv build dist .hypothesis .*_cache $(MESSAGES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
