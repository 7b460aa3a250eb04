#!/usr/bin/env bash
# Builds the program for every platform into dist/, with checksums. No cgo, no
# paths of this machine: the same source and Go version give the same bytes.
set -euo pipefail

go=${GO:-go}
version=${VERSION:?}
platforms=(linux/amd64 linux/arm64 linux/loong64 windows/amd64 darwin/amd64 darwin/arm64)

rm -rf dist
mkdir -p dist
for p in "${platforms[@]}"; do
	os=${p%/*} arch=${p#*/}
	out=dist/mingbai-$version-$os-$arch
	if [ "$os" = windows ]; then
		out+=.exe
	fi
	echo "编 $out"
	CGO_ENABLED=0 GOOS=$os GOARCH=$arch "$go" build -trimpath -ldflags "${LDFLAGS:-}" -o "$out" ./cmd/mingbai
done
cp LICENSE NOTICE THIRD_PARTY_LICENSES dist/
cd dist
if command -v sha256sum >/dev/null; then
	sha256sum -- * >SHA256SUMS.tmp
else
	shasum -a 256 -- * >SHA256SUMS.tmp
fi
mv SHA256SUMS.tmp SHA256SUMS
cat SHA256SUMS
