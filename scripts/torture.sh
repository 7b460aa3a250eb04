#!/usr/bin/env bash
# Runs the tests that kill programs at any moment, TORTURE_TIME each (20s), and
# see that nothing that was acknowledged is lost.
set -euo pipefail

go=${GO:-go}
export MINGBAI_TORTURE_TIME=${TORTURE_TIME:-20s}

packages=$(grep -rlE --include='*_test.go' '^//go:build .*torture' internal | xargs -r -n1 dirname | sort -u | sed 's|^|./|')
if [ -z "$packages" ]; then
	echo "没有 torture 测试"
	exit 0
fi
# shellcheck disable=SC2086
"$go" test -tags torture -run Torture -timeout 60m -v $packages
