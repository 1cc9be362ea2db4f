# The door for editors and developers. `make` alone lists what there is.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
bin := .venv/bin

# Texts given on the command line reach the recipes through the environment and are never
# expanded, so quotes, dollar signs and umlauts survive.
override TITLE := $(value TITLE)
override FILE := $(value FILE)
override FROM := $(value FROM)
override KIND := $(value KIND)
override MEDIA := $(value MEDIA)
export TITLE FILE FROM KIND MEDIA

# Every shell sets LANG; it is the language of a post only where it was given to make itself.
ifeq ($(origin LANG),command line)
  export POST_LANG := $(value LANG)
  override LANG := C.UTF-8
else
  export POST_LANG :=
endif

.PHONY: help
help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## only prepare .venv for running (every target does it by itself)
	@scripts/setup run

.PHONY: setup-dev
setup-dev: ## only prepare .venv for development
	@scripts/setup dev

.PHONY: run
run: setup ## try it: set up, build and serve on http://127.0.0.1:8000 (PORT=… for another port)
	@$(bin)/newsroom run

.PHONY: build
build: setup ## build the public site into output/
	@$(bin)/newsroom build

.PHONY: check
check: setup ## list every fault in the content, with file, line and mend
	@$(bin)/newsroom check

.PHONY: new
new: setup ## start a post: TITLE="…" [LANG=de] [KIND=release|note|adhoc|event]
	@$(bin)/newsroom new $${POST_LANG:+--lang "$$POST_LANG"} $${KIND:+--kind "$$KIND"} -- "$$TITLE"

.PHONY: import
import: setup ## bring posts and comments along: FROM=wordpress FILE=export.xml [MEDIA=folder] [LANG=de]
	@$(bin)/newsroom import $${POST_LANG:+--lang "$$POST_LANG"} $${MEDIA:+--media "$$MEDIA"} -- "$$FROM" "$$FILE"

.PHONY: test
test: setup-dev ## check style, types, layers and behaviour
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --quiet --check
	@$(bin)/mypy --no-error-summary
	@$(bin)/lint-imports --no-cache >/dev/null || $(bin)/lint-imports --no-cache
	@scripts/browser
	@$(bin)/pytest

.PHONY: lint
lint: setup-dev ## check style, types and layers only
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy
	@$(bin)/lint-imports --no-cache

.PHONY: format
format: setup-dev ## put the code into shape
	@$(bin)/ruff check --fix-only --quiet
	@$(bin)/ruff format

.PHONY: lock
lock: setup-dev ## pin the dependencies anew after a change in pyproject.toml (UPGRADE=1: newest versions)
	@scripts/lock $(if $(UPGRADE),--upgrade)

.PHONY: screenshot
screenshot: setup-dev ## take docs/screenshot.png from the running demo
	@scripts/browser
	@$(bin)/python scripts/screenshot.py

.PHONY: clean
clean: ## remove what was made, except var/ (comments and secrets live there)
	@rm -rf .venv output build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
