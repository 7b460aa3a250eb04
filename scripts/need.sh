#!/usr/bin/env bash
# Installs the programs that tests compare our files with, where they are
# missing and apt can be used, and says which; else says what to install. Quiet
# where all are there. Never fails: a test that lacks its program skips and says
# so.
#
#   qpdf, poppler-utils   the PDF is whole, tagged, and reads back to the amounts
#   libreoffice-*         Word and Excel files open and break pages where we say
#   chromium              pages as a reader sees them, and scripts/pictures.sh
#   fonts-noto-cjk        the fonts that LibreOffice sets Chinese in
#   postgresql            the store on PostgreSQL, in a server of the tests' own
#   gcc, libc6-dev        the race detector
set -euo pipefail

packages="
qpdf
poppler-utils
libreoffice-writer-nogui
libreoffice-calc-nogui
chromium
fonts-noto-cjk
fontconfig
postgresql
gcc
libc6-dev
"

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# missing lists the packages that are not there; without dpkg, those whose
# program is not.
missing() {
	if command -v dpkg-query >/dev/null; then
		for p in $packages; do
			installed "$p" || echo "$p"
		done
		return
	fi
	command -v qpdf >/dev/null || echo qpdf
	command -v pdftotext >/dev/null || echo poppler-utils
	command -v soffice >/dev/null || echo libreoffice
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo chromium
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
	command -v cc >/dev/null || echo gcc
}

absent=$(missing | xargs)
if [ -z "$absent" ]; then
	exit 0
fi

root=
if [ "$(id -u)" -ne 0 ]; then
	root="sudo -n"
fi
if ! command -v apt-get >/dev/null || ! $root true 2>/dev/null; then
	echo "测试要用而没有的程序：$absent"
	echo "用到它们的测试会跳过；要全部跑，请先装上（Debian、Ubuntu：sudo apt-get install $absent）"
	exit 0
fi

echo "装测试要用而没有的程序：$absent"
apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/dev/null; }
apt update || echo "apt-get update 没有成功，用现有的目录继续"
if ! apt install -y --no-install-recommends $absent; then
	echo "一次没有装上，改为逐个装"
	for p in $absent; do
		apt install -y --no-install-recommends "$p" || true
	done
fi

absent=$(missing | xargs)
if [ -n "$absent" ]; then
	echo "还缺：$absent；用到它们的测试会跳过"
else
	echo "测试要用的程序都装好了"
fi
