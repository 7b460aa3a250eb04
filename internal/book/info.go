package book

import (
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// particular is one entry of what is known of the unit as a whole: a key of
// book.toml, a row of the sheet 基本信息.
type particular struct {
	key   string // unit.department.code
	title string
	fill  fill
	note  string
	get   func(*budget.Book) string
	set   func(*budget.Book, string) problem
	list  *list
}

// particulars are all of them, in the order they are written.
var particulars = []particular{
	plain("profile", "格式", must, "所用的公开格式，如 shanxi-2023；mingbai profiles 列出全部", func(b *budget.Book) *string { return &b.Profile }),
	{
		key: "year", title: "年度", fill: must, note: "预算年度，如 2023",
		get: func(b *budget.Book) string {
			if b.Year == 0 {
				return ""
			}
			return strconv.Itoa(b.Year)
		},
		set: setYear,
	},
	plain("unit.name", "单位名称", must, "单位的全名", func(b *budget.Book) *string { return &b.Unit.Name }),
	plain("unit.code", "单位编码", may, "预算单位编码", func(b *budget.Book) *string { return &b.Unit.Code }),
	{
		key: "unit.kind", title: "单位类型", fill: must, note: "可填" + strings.Join(unitKindNames(), "、"),
		get: func(b *budget.Book) string {
			if k, ok := budget.FindUnitKind(b.Unit.Kind); ok {
				return k.Name
			}
			return b.Unit.Kind
		},
		set:  setUnitKind,
		list: &list{"单位类型", true, unitKindNames},
	},
	plain("unit.level", "级次", may, "省级、市级、县级 …", func(b *budget.Book) *string { return &b.Unit.Level }),
	plain("unit.grade", "规格", may, "如 正科级", func(b *budget.Book) *string { return &b.Unit.Grade }),
	plain("unit.department.code", "主管部门编码", may, "如 083", func(b *budget.Book) *string { return &b.Unit.Department.Code }),
	plain("unit.department.name", "主管部门名称", may, "主管部门的全名", func(b *budget.Book) *string { return &b.Unit.Department.Name }),
}

func plain(key, title string, f fill, note string, field func(*budget.Book) *string) particular {
	return particular{
		key: key, title: title, fill: f, note: note,
		get: func(b *budget.Book) string { return *field(b) },
		set: func(b *budget.Book, s string) problem { *field(b) = s; return nil },
	}
}

func setYear(b *budget.Book, s string) problem {
	y, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(foldDigits(s), "度"), "年"))
	if err != nil || y < 2000 || y > 2100 {
		p := kindYear.errorf("年度“%s”不对", s)
		p.Expected = "2000至2100之间的年份"
		return p
	}
	b.Year = y
	return nil
}

func setUnitKind(b *budget.Book, s string) problem {
	if k, ok := budget.FindUnitKind(s); ok {
		b.Unit.Kind = k.Key
		return nil
	}
	names := unitKindNames()
	p := kindUnit.errorf("单位类型“%s”不认识", s)
	p.Expected = strings.Join(names, "、")
	if i := budget.NearestOf(s, names); i >= 0 {
		p.Nearest = names[i]
	}
	return p
}

func unitKindNames() []string {
	var names []string
	for _, k := range budget.UnitKinds() {
		names = append(names, k.Name)
	}
	return names
}

// fillInfo sets the particulars of b from the rows of d and reports what is
// missing, unknown or twice.
func (d *draft) fillInfo(b *budget.Book, c *collector) {
	seen := map[string]place.Ref{}
	for _, e := range d.info {
		p, ok := findParticular(e.row.title)
		if !ok {
			c.add(e.at.ref("项目"), unknownParticular(e.row.title))
			continue
		}
		at := d.infoPlace(e.at, p)
		if first, twice := seen[p.key]; twice {
			c.add(at, kindTwice.errorf("“%s”填了两次，前一次在%s", p.title, where(first)))
			continue
		}
		seen[p.key] = at
		switch {
		case e.row.value != "":
			c.add(at, p.set(b, e.row.value))
		case p.fill == must:
			c.add(at, p.blank())
		}
	}
	for _, p := range particulars {
		if _, ok := seen[p.key]; p.fill == must && !ok && d.infoFrom.File != "" {
			at := d.infoFrom
			if at.Sheet == "" {
				at.Column = p.key
			}
			c.add(at, p.blank())
		}
	}
}

// remark is what is said beside the entry: whether it must be filled in, and how.
func (p particular) remark() string {
	if p.fill == must {
		return "必填，" + p.note
	}
	return "可不填，" + p.note
}

func (p particular) blank() problem {
	f := kindBlank.errorf("“%s”未填写", p.title)
	f.Expected = p.note
	return f
}

// infoPlace is where the value stands: by key in book.toml, by cell on a sheet.
func (d *draft) infoPlace(at rowPlace, p particular) place.Ref {
	if at.sheet != "" {
		return at.ref("内容")
	}
	r := at.ref("")
	r.Column = p.key
	return r
}

func findParticular(title string) (particular, bool) {
	t := budget.Fold(title)
	for _, p := range particulars {
		if t == p.key || t == budget.Fold(p.title) {
			return p, true
		}
	}
	return particular{}, false
}

func unknownParticular(title string) problem {
	titles := make([]string, len(particulars))
	for i, p := range particulars {
		titles[i] = p.title
	}
	f := kindChoice.say(diag.Error, "项目“%s”不认识", title)
	f.Expected = strings.Join(titles, "、")
	if i := budget.NearestOf(title, titles); i >= 0 {
		f.Nearest = titles[i]
	}
	return f
}
