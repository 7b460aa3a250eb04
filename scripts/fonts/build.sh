#!/bin/sh
# Makes the embedded fonts of internal/typeface: takes the two Noto families
# from npm, keeps the characters that chars.py lists, and packs the result.
# Needs: npm, python3, hb-subset (libharfbuzz-bin), zstd.
set -eu

version=0.4.3
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../internal/typeface/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
python3 "$here/chars.py" >chars.txt

# build PACKAGE SOURCE NAME: subsets SOURCE.ttf of PACKAGE into NAME.ttf.zst.
build() {
	archive=$(npm pack --silent "@expo-google-fonts/$1@$version")
	tar -xzf "$archive"
	hb-subset "package/400Regular/$2.ttf" \
		--text-file=chars.txt \
		--drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,STAT \
		--no-hinting \
		-o "$3.ttf"
	zstd -19 --quiet --force "$3.ttf" -o "$out/$3.ttf.zst"
	mv package/LICENSE_FONT "OFL-$3.txt"
	rm -r package
}

mkdir -p "$out"
build noto-sans-sc NotoSansSC_400Regular NotoSansSC-Regular
build noto-serif-sc NotoSerifSC_400Regular NotoSerifSC-Regular

# The licence texts are the same but for the copyright lines at their heads; the
# fonts' own notices, from their name tables, stand before it.
{
	echo "Noto Sans SC: (c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'."
	echo "Noto Serif SC: (c) 2017-2024 Adobe (http://www.adobe.com/)."
	echo "Both were subset to the characters that scripts/fonts/chars.py lists."
	echo
	cat OFL-NotoSansSC-Regular.txt
} >"$out/OFL.txt"
ls -l "$out"
