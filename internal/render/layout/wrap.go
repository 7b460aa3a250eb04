package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapped is one line that came out of a text: bytes from:to of it.
type wrapped struct {
	from, to int
	width    float64
	hard     bool // ended by the text itself, not for want of room
	blank    bool // broken at a blank of the text, which is left out
}

// run is a text that is to be broken into lines: its characters, each with its
// advance.
type run struct {
	text  string
	chars []char
	size  float64
	words bool // the words of the trade stay whole, as far as there is room
}

// char is a character; its advance holds the gap before the next one, which a
// line that ends here does not need.
type char struct {
	r            rune
	at           int // byte offset
	advance, gap float64
}

// newRun measures text: the first bold bytes in the bold of s, the rest in s.
func newRun(m Metrics, s Style, text string, bold int) run {
	heavy := s
	heavy.Bold = true
	out := run{text: text, size: s.Size, chars: make([]char, 0, len(text)/2+1)}
	for at, r := range text {
		style := s
		if at < bold {
			style = heavy
		}
		advance := 0.0
		if r != '\n' {
			advance = m.Advance(style, r)
		}
		out.chars = append(out.chars, char{r: r, at: at, advance: advance})
	}
	if spacer, ok := m.(Spacer); ok {
		out.space(spacer, s)
	}
	return out
}

// space widens the characters by the gaps between them.
func (t run) space(m Spacer, s Style) {
	for i := range t.chars[:max(len(t.chars)-1, 0)] {
		c := &t.chars[i]
		c.gap = m.Gap(s, c.r, t.chars[i+1].r)
		c.advance += c.gap
	}
}

// width is the width of the text on one line.
func (t run) width() (w float64) {
	for _, c := range t.chars {
		w += c.advance
	}
	return w
}

// widest is the width of the widest part that must not be broken.
func (t run) widest() (w float64) {
	for i := 0; i < len(t.chars); {
		next, _, ink := t.unit(i)
		w = max(w, ink)
		i = next
	}
	return w
}

// lines breaks the text to the measure, with first left free at the start.
// There is always at least one line.
func (t run) lines(measure, first float64) []wrapped {
	var out []wrapped
	start, used, room := 0, 0.0, measure-first
	end := func(to int, hard bool) {
		out = append(out, t.line(start, to, hard))
		used, room = 0, measure
	}
	for i := 0; i < len(t.chars); {
		if t.chars[i].r == '\n' {
			end(i, true)
			i++
			start = i
			continue
		}
		next, width, ink := t.unit(i)
		if used+ink-t.overhang(next) <= room+epsilon {
			used += width
			i = next
			continue
		}
		if i > start {
			end(i, false)
			for i < len(t.chars) && blank(t.chars[i].r) {
				i++
			}
			start = i
			continue
		}
		// One unit is wider than the line: break it where it meets the edge.
		i++
		for w := t.chars[start].advance; i < next && w+t.chars[i].advance-t.chars[i].gap <= room+epsilon; i++ {
			w += t.chars[i].advance
		}
		if i < next {
			end(i, false)
			start = i
			continue
		}
		used += width
	}
	return append(out, t.line(start, len(t.chars), true))
}

// balanced breaks the text into as few lines as it needs, about equally long.
func (t run) balanced(measure float64) []wrapped {
	out := t.lines(measure, 0)
	if len(out) < 2 {
		return out
	}
	whole := t
	whole.words = true
	if try := whole.lines(measure, 0); len(try) <= max(len(out), 3) && whole.widest() <= measure {
		t, out = whole, try
	}
	lo, hi := max(t.width()/float64(len(out)), min(t.widest(), measure)), measure
	for range 12 {
		mid := (lo + hi) / 2
		if try := t.lines(mid, 0); len(try) <= len(out) {
			out, hi = try, mid
		} else {
			lo = mid
		}
	}
	return out
}

// line is the line of the characters from:to, blanks at its end left out.
func (t run) line(from, to int, hard bool) wrapped {
	end := to
	for to > from && blank(t.chars[to-1].r) {
		to--
	}
	l := wrapped{from: t.offset(from), to: t.offset(to), hard: hard, blank: to < end && !hard}
	for _, c := range t.chars[from:to] {
		l.width += c.advance
	}
	if to > from {
		l.width -= t.chars[to-1].gap
	}
	return l
}

func (t run) offset(i int) int {
	if i < len(t.chars) {
		return t.chars[i].at
	}
	return len(t.text)
}

// overhang is how much of the character before i may stand beyond the edge: the
// empty half of a closing mark.
func (t run) overhang(i int) float64 {
	c := t.chars[i-1]
	if strings.ContainsRune(halfEmpty, c.r) {
		return c.advance / 2
	}
	return 0
}

// unit is the smallest piece from i on that may stand alone on a line: the index
// after it, its width, and its width without the blanks that end it.
func (t run) unit(i int) (next int, width, ink float64) {
	for next = i; next < len(t.chars); {
		width += t.chars[next].advance
		if !blank(t.chars[next].r) {
			ink = width - t.chars[next].gap
		}
		next++
		if next == len(t.chars) || t.chars[next].r == '\n' {
			break
		}
		a, b := t.chars[next-1].r, t.chars[next].r
		if mayBreak(a, b) && !(t.words && oneWord(a, b)) {
			break
		}
	}
	return next, width, ink
}

const (
	noStart   = "，。；：、？！）》」』】〕”’％%‰℃…—·～,.;:?!)]}"
	noEnd     = "（《「『【〔“‘￥¥$([{#"
	halfEmpty = "，。；：、？！）》」』】〕"
)

// mayBreak tells whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case blank(b):
		return false
	case blank(a):
		return true
	case strings.ContainsRune(noStart, b), strings.ContainsRune(noEnd, a):
		return false
	}
	return ideographic(a) || ideographic(b)
}

// words are the pairs of characters that heads and titles keep together.
var words = pairs("预算 公共 一般 政府 基金 国有 资本 经营 财政 专户 管理 资金 单位 上年 本年 结转 安排 当年 科目 编码 名称 项目 支出 收入 合计 基本 经济 分类 部门 经费 拨款 人员 公用 事业 上级 补助 下级 其他 来源 总计 小计 情况 说明 采购 购置 运行 维护 接待 公务 用车 指标 绩效 目标 数量 质量 时效 成本 社会 生态 效益 满意 服务 对象 影响 持续 属性 概况 依据 必要 实施 计划 制度 措施 保证 设立 主管 总体 推广 应用 信息 材料 中心 公开 年度 申报 统计")

// oneWord tells whether a and b belong to one word of the trade, or are a number
// and what it counts.
func oneWord(a, b rune) bool { return words[[2]rune{a, b}] || a >= '0' && a <= '9' }

func pairs(list string) map[[2]rune]bool {
	out := map[[2]rune]bool{}
	for w := range strings.FieldsSeq(list) {
		r := []rune(w)
		out[[2]rune{r[0], r[1]}] = true
	}
	return out
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' }

// ideographic tells whether r stands in a square of its own, so that lines may
// break on both sides of it.
func ideographic(r rune) bool {
	return r >= 0x2e80 || strings.ContainsRune("“”‘’…—·", r)
}

// clean drops what no page shows: control characters, other line ends. A
// character that was lost already becomes an empty square.
func clean(text string) string {
	if strings.IndexFunc(text, hidden) < 0 && !strings.ContainsRune(text, utf8.RuneError) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		case r == utf8.RuneError:
			return '□'
		case hidden(r):
			return -1
		}
		return r
	}, text)
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// epsilon forgives what adding many advances loses.
const epsilon = 0.001
