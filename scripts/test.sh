#!/usr/bin/env bash
# Runs all tests: packages that start goroutines under the race detector, the
# others without, which is several times as fast.
set -euo pipefail

go=${GO:-go}
timeout=8m
export CGO_ENABLED=${CGO_ENABLED:-1} # the race detector wants it

# concurrent lists the directories whose files start a goroutine.
concurrent() {
	grep -rlE --include='*.go' '^[[:space:]]*go (func|[a-zA-Z_.]+\()|\.Go\(func' cmd internal | xargs -n1 dirname | sort -u | sed 's|^|./|'
}

if ! command -v gcc >/dev/null; then
	echo "没有 gcc，不查竞态"
	exec "$go" test -timeout "$timeout" ./...
fi

race=$("$go" list $(concurrent))
rest=$("$go" list ./... | grep -vxF "$race")
"$go" test -race -timeout "$timeout" $race
"$go" test -timeout "$timeout" $rest
