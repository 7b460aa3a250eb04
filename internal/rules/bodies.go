package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// bodies is what a department's document says of the units that it takes in.
type bodies struct {
	section int      // that lists them; −1 where none was read
	listed  []string // as they are listed
	clear   bool     // the list is in rows or numbered: its items are counted for sure
	counts  map[string]int
	apart   bool                     // 参公 units are told before the other institutions, not as some of them
	beside  bool                     // the units under it are counted beside itself: 本部以及下属7家
	at      map[string]*budget.Claim // where counts were read as claims
}

// bodySlots are the counts, with the words before them where the profile has no
// sentence for them.
var bodySlots = [...]struct {
	slot  string
	needs []string // of which one stands where the words do
	words *regexp.Regexp
}{
	{"bodies_under", []string{"下属", "所属"}, regexp.MustCompile(`(?:下属|所属)(?:预算单位|单位)?(?:共|共有)?\s*(\d{1,3})\s*(?:家|个)|(?:以及|和|及|与)(\d{1,3})(?:家|个)(?:下属|所属)`)},
	{"bodies_government", []string{"行政单位"}, regexp.MustCompile(`行政单位\s*(\d{1,3})\s*(?:家|个)`)},
	{"bodies_civil", []string{"参公"}, regexp.MustCompile(`参公(?:管理)?(?:事业)?单位\s*(\d{1,3})\s*(?:家|个)`)},
	{"bodies_public", []string{"事业单位"}, regexp.MustCompile(`[^公]事业单位\s*(\d{1,3})\s*(?:家|个)`)},
}

type bodiesKey struct{}

func bodiesOf(s *check.Subject) *bodies { return check.Kept(s, bodiesKey{}, readBodies) }

func readBodies(s *check.Subject) *bodies {
	b := &bodies{section: -1, counts: map[string]int{}, at: map[string]*budget.Claim{}}
	for i := range s.Sections {
		if sec := &s.Sections[i]; sec.ID == "organisation" || sec.Part == "overview" && holdsAny(sec.Title, []string{"机构设置", "单位构成", "单位组成"}) {
			b.section = i
			break
		}
	}
	if b.section < 0 {
		return b
	}
	sec := &s.Sections[b.section]
	form := profileSection(s.Profile, sec.ID)
	open := false
	for j := range sec.Paragraphs {
		p := &sec.Paragraphs[j]
		b.count(p)
		switch {
		case p.Heading:
		case inTable(form, p.Pattern) && len(p.Claims) == 0:
			b.row(p.Text)
		case open:
			open = b.item(p.Text)
		default:
			open = b.led(p.Text)
		}
	}
	return b
}

// profileSection is the profile's section of an id; nil where it has none.
func profileSection(p *profile.Profile, id string) *profile.Section {
	for i := range p.Sections {
		if p.Sections[i].ID == id {
			return &p.Sections[i]
		}
	}
	return nil
}

// inTable reports whether a paragraph is a row of a list in the form of a table.
func inTable(sec *profile.Section, pattern string) bool {
	return sec != nil && pattern != "" && anyItem(sec.Paragraphs, func(p *profile.Paragraph) bool { return p.ID == pattern && p.Table })
}

// besideItself says that the units under a department are counted without itself.
var besideItself = regexp.MustCompile(`(?:本部|本级|机关)(?:预算)?(?:以及|和|及|与)(?:[0-9]+(?:家|个))?(?:下属|所属)`)

// civilFirst says how many 参公 units there are before how many other institutions.
var civilFirst = regexp.MustCompile(`参公[^。]{0,20}?[0-9]+(?:家|个)[，,、][^。（(]{0,6}事业单位[0-9]+(?:家|个)`)

// count notes the numbers of units that a paragraph states.
func (b *bodies) count(p *budget.Paragraph) {
	b.beside = b.beside || holdsAny(p.Text, []string{"下属", "所属"}) && besideItself.MatchString(p.Text)
	if plain := strings.ReplaceAll(p.Text, " ", ""); holds(plain, "参公") {
		b.apart = b.apart || civilFirst.MatchString(plain)
	}
	for _, w := range bodySlots {
		if _, known := b.counts[w.slot]; known {
			continue
		}
		for k := range p.Claims {
			if n, err := strconv.Atoi(p.Claims[k].Text); err == nil && p.Claims[k].Slot == w.slot {
				b.counts[w.slot], b.at[w.slot] = n, &p.Claims[k]
			}
		}
		if _, known := b.counts[w.slot]; known {
			continue
		}
		if !holdsAny(p.Text, w.needs) {
			continue
		}
		if m := w.words.FindStringSubmatch(p.Text); m != nil {
			b.counts[w.slot], _ = strconv.Atoi(strings.Join(m[1:], ""))
		}
	}
}

// row takes a row of a table: its number, the name, a remark.
func (b *bodies) row(text string) {
	fields := strings.Fields(text)
	if len(fields) == 0 || slices.Contains(fields, "序号") || slices.Contains(fields, "单位名称") {
		return
	}
	if strings.Trim(fields[0], "0123456789") == "" {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		return
	}
	b.listed, b.clear = append(b.listed, fields[0]), true
}

// bodyLeads bring a list of units.
var bodyLeads = []string{"具体包括", "的单位包括", "预算单位包括", "预算单位有", "单位名单如下", "预算单位如下", "单位构成如下"}

var listNumber = regexp.MustCompile(`^\s*(?:[（(]?\d{1,3}[)）]|\d{1,3}[.、．])\s*`)

// led begins a list where a paragraph leads to one, and tells whether it goes on.
func (b *bodies) led(text string) bool {
	for _, lead := range bodyLeads {
		k := strings.LastIndex(text, lead)
		if k < 0 {
			continue
		}
		rest := strings.TrimLeft(text[k+len(lead):], "：: ")
		if rest == "" {
			return true
		}
		for _, one := range splitNumbered(rest) {
			b.item(one)
		}
		return true
	}
	return false
}

// splitNumbered cuts a line before each number of a list: 1.甲；2.乙。
func splitNumbered(text string) (out []string) {
	cut := regexp.MustCompile(`\d{1,3}[.、．]`).FindAllStringIndex(text, -1)
	if len(cut) == 0 {
		return nil
	}
	for i, at := range cut {
		end := len(text)
		if i+1 < len(cut) {
			end = cut[i+1][0]
		}
		out = append(out, text[at[0]:end])
	}
	return out
}

// item takes a numbered line as a unit; false where the list is over.
func (b *bodies) item(text string) bool {
	at := listNumber.FindString(text)
	name := strings.TrimRight(strings.TrimSpace(text[len(at):]), "；;。，,、")
	if at == "" || name == "" || utf8.RuneCountInString(name) > 40 {
		return false
	}
	b.listed, b.clear = append(b.listed, name), true
	return true
}

// kinds are the readings of how many units there are: organs, 参公 and
// institutions, or 参公 counted among the institutions. None where no count is said.
func (b *bodies) kinds() []int {
	g, some := b.counts["bodies_government"]
	c := b.counts["bodies_civil"]
	p, also := b.counts["bodies_public"]
	if !some && !also {
		return nil
	}
	if b.apart {
		return []int{g + c + p}
	}
	return []int{g + c + p, g + p}
}

// bodyCounts: the units counted by kind are those that are listed, and those
// under the department, with itself or without.
func bodyCounts(in *check.Inspection) {
	b := bodiesOf(in.Subject)
	kinds := b.kinds()
	under, said := b.counts["bodies_under"]
	if kinds == nil && !said {
		return
	}
	all := kinds
	switch {
	case all == nil && b.beside:
		all = []int{under + 1}
	case all == nil:
		all = []int{under, under + 1}
	}
	if b.clear && len(b.listed) > 0 {
		if slices.Contains(all, len(b.listed)) {
			in.Pass(1)
		} else {
			in.Fail(b.fault(in, fmt.Sprintf("写明共%s家，列出的单位是%d家", eitherOf(all), len(b.listed)), strconv.Itoa(len(b.listed))))
			return
		}
	}
	if kinds == nil || !said {
		return
	}
	if !b.beside && slices.Contains(kinds, under) || slices.Contains(kinds, under+1) {
		in.Pass(1)
		return
	}
	in.Fail(b.fault(in, fmt.Sprintf("下属%d家预算单位，连同本部%d家，按行政、参公、事业分却是%s家", under, under+1, eitherOf(kinds)), ""))
}

func eitherOf(list []int) string {
	if len(list) == 2 && list[0] != list[1] {
		return fmt.Sprintf("%d（或%d）", list[0], list[1])
	}
	return strconv.Itoa(list[0])
}

// fault is a fault of the section, at the first count that was read.
func (b *bodies) fault(in *check.Inspection, message, expected string) check.Fault {
	f := check.Fault{At: sectionAt(in.Subject, b.section, "家"), Message: message, Expected: expected}
	for _, w := range bodySlots {
		if c := b.at[w.slot]; c != nil {
			f.At = claimRef(in.Subject, b.section, c)
			break
		}
	}
	for _, name := range b.listed {
		f.Evidence = append(f.Evidence, diag.Evidence{Label: "所列单位", Value: short(name)})
	}
	return f
}

// bodyWords tell that a section speaks of the units that the document takes in.
var bodyWords = []string{"预算单位", "下属", "所属", "本级", "本部", "直属单位", "单位构成", "无二级", "二级单位", "纳入", "独立编制机构", "汇总", "基层单位"}

// bodiesListed: a department's document says which units it takes in.
func bodiesListed(in *check.Inspection) {
	b := bodiesOf(in.Subject)
	if b.section < 0 || !hasText(&in.Sections[b.section]) {
		return // FORM-002 has the missing section
	}
	sec := &in.Sections[b.section]
	under := b.counts["bodies_under"]
	switch {
	case len(b.listed) > 0 || in.Outline != nil && strayTable(in):
		in.Pass(1)
	case under > 0 && b.clear:
		in.Pass(1)
	case under > 0 && !holdsAny(sectionText(sec), []string{"、", "；"}):
		in.Fail(check.Fault{At: sectionAt(in.Subject, b.section, "下属"), Message: fmt.Sprintf("写明下属%d家预算单位，没有列出名称", under), Expected: fmt.Sprintf("%d家单位的名称", under+1)})
	case holdsAny(sectionText(sec), bodyWords), alone(in, sec):
		in.Pass(1)
	default:
		in.Fail(check.Fault{At: sectionAt(in.Subject, b.section, "机构"), Message: fmt.Sprintf("“%s”里没有写本部门的预算单位有哪些，哪些并入本部", excerpt(sec.Title)), Expected: "预算单位的名单"})
	}
}

// alone reports whether a section stands under the title that the form has for a
// department of one unit: 机构设置, where others list their units under 单位构成.
func alone(in *check.Inspection, sec *budget.Section) bool {
	form := profileSection(in.Profile, sec.ID)
	return form != nil && strings.Contains(form.Title, "单位构成") && !strings.Contains(sec.Title, "构成") && strings.Contains(sec.Title, "机构设置")
}

// strayTable reports a table of the overview that was not read: it may be the list.
func strayTable(in *check.Inspection) bool {
	for i := range in.Outline.Stray {
		if st := &in.Outline.Stray[i]; st.Kind == "table" && holdsAny(st.Text, []string{"单位名称", "序号"}) {
			return true
		}
	}
	return false
}

// oneUnit: a department of one unit calls the section 机构设置.
func oneUnit(in *check.Inspection) {
	b := bodiesOf(in.Subject)
	if b.section < 0 || !b.clear {
		return
	}
	if len(b.listed) > 1 || b.counts["bodies_under"] > 0 {
		in.NotApplicable("不止一个单位")
		return
	}
	sec := &in.Sections[b.section]
	if !strings.Contains(sec.Title, "单位构成") {
		in.Pass(1)
		return
	}
	at := sectionAt(in.Subject, b.section, sec.Title)
	at.Text = sec.Title
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("只列了%s一个单位，节名却是“%s”", short(b.listed[0]), excerpt(sec.Title)), Expected: "机构设置"})
}
