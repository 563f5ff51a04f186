# ClientManager Credits: every target is one line; the work is in local-stack/bin and in Java mains.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAIN := local-stack/bin/java-main
UP := com.clientmanager.credits.localstack.up
export ACCOUNT ROLE SOURCES FILE SIZE PART BEFORE PAIRS KILLS SEED PLANT ACCOUNTS RATE REGISTRY_AWAY ONLY SPARE HURRY TRAFFIC
export TOPIC PARTITION OFFSET REASON

.PHONY: fuzz nightly outdated mutation torture-purchases help up down reset build test format token send bench audit torture latency
.PHONY: projection-skip

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F'\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'

up: build ## Start the whole pipeline with demo accounts and traffic (BILLING_PORT, KAFKA_PORT, … move ports)
	@$(MAIN) $(UP).Up

down: ## Stop it; the data stays
	@if [ -d local-stack/target/runtime/lib ]; then $(MAIN) $(UP).Down; else echo "Nothing is running."; fi

reset: ## Stop it and forget all data
	@if [ -d local-stack/target/runtime/lib ]; then $(MAIN) $(UP).Down reset; else rm -rf .local/data .local/state; fi

build: ## Package every module without tests, if anything changed
	@local-stack/bin/build

test: ## Everything that is tested, without Docker, on one shared stack
	@local-stack/bin/test

format: ## Format the Java code
	@JAVA_HOME=$$(local-stack/bin/jdk) ./mvnw -B -q spotless:apply

token: ## Print a bearer token: ACCOUNT=acct-42, ROLE=operator or ROLE=usage:write (SOURCES=/crm/sms,/crm/forms/*)
	@$(MAIN) $(UP).Token

send: ## Send a file of CloudEvents, one a line: FILE=usage.jsonl
	@$(MAIN) $(UP).SendUsage

projection-skip: ## Leave out the record at which the projection stands: TOPIC=… PARTITION=… OFFSET=… REASON=…
	@$(MAIN) $(UP).SkipRecord

audit: ## Recount every credit from the topics and compare with what is live; PLANT=all plants faults in memory that must be named
	@local-stack/bin/audit

bench: build ## Measure: SIZE=small (minutes), medium or full (the record), PART=throughput, growth, … or all; PART=compare BEFORE=…/quarkus-app
	@local-stack/bin/bench

torture: build ## Kill things under load and compare every account with the oracle (KILLS=20)
	@local-stack/bin/torture

torture-purchases: build ## Kill billing-api in the midst of purchases: one payment and one grant each, or neither (KILLS=20)
	@local-stack/bin/torture PurchaseTorture

fuzz: build ## Send hostile and good inputs to a pipeline of its own and account for each (SIZE=2000, SEED=…)
	@local-stack/bin/fuzz

nightly: build ## What is too long for each push: fuzz, torture and mutation at their large size (SEED=… repeats a night)
	@SIZE=$${SIZE:-100000} local-stack/bin/fuzz
	@KILLS=$${KILLS:-40} local-stack/bin/torture
	@$(MAKE) --no-print-directory torture-purchases mutation

mutation: ## Change the core's code in small ways and see that a test notices each (PIT; about a quarter of an hour)
	@JAVA_HOME=$$(local-stack/bin/jdk) ./mvnw -B -pl credit-aggregator -am test-compile org.pitest:pitest-maven:mutationCoverage

latency: build ## Post 100 events one by one and time them to the API and to the page
	@local-stack/bin/latency

outdated: ## List the versions stated in pom.xml for which a newer minor or patch release exists
	@JAVA_HOME=$$(local-stack/bin/jdk) ./mvnw -B -N versions:display-property-updates | grep -E -- '->|up to date' || true
