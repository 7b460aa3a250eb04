#!/usr/bin/env bash
# Prints figures as lines of “name value unit”: every Go benchmark, the program
# itself on the example book, then on many made-up units, then on files made to harm
# (it fails where one is not answered in words and within bounds), then on the published
# documents of CORPUS where they are at hand. COUNT runs each benchmark several
# times and prints the median.
set -euo pipefail

go=${GO:-go}
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$go" build -C tools -o "$work/bench" ./bench
CGO_ENABLED=0 "$go" build -trimpath -ldflags '-s -w' -o "$work/mingbai" ./cmd/mingbai
with=$(grep -rlE --include='*_test.go' '^func Benchmark' internal | xargs -n1 dirname | sort -u | sed 's|^|./|')
if ! "$go" test -run '^$' -bench . -benchmem -count "${COUNT:-1}" $with >"$work/out"; then
	cat "$work/out"
	exit 1
fi
"$work/bench" lines <"$work/out"
"$work/bench" program "$work/mingbai" "$root/examples/datong-2023"
"$work/bench" units "$work/mingbai"
"$work/bench" hostile "$work/mingbai"
corpus=${CORPUS:-$root/../shared/corpus}
if [ -d "$corpus" ]; then
	"$work/bench" corpus "$work/mingbai" "$corpus"
else
	echo "bench: $corpus is not here: published documents are not measured" >&2
fi
