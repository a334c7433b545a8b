# The front door: every target does its own set-up, and a second run is quick.
.DEFAULT_GOAL := help
.PHONY: help demo test asan tsan test-arm64 test-go-architectures test-debian12 test-debian13 fuzz soak bench bench-page install package test-packages native-module headers abi-dump fmt clean library

PREFIX ?= /usr/local
# As in PREFIX=~/sinew, which not every shell expands.
override PREFIX := $(patsubst ~/%,$(HOME)/%,$(PREFIX))
# How many compilers or tests run at a time.
JOBS ?= $(shell nproc)
# More arguments for the program of `make demo` or `make bench`, or for CMake in `make test-debian13`.
ARGS ?=
# How long `make fuzz` and `make soak` stay with each fuzz target.
FUZZ_SECONDS ?= 60
SOAK_SECONDS ?= 1800

BOOTSTRAP = @cmake/bootstrap.sh
# What `library` sets up: as much as its user needs, so that root is asked for once.
PURPOSES = core
CONFIGURE = @cmake --log-level=WARNING --preset
BUILD = @cmake --build --parallel $(JOBS) --preset
CTEST = @ctest --parallel $(JOBS) --preset
# cgo finds the library in the build tree: nothing needs to be installed.
GO = $(CURDIR)/cmake/go.sh $(CURDIR)/build/release

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-21s %s\n", $$1, $$2 }' Makefile

demo: PURPOSES = core go
demo: library ## compare Go alone with Sinew on real flight events; ARGS="--repeat 20"
	@cd examples && $(GO) run ./go/flightstats $(ARGS)

test: ## run every test: C++, C, Go, sanitizers, fuzz seeds
	$(BOOTSTRAP) core test go
	$(CONFIGURE) release -DBUILD_TESTING=ON
	$(BUILD) release
	@$(MAKE) --no-print-directory asan tsan
	$(CTEST) release

asan tsan:
	$(BOOTSTRAP) core test
	$(CONFIGURE) $@
	$(BUILD) $@
	$(CTEST) $@
asan: ## run the unit tests and fuzz targets with AddressSanitizer and UndefinedBehaviorSanitizer
tsan: ## run the tests of several threads with ThreadSanitizer

test-arm64: ## cross-compile the unit tests and run them in qemu, on NEON and on SVE2
	$(BOOTSTRAP) core test arm64 go
	@cmake/arm64-sysroot.sh build/arm64-sysroot
	$(CONFIGURE) arm64
	$(BUILD) arm64
	$(CTEST) arm64

test-go-architectures: ## test the Go module without cgo on 386, arm and s390x, in qemu
	$(BOOTSTRAP) go go-architectures
	@cmake/test-go-architectures.sh

test-debian12 test-debian13:
	$(BOOTSTRAP) debian
	@JOBS=$(JOBS) cmake/debian.sh $(@:test-debian%=%) cmake/test-compilers.sh $(ARGS)
test-debian12: ## test in a chroot with Debian 12, built with GCC 12 and with clang 14
test-debian13: ## test in a chroot with Debian 13, built with GCC 14 and with clang 19

fuzz: ## fuzz each target for FUZZ_SECONDS=60
	$(BOOTSTRAP) core test
	$(CONFIGURE) asan
	$(BUILD) asan
	@for target in build/asan/tests/fuzz/*_fuzz; do \
	  corpus=build/asan/corpus/$${target##*/}; mkdir -p $$corpus; \
	  echo "fuzzing $${target##*/} for $(FUZZ_SECONDS) s"; \
	  $$target -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
	    -artifact_prefix=$$corpus- $$corpus $$(ls -d tests/fuzz/seeds/$${target##*/} 2>/dev/null) || exit 1; \
	done

soak: ## fuzz each target for SOAK_SECONDS=1800, then run the tests ten times over
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=$(SOAK_SECONDS)
	@$(MAKE) --no-print-directory test
	$(CTEST) release --repeat until-fail:10

bench: ## measure against the best peers; writes a table of ratios
	$(BOOTSTRAP) core bench go rust
	$(CONFIGURE) release -DSINEW_BENCHMARKS=ON -DBUILD_TESTING=OFF
	$(BUILD) release --target sinew benchmarks
	@bench/run $(ARGS)

bench-page: ## write docs/benchmarks from bench/results; copy build/bench/rows.jsonl there first, as MACHINE.jsonl
	$(BOOTSTRAP) go
	@rm -rf docs/benchmarks && mkdir docs/benchmarks
	@cd bench/report && for rows in ../results/*.jsonl; do \
	  page=../../docs/benchmarks/$$(basename "$$rows" .jsonl); \
	  GOTOOLCHAIN=local "$$(../../cmake/find-go.sh)" run . -page -svg "$$page" "$$rows" > "$$page.md" || exit 1; \
	done

install: library ## install the library, its headers and packages; PREFIX=/usr/local
	@cmake --install build/release --strip --prefix "$(PREFIX)" || { \
	  echo "If that was for want of permission: sudo make install, or make install PREFIX=~/sinew" >&2; exit 1; }
	@if [ "$$(id -u)" = 0 ]; then ldconfig; fi
	@cmake/install-environment.sh "$$(sed -n 's,/libsinew\.so$$,,p' build/release/install_manifest.txt)"

package: ## build the Debian packages libsinew0 and libsinew-dev, in build/package
	$(BOOTSTRAP) core package
	$(CONFIGURE) package
	$(BUILD) package --target sinew sinew_static
	@cd build/package && rm -f *.deb && cpack && ls -l *.deb

test-packages: package ## install and remove the Debian packages in a chroot with Debian 12
	$(BOOTSTRAP) debian
	@mkdir -p build/debian12/build
	@rm -f build/debian12/build/*.deb
	@cp build/package/*.deb build/debian12/build
	@cmake/debian.sh 12 tests/package/debian.sh

native-module: ## build what package native of the Go modules links in, for amd64 and arm64
	$(BOOTSTRAP) core arm64
	$(CONFIGURE) release -DBUILD_TESTING=OFF
	$(BUILD) release --target sinew_native
	@cmake/arm64-sysroot.sh build/arm64-sysroot
	$(CONFIGURE) arm64 -DBUILD_TESTING=OFF
	$(BUILD) arm64 --target sinew_native
	@cp build/release/libsinew_native.a bindings/go/native/libsinew_linux_amd64.a
	@cp build/arm64/libsinew_native.a bindings/go/native/libsinew_linux_arm64.a

headers: ## write the headers, symbol list and manual anew from the marked declarations in src/
	$(BOOTSTRAP) core
	@cmake -P cmake/generate_headers.cmake

abi-dump: ## record the ABI of today, after adding functions; the tests hold later builds to it
	$(BOOTSTRAP) core test go
	$(CONFIGURE) release -DBUILD_TESTING=ON
	$(BUILD) release --target sinew abi_dump

fmt: ## format every source file
	$(BOOTSTRAP) format go
	@cmake/format.sh

clean: ## remove everything that was built
	@cmake -E rm -rf build

library:
	$(BOOTSTRAP) $(PURPOSES)
	@test -f build/release/build.ninja || \
	  cmake --log-level=WARNING --preset release -DBUILD_TESTING=OFF
	$(BUILD) release --target sinew sinew_static
