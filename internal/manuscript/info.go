package manuscript

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// info is 底稿.toml.
type info struct {
	Profile string   `toml:"profile"`
	Year    int      `toml:"year"`
	Unit    string   `toml:"unit"`
	Tables  []around `toml:"table"`
}

// around is what stands around a table, and how its amounts are printed.
type around struct {
	File    string   `toml:"file"`
	Title   string   `toml:"title"`
	Between []string `toml:"between,omitempty" comment:"标题和表之间的各行"`
	Label   string   `toml:"label,omitempty"`
	Left    string   `toml:"left,omitempty"`
	Right   string   `toml:"right,omitempty"`
	Note    string   `toml:"note,omitempty"`
	Head    int      `toml:"head" comment:"前几行是表头"`
	Form    bool     `toml:"form,omitempty" comment:"表格式的表单：没有金额列"`
	Wide    bool     `toml:"landscape,omitempty" comment:"横排"`
	Unit    string   `toml:"money_unit,omitempty" comment:"金额印作什么单位；表里的数都是元"`
	Sample  string   `toml:"printed_like,omitempty" comment:"金额印成什么样：几位小数，有没有千分位逗号"`
	Widths  []int    `toml:"widths" comment:"各列的宽，按比例"`
}

func infoOf(m *Manuscript) *info { return &info{Profile: m.Profile, Year: m.Year, Unit: m.Unit} }

func (i *info) encode(remark string) ([]byte, error) {
	var b bytes.Buffer
	if remark != "" {
		b.WriteString("# " + strings.ReplaceAll(remark, "\n", "\n# ") + "\n\n")
	}
	if err := toml.NewEncoder(&b).Encode(i); err != nil {
		return nil, fmt.Errorf("写%s：%w", InfoFile, err)
	}
	return b.Bytes(), nil
}

func decodeInfo(data string) (*info, error) {
	out := &info{}
	d := toml.NewDecoder(strings.NewReader(data)).DisallowUnknownFields()
	if err := d.Decode(out); err != nil {
		return nil, fmt.Errorf("%s：%w；照原来的写法改", InfoFile, err)
	}
	if out.Profile == "" || out.Year == 0 || out.Unit == "" {
		return nil, fmt.Errorf("%s：profile、year、unit 都要写", InfoFile)
	}
	return out, nil
}

// unitOf is the unit of a table's first amount.
func unitOf(t *doc.Table) (money.Unit, bool) {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Amount != nil {
				return c.Amount.Unit, true
			}
		}
	}
	return money.Yuan, false
}
