# The door for editors and developers. `make` alone lists what there is.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
bin := .venv/bin
# Tests that drive a browser or a server wait more than they work.
workers = $(shell echo $$(($$(nproc) + 1)))

# Texts given on the command line reach the recipes through the environment and are never
# expanded, so quotes, dollar signs and umlauts survive.
override TITLE := $(value TITLE)
override FILE := $(value FILE)
override FROM := $(value FROM)
override KIND := $(value KIND)
override MEDIA := $(value MEDIA)
override TEXT := $(value TEXT)
override BY := $(value BY)
override AT := $(value AT)
override REASON := $(value REASON)
override INSTEAD := $(value INSTEAD)
override SLUG := $(value SLUG)
export TITLE FILE FROM KIND MEDIA TEXT BY AT REASON INSTEAD SLUG

# Every shell sets LANG; it is the language of a post only where it was given to make itself.
ifeq ($(origin LANG),command line)
  export POST_LANG := $(value LANG)
  override LANG := C.UTF-8
else
  export POST_LANG :=
endif

.PHONY: help
help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## only prepare .venv for running (every target does it by itself)
	@scripts/setup run

.PHONY: setup-dev
setup-dev: ## only prepare .venv for development
	@scripts/setup dev

.PHONY: run
run: setup ## try it: set up, build and serve on http://127.0.0.1:8000 (PORT=… for another port)
	@$(bin)/newsroom run

.PHONY: preview
preview: setup ## show drafts and embargoed posts under an address that nobody can guess (PORT=…)
	@$(bin)/newsroom preview

.PHONY: build
build: setup ## build the public site into output/
	@$(bin)/newsroom build

.PHONY: check
check: setup ## list every fault in the content, with file, line and mend
	@$(bin)/newsroom check

.PHONY: new
new: setup ## start a post: TITLE="…" [LANG=de] [KIND=release|note|adhoc|event]
	@$(bin)/newsroom new $${POST_LANG:+--lang "$$POST_LANG"} $${KIND:+--kind "$$KIND"} -- "$$TITLE"

.PHONY: translate
translate: setup ## start a translation beside its original: FILE=… LANG=en
	@$(bin)/newsroom translate --lang "$$POST_LANG" -- "$$FILE"

.PHONY: review
review: setup ## hand a text over to whoever reads it next: FILE=…
	@$(bin)/newsroom review -- "$$FILE"

.PHONY: approve
approve: setup ## approve a text as it is now: FILE=… BY=author
	@$(bin)/newsroom approve --by "$$BY" -- "$$FILE"

.PHONY: publish
publish: setup ## let a text go out, now or later: FILE=… [AT="2026-12-01 09:00"]
	@$(bin)/newsroom publish --at "$$AT" -- "$$FILE"

.PHONY: correct
correct: setup ## tell readers what was wrong: FILE=… TEXT="…"
	@$(bin)/newsroom correct --text "$$TEXT" -- "$$FILE"

.PHONY: withdraw
withdraw: setup ## withdraw a text, with a reason for its readers: FILE=… REASON="…" [INSTEAD=…]
	@$(bin)/newsroom withdraw --reason "$$REASON" --instead "$$INSTEAD" -- "$$FILE"

.PHONY: rename
rename: setup ## give a text a new address; the old one leads there: FILE=… SLUG=…
	@$(bin)/newsroom rename --slug "$$SLUG" -- "$$FILE"

.PHONY: status
status: setup ## where every text stands, which translations are missing, what is due
	@$(bin)/newsroom status

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
	@$(bin)/pytest --numprocesses $(workers) --dist loadfile --no-loadscope-reorder

.PHONY: test-slow
test-slow: setup-dev ## the tests that take long or need nginx and Caddy; `make test` leaves them out
	@scripts/browser
	@$(bin)/pytest -m slow

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

.PHONY: quality
quality: setup-dev ## look at the demo with other people's tools: valid, accessible, fast (ONLY="nu links": some; PICTURES=folder: of the service)
	@PICTURES="$(PICTURES)" scripts/quality $(ONLY)

.PHONY: bench-comments
bench-comments: setup ## measure the comments beside Isso (WRITE=1: also into docs/performance-comments.md)
	@scripts/bench-comments $(if $(WRITE),--write)

.PHONY: bench-spam
bench-spam: setup ## measure the spam filter beside others (DATA="file …": labelled comments; ONLY="curve": some parts; WRITE=1: also into docs/performance-spam.md)
	@scripts/bench-spam $(or $(DATA),../shared/data/spam.jsonl) $(if $(ONLY),--only $(ONLY)) $(if $(WRITE),--write)

.PHONY: screenshots
screenshots: setup-dev ## take the pictures in docs/screenshots/ anew
	@scripts/browser
	@$(bin)/python scripts/screenshots.py

.PHONY: clean
clean: ## remove what was made, except var/ (comments and secrets live there)
	@rm -rf .venv .venv-bench output build quality/node_modules *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
