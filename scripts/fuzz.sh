#!/usr/bin/env bash
# Runs every fuzz test for FUZZTIME each, one after the other.
# What is found to be new is made smaller in a few tries only: Go would take a minute
# for each, and run nothing else meanwhile.
set -euo pipefail

go=${GO:-go}
time=${FUZZTIME:-60s}
found=0

while IFS=: read -r file line; do
	name=$(sed -E 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/' <<<"$line")
	found=1
	echo "== $(dirname "$file") $name"
	"$go" test -run '^$' -fuzz "^$name\$" -fuzztime "$time" -fuzzminimizetime 10x "./$(dirname "$file")"
done < <(grep -rE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*\(' internal)

if [ $found -eq 0 ]; then
	echo "还没有 Fuzz 测试"
fi
