#!/usr/bin/env bash
# Makes the Go of every .templ page again. With --check it only tells whether
# some are out of date.
set -euo pipefail

go=${GO:-go}
tool() { "$go" tool -modfile=tools/go.mod "$@"; }

if [ "${1:-}" != --check ]; then
	tool templ generate -path internal/web >/dev/null
	exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r internal/web "$work/web"
(cd "$work" && mkdir -p internal && mv web internal/web)
"$go" tool -modfile=tools/go.mod templ generate -path "$work/internal/web" >/dev/null 2>&1
if ! diff -rq internal/web "$work/internal/web" >/dev/null; then
	echo "网页模板改了，Go 代码没有重新生成；运行 make pages"
	exit 1
fi
