#!/usr/bin/env bash
# Format, vet, staticcheck: runs all three and fails if any has something to say.
set -euo pipefail

go=${GO:-go}
tool() { "$go" tool -modfile=tools/go.mod "$@"; }
failed=0

unformatted=$(tool gofumpt -l cmd internal examples tools | grep -v "_templ\.go$" || true)
if [ -n "$unformatted" ]; then
	echo "格式不合，运行 go tool -modfile=tools/go.mod gofumpt -w 加下列文件："
	echo "$unformatted"
	failed=1
fi
scripts/templ.sh --check || failed=1
"$go" vet ./... || failed=1
tool staticcheck ./... || failed=1
(cd tools && "$go" vet ./bench) || failed=1
exit $failed
