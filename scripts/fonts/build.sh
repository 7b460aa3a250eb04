#!/bin/sh
# Makes the embedded fonts of internal/typeface: takes two Noto families from
# npm, keeps the characters that chars.py lists, and packs the result; a third
# font gives the marks that neither has.
# Needs: npm, python3, hb-subset (libharfbuzz-bin), zstd.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../internal/typeface/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
python3 "$here/chars.py" >chars.txt
printf '☐☑☒✓✔✕✖✗▪◦▸►' >marks.txt

# build PACKAGE SOURCE CHARACTERS NAME: subsets SOURCE.ttf of PACKAGE to the
# CHARACTERS of a file, into NAME.ttf.zst.
build() {
	archive=$(npm pack --silent "@expo-google-fonts/$1")
	tar -xzf "$archive"
	hb-subset "package/400Regular/$2.ttf" \
		--text-file="$3" \
		--drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,STAT \
		--no-hinting --notdef-outline \
		-o "$4.ttf"
	zstd -19 --quiet --force "$4.ttf" -o "$out/$4.ttf.zst"
	mv package/LICENSE_FONT "OFL-$4.txt"
	rm -r package
}

mkdir -p "$out"
build noto-sans-sc@0.4.3 NotoSansSC_400Regular chars.txt NotoSansSC-Regular
build noto-serif-sc@0.4.3 NotoSerifSC_400Regular chars.txt NotoSerifSC-Regular
build noto-sans-symbols-2@0.4.1 NotoSansSymbols2_400Regular marks.txt NotoSansSymbols2-Regular

# The licence texts are the same but for the copyright lines at their heads; the
# fonts' own notices, from their name tables, stand before it.
{
	echo "Noto Sans SC: (c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'."
	echo "Noto Serif SC: (c) 2017-2024 Adobe (http://www.adobe.com/)."
	echo "Noto Sans Symbols 2: Copyright 2022 The Noto Project Authors (https://github.com/notofonts/symbols)."
	echo "All three were subset; scripts/fonts says to which characters."
	echo
	sed -n '/^This Font Software/,$p' OFL-NotoSansSC-Regular.txt
} >"$out/OFL.txt"
ls -l "$out"
