#!/usr/bin/env bash
# Runs all tests, and again those of packages that start goroutines, under the race
# detector: without the long ones, as it is several times as slow.
set -euo pipefail

go=${GO:-go}
timeout=15m
export CGO_ENABLED=${CGO_ENABLED:-1} # the race detector wants it

# concurrent lists the directories whose files start a goroutine.
concurrent() {
	grep -rlE --include='*.go' --exclude=bench_test.go '^[[:space:]]*go (func|[a-zA-Z_.]+\()|\.Go\(func' cmd internal | xargs -n1 dirname | sort -u | sed 's|^|./|'
}

if ! command -v gcc >/dev/null; then
	echo "没有 gcc，不查竞态"
	exec "$go" test -timeout "$timeout" ./...
fi

"$go" test -timeout "$timeout" ./...
"$go" test -race -short -timeout "$timeout" $(concurrent)
