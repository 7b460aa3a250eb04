"""Writes the characters that the embedded fonts keep, one after another.

GBK covers personal and place names far better than GB2312; the rest is what
official documents need beyond it. The few that neither family has (☐ ☑ ☒ and the like)
come from a third font, see build.sh.
"""

import sys


def gbk():
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            try:
                yield bytes([lead, trail]).decode("gbk")
            except UnicodeDecodeError:
                continue


# Extension A holds rare characters; these occur in names of people and places,
# most of them in the table of general standard characters (通用规范汉字表).
EXTENSION_A = (
    "㐂㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)

RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: ² ³ ± × ÷ · and the letters of foreign names
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2030, 0x203B),  # ‰ ′ ″ ※
    (0x20AC, 0x20AC),  # €
    (0x2103, 0x2103),  # ℃
    (0x2116, 0x2116),  # №
    (0x2160, 0x216B),  # Ⅰ-Ⅻ
    (0x2170, 0x217B),  # ⅰ-ⅻ
    (0x2190, 0x2193),  # arrows
    (0x2211, 0x2211),  # ∑
    (0x2248, 0x2248),  # ≈
    (0x2260, 0x2267),  # ≠ ≤ ≥
    (0x2460, 0x249B),  # ①-⑳ ⑴-⒇ ⒈-⒛
    (0x24EA, 0x24FF),  # ⓪ ⓫-⓴
    (0x25A0, 0x25A1),  # ■ □
    (0x25B2, 0x25CF),  # ▲ △ ◆ ◇ ○ ●
    (0x2605, 0x2606),  # ★ ☆
    (0x2713, 0x2714),  # ✓ ✔
    (0x3000, 0x301F),  # ideographic space, 〇 〔〕【】《》
    (0x3220, 0x3229),  # ㈠-㈩
    (0x3251, 0x325F),  # ㉑-㉟
    (0x3380, 0x33DF),  # ㎡ ㎏ ㎞ and other units
    (0xFE30, 0xFE4F),  # vertical and other forms
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),  # ￠ ￡ ￥
    (0x20000, 0x323AF),  # extensions B to H: the few that the fonts have
]

chars = set(gbk()) | set(EXTENSION_A)
for first, last in RANGES:
    chars.update(map(chr, range(first, last + 1)))
chars = {c for c in chars if not 0xE000 <= ord(c) <= 0xF8FF}
sys.stdout.buffer.write("".join(sorted(chars)).encode("utf-8"))
