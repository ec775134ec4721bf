# make demo      the main job: both servers, a client, a token, the protected resource
# make test      everything CI runs, against a throw-away PostgreSQL
# make build     the programs and tests, as demo and test use them
# make release   the programs, optimised, in .build/release
# make install   what `make release` built, with manual pages, completions and systemd units (PREFIX=/usr/local, DESTDIR,
#                SYSCONFDIR=/etc; BUILD=FOLDER for other programs); make uninstall takes it away again
# make deb       a Debian package in .build-deb/package, which needs no Swift on the machine
# make check-deb installs that package in a clean Debian, boots it and uses it; needs root
# make lint      formatting, documentation and import borders (make test does so first); make format mends the first
# make bench     figures beside a baseline in the same run; make bench-peers: beside what a user would pick instead
# make docs      the libraries' documentation, in .build-docs/html
# make check-api whether the libraries' API breaks somebody's build; BASE=TAG names the version before
# make setup     installs missing system packages; demo and test call it themselves

# One flavour serves demo, tests and coverage: another set of flags would build everything again.
FLAGS = --enable-code-coverage

.PHONY: demo test build release install uninstall check-install deb check-deb lint format bench bench-peers docs \
	check-api setup

demo: setup
	swift build $(FLAGS) --product steelcut-auth
	swift build $(FLAGS) --product steelcut-resource
	swift build $(FLAGS) --product steelcut
	@Scripts/demo .build/debug

test: setup
	@$(MAKE) --no-print-directory lint
	Scripts/setup test
	swift build $(FLAGS) --build-tests
	Scripts/check-linkage .build/debug
	Scripts/check-domain
	Scripts/check-install .build/debug
	Scripts/demo .build/debug
	Scripts/interop .build/debug
	Scripts/check-openapi .build/debug
	swift test --package-path Tests/Embedding --scratch-path .build-embedding
	Scripts/check-allocations
	Scripts/test
	Scripts/coverage

build: setup
	swift build $(FLAGS) --build-tests

release: setup
	swift build -c release $$(Scripts/release-flags) --product steelcut-auth
	swift build -c release $$(Scripts/release-flags) --product steelcut-resource
	swift build -c release $$(Scripts/release-flags) --product steelcut

# Not after setup, and without a build: it may run as root. The script reads PREFIX and its like from the environment,
# where make puts what stands on its command line.
install:
	@Scripts/install put

uninstall:
	@Scripts/install remove

check-install: setup
	Scripts/setup test
	Scripts/check-install .build/debug

deb: setup
	Scripts/setup deb
	Scripts/deb

check-deb:
	Scripts/setup deb
	Scripts/check-deb .build-deb/package/*.deb

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	Scripts/check-borders

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

bench: setup
	Scripts/setup bench
	Scripts/bench

bench-peers: setup
	Scripts/setup bench-peers
	Scripts/bench-peers

docs: build
	Scripts/docs

check-api: setup
	Scripts/check-api $(BASE)

setup:
	@Scripts/setup
