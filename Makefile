# `make demo` and `make test` are the two commands; the rest are their parts, cheapest first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

LIBRARIES := $(CURDIR)/.assay/lib
RELEASE := .build/release/assay
# A folder of their own lets tests be built beside the binary. They need no debugger's data, and
# lld links their program quickest.
TESTS := --scratch-path .build/tests
DEBUG := $(TESTS) -debug-info-format none -Xswiftc -use-ld=lld
export ASSAY_DRIVER_PATH ?= $(LIBRARIES)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

.PHONY: demo
demo: release ## real flight data, from files of predictions to a verdict and a report
	examples/flights/demo

.PHONY: test
test: builds format layers unit engines e2e databases docs ## everything below down to docs

.PHONY: bootstrap
bootstrap: ## installs what the build and the engines need; does nothing the second time
	@scripts/bootstrap

.PHONY: format
format: ## formatting and style rules, without changing a file
	swift format lint --strict --parallel --recursive Sources Tests Plugins Package.swift

.PHONY: build
build: bootstrap ## debug build with the tests, warnings are errors
	swift build --build-tests $(DEBUG)

.PHONY: release
release: bootstrap ## the optimised binary that people run
	swift build --configuration release --static-swift-stdlib --product assay

# Modules wait for one another, so that one build alone leaves a core idle half of the time.
.PHONY: builds
builds: bootstrap
	swift package resolve
	$(MAKE) --jobs 2 build release

.PHONY: layers
layers: build ## the layering rules
	swift test --skip-build $(TESTS) --filter ArchitectureTests

.PHONY: unit
unit: build ## behaviour, examples, laws and golden values
	swift test --skip-build $(TESTS) --skip EnginesTests --skip EndToEndTests --skip ArchitectureTests

.PHONY: suite
suite: build ## one suite or test by a part of its name: make suite NAME=MetricsFoldTests
	swift test --skip-build $(TESTS) --filter "$(NAME)"

# The suites that read golden values are those whose files speak of them.
.PHONY: golden
golden: build ## of the unit tests, those against the reference libraries
	swift test --skip-build $(TESTS) --filter "$$(grep -rl Golden Tests --include='*Tests.swift' \
	  | sed -E 's|.*/(.*)\.swift|\1|' | sort | paste -sd '|')"

.PHONY: engines
engines: build ## reading real files through the real engine
	swift test --skip-build $(TESTS) --filter EnginesTests

.PHONY: e2e
e2e: release build ## the built binary, used as a person would
	ASSAY_BINARY=$(CURDIR)/$(RELEASE) swift test --skip-build $(TESTS) --filter EndToEndTests

.PHONY: databases
databases: release build ## the built binary on tables of a PostgreSQL and a Spark server, started and stopped here
	ASSAY_BINARY=$(CURDIR)/$(RELEASE) scripts/servers $(MAKE) asked lost

.PHONY: asked
asked:
	swift test --skip-build $(TESTS) --filter "EndToEndTests\.(Pushed)?Database|EndToEndTests.ValidateThere"

# What loses a worker or its connection is alone on the servers.
.PHONY: lost
lost:
	swift test --skip-build $(TESTS) --filter EndToEndTests.LostSparkTests

.PHONY: docs
docs: release ## generated pages are up to date and links lead somewhere
	ASSAY_BINARY=$(CURDIR)/$(RELEASE) scripts/check-docs

.PHONY: simulate
simulate: bootstrap ## coverage and false-alarm rates; prints the summary kept in docs
	swift run --configuration release assay-simulations

.PHONY: faults
faults: release ## faults put into three public data sets, held against contracts inferred from good batches
	test -e examples/flights/data/train.parquet || python3 examples/flights/prepare.py
	test -e examples/public/data/hotels/train.parquet || python3 examples/public/prepare.py
	python3 Tests/Faults/faults.py $(RELEASE)

.PHONY: mlflow
mlflow: release ## the recipe for MLflow on a real server, started and stopped here; not part of `make test`
	ASSAY_BINARY=$(CURDIR)/$(RELEASE) examples/mlflow/check

.PHONY: bench
bench: release ## speed against the peers and the bare scan, in one run
	python3 Benchmarks/run.py $(RELEASE) --rows 1m,10m
