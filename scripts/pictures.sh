#!/usr/bin/env bash
# Makes docs/images from what the program writes and says, so that no picture
# shows what is not so. Needs what make test needs, and ImageMagick.
set -euo pipefail

go=${GO:-go}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
images=$root/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in pdftoppm soffice chromium convert; do
	if ! command -v "$program" >/dev/null; then
		echo "缺少 $program：sudo apt-get install poppler-utils libreoffice-writer-nogui chromium imagemagick"
		exit 2
	fi
done

# small writes a picture with few colours, so that it takes little room.
small() { convert "$1" -strip -dither None -colors "${3:-48}" -define png:compression-level=9 "PNG8:$images/$2"; }

# page makes a picture of a page: PDF, number, name of the picture.
page() { pdftoppm -r 90 -f "$2" -l "$2" -singlefile -png "$1" "$work/$3"; }

# pages sets pictures of pages side by side on grey, as paper on a desk.
pages() {
	local out=$1 p
	shift
	for p in "$@"; do
		convert "$work/$p.png" -bordercolor '#b9b4a8' -border 1 -bordercolor '#e9e5da' -border 12 "$work/$p-desk.png"
	done
	convert $(printf "$work/%s-desk.png " "$@") +append "$work/$out"
	small "$work/$out" "$out"
}

# shot takes a picture of a page in the browser: address, width, height, name.
shot() {
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" \
		--screenshot="$work/$4" "$1" >/dev/null 2>&1
}

mkdir -p "$images"
cd "$work"
"$go" -C "$root" build -o "$work/mingbai" ./cmd/mingbai
export PATH=$work:$PATH
mingbai demo --no-serve >said.txt 2>found.txt
pdf=$(echo out/*.pdf)

# whereis is the number of the first page, from the one given, that has a text.
whereis() {
	local n
	n=$(pdftotext -layout "$pdf" - | awk -v from="$2" -v RS='\f' -v text="$1" '{ gsub(/[ \n]/, "") } NR >= from && index($0, text) { print NR; exit }')
	echo "${n:?没有找到“$1”}"
}

page "$pdf" 2 contents
n=$(whereis 2023年预算支出总表 3)
page "$pdf" "$n" table
pages pdf.png contents table

n=$(whereis 结构图 8)
page "$pdf" "$n" chart
n=$(whereis 项目支出绩效目标申报表 8)
page "$pdf" "$n" form
pages pdf-chart-form.png chart form

soffice --headless --convert-to pdf --outdir word out/*.docx >/dev/null 2>&1
pdf=$(echo word/*.pdf)
page "$pdf" 2 word-contents
n=$(whereis 2023年预算支出总表 3)
page "$pdf" "$n" word-table
pages word.png word-contents word-table

port=$((20000 + RANDOM % 20000))
mingbai demo --addr "127.0.0.1:$port" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do
	if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
	sleep 0.1
done
shot "http://127.0.0.1:$port/demo" 1280 1560 demo.png
small demo.png demo.png
shot "http://127.0.0.1:$port/u/316ydab6xwp/2023/budget" 1280 1500 site.png
small site.png site.png
shot "http://127.0.0.1:$port/u/316ydab6xwp/2023/budget/n/T03/2080502/%E5%90%88%E8%AE%A1" 1280 1060 number.png
small number.png number.png
token=$(curl -sS -H 'Accept: application/json' -H 'Sec-Fetch-Site: same-origin' -F "file=@$(echo out/*.pdf)" "http://127.0.0.1:$port/check" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
for _ in $(seq 100); do
	if curl -sf "http://127.0.0.1:$port/check/$token/1" | grep -q '<image'; then break; fi
	sleep 0.3
done
shot "http://127.0.0.1:$port/check/${token:?没有收下}/1" 1280 1100 check.png
small check.png check.png
kill "$server"
wait "$server" 2>/dev/null || true
trap 'rm -rf "$work"' EXIT

# at takes a picture of the web page, scrolled to a table: id, width, height,
# name. A browser without a window does not scroll, so that the page is moved up;
# and it measures nothing narrower than 500 px, so that a frame holds the page.
at() {
	local y
	sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//' out/*.html >plain.html
	echo "<!doctype html><title>?</title><style>body{margin:0}</style><iframe src=plain.html style='border:0;width:$2px;height:$3px'
		onload=\"document.title='y='+Math.round(this.contentDocument.getElementById('$1').getBoundingClientRect().top-24)\"></iframe>" >measure.html
	y=$(chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files --dump-dom "file://$work/measure.html" 2>/dev/null |
		sed -n 's/.*<title>y=\([0-9]*\)<.*/\1/p' | head -n 1)
	cp plain.html at.html
	echo "<style>body{margin-top:-${y:?没有找到 $1}px!important}</style>" >>at.html
	shot "file://$work/at.html" "$2" "$3" "$4"
	small "$4" "$4"
}
at t03 1280 900 web.png
at t03 390 844 phone.png

# The report on a made-up document with one planted fault: the document beside it
# is moved up to where the fault is marked.
mingbai generate -n 1 --seed 4 --faults 1 --format txt -o made >/dev/null
mingbai check made/unit-00001.txt --format html >report.html || [ $? -eq 1 ]
echo "<!doctype html><title>?</title><iframe src=report.html style='border:0;width:1280px;height:900px'
	onload=\"document.title='y='+Math.round(this.contentDocument.querySelector('mark.error').getBoundingClientRect().top)\"></iframe>" >measure.html
y=$(chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files --dump-dom "file://$work/measure.html" 2>/dev/null |
	sed -n 's/.*<title>y=\([0-9]*\)<.*/\1/p' | head -n 1)
echo "<style>.two{overflow:hidden;height:620px}.paper{margin-top:-$((${y:?没有标出} - 480))px!important}</style>" >>report.html
shot "file://$work/report.html" 1280 820 report.png
small report.png report.png

# The terminal: what was said, set in the fonts of a page.
{
	echo '<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#1d1c19;color:#ece7dc}'
	echo 'pre{margin:0;padding:18px 22px;font:15px/1.6 "Noto Sans Mono CJK SC","Noto Sans Mono",monospace}b{color:#e8806c;font-weight:400}i{color:#8b8578;font-style:normal}</style><pre><i>$ mingbai demo --no-serve</i>'
	escape() { sed 's/&/\&amp;/g; s/</\&lt;/g'; }
	cat found.txt said.txt | escape | sed 's/^\( *\)\(错误\|警告\) \([A-Z]\)/\1<b>\2<\/b> \3/'
	echo '</pre>'
} >terminal.html
shot "file://$work/terminal.html" 1120 $(((2 + $(cat said.txt found.txt | wc -l)) * 24 + 12)) terminal.png
small terminal.png terminal.png 24

for f in "$images"/*.png; do
	size=$(stat -c %s "$f")
	echo "$((size / 1024)) KB  ${f#"$root"/}"
	if [ "$size" -gt 204800 ]; then
		echo "${f#"$root"/} 超过 200 KB"
		exit 1
	fi
done
