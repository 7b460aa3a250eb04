#!/usr/bin/env bash
# Writes NOTICE: every module that is linked into the program on any of our
# platforms, with its licence and copyright lines, and the fonts; and
# THIRD_PARTY_LICENSES with their full texts, which have to go with the program.
set -euo pipefail

go=${GO:-go}
out=NOTICE

# linked lists module, version and directory of all that the program needs.
linked() {
	local os
	for os in linux windows darwin; do
		GOOS=$os CGO_ENABLED=0 "$go" list -deps \
			-f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./cmd/mingbai
	done | sort -u
}

# kind names the licence of a text.
kind() {
	if grep -q 'Apache License' "$1" && grep -q 'Redistribution and use' "$1"; then
		echo "Apache-2.0, BSD-3-Clause"
	elif grep -q 'Apache License' "$1"; then
		echo Apache-2.0
	elif grep -q 'Mozilla Public License' "$1"; then
		echo MPL-2.0
	elif grep -q 'Redistribution and use' "$1" && grep -qi 'neither the name' "$1"; then
		echo BSD-3-Clause
	elif grep -q 'Redistribution and use' "$1"; then
		echo BSD-2-Clause
	elif grep -q 'Permission is hereby granted, free of charge' "$1"; then
		echo MIT
	elif grep -q 'Permission to use, copy, modify, and' "$1"; then
		echo ISC
	fi
}

{
	echo "明白账 mingbai"
	echo
	echo "This program is licensed under the Apache License, Version 2.0; see LICENSE."
	echo "It holds the following works of others, each under its own licence."
	echo
	echo "== Fonts (SIL Open Font License 1.1; text in internal/typeface/data/OFL.txt) =="
	echo
	sed '/^$/q' internal/typeface/data/OFL.txt
	echo "== Go standard library =="
	echo
	echo "Go $("$go" env GOVERSION | sed 's/^go//') · BSD-3-Clause"
	sed -n '/^Copyright/p' "$("$go" env GOROOT)/LICENSE"
	echo
	echo "== PDFium, in WebAssembly ==" # its module carries no licence file of its own
	echo
	echo "PDFium · BSD-3-Clause"
	sed -n '/^Copyright/p' scripts/licences/pdfium.txt
	echo
	echo "== Go modules =="
	linked | while read -r path version dir; do
		text=$(find "$dir" -maxdepth 1 -iname 'licen[sc]e*' | sort | head -n 1)
		licence=$(kind "$text")
		if [ -z "$licence" ]; then
			echo "$path：不认识它的许可证" >&2
			exit 1
		fi
		echo
		echo "$path $version · $licence"
		grep -E '^ *(\* )?Copyright.*[0-9]{4}' "$text" | sed 's/^[ *]*//' | sort -u || true
	done
	echo
	echo "The full texts are in THIRD_PARTY_LICENSES."
} >"$out.tmp"
mv "$out.tmp" "$out"

# texts prints every licence and notice file with a head line.
texts() {
	echo "==== Noto Sans SC, Noto Serif SC, Noto Sans Symbols 2 ===="
	cat internal/typeface/data/OFL.txt
	printf '\n==== PDFium ====\n'
	cat scripts/licences/pdfium.txt
	printf '\n==== Go ====\n'
	cat "$("$go" env GOROOT)/LICENSE"
	linked | while read -r path version dir; do
		find "$dir" -maxdepth 1 \( -iname 'licen[sc]e*' -o -iname 'notice*' \) | sort | while read -r file; do
			printf '\n==== %s %s · %s ====\n' "$path" "$version" "$(basename "$file")"
			cat "$file"
		done
	done
}
texts | tr -d '\r' >THIRD_PARTY_LICENSES
