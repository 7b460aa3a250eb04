package opendata

import (
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/money"
	"mingbai/internal/store"
)

// Yuan is an exact amount in 1/10000 yuan. As text it is a decimal of yuan, in
// Parquet a decimal with four places.
type Yuan int64

// maxYuan is the largest amount that a decimal of 18 digits holds: 100 万亿元.
const maxYuan = 999_999_999_999_999_999

// String is the amount in yuan: 3239780, 1234.5.
func (y Yuan) String() string { return store.Amount(y).String() }

// MarshalText writes the amount in yuan.
func (y Yuan) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (y *Yuan) UnmarshalText(b []byte) error {
	d, err := money.ParseDecimal(string(b))
	if err != nil {
		return fmt.Errorf("金额“%s”：%w", b, err)
	}
	a, ok := store.AmountOf(d, money.Yuan)
	if !ok {
		return fmt.Errorf("金额“%s”太大，或者细于四位小数", b)
	}
	*y = Yuan(a)
	return nil
}

// Schema says how the amount stands in JSON.
func (Yuan) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Nullable: true, Pattern: `^-?[0-9]+(\.[0-9]{1,4})?$`, Examples: []any{"3239780", "1234.5"}}
}

// Percent is a share in hundredths of a percent; in JSON a number of percent.
type Percent int32

// MarshalJSON writes the percent: 87.32.
func (p Percent) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%02d", p/100, p%100), nil
}

// Schema says how the share stands in JSON.
func (Percent) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Nullable: true, Minimum: new(0.0), Maximum: new(100.0), Examples: []any{87.32}}
}

// Date is a calendar day, in days since 1970. As text it is 2025-02-01.
type Date int32

const perDay = 24 * 60 * 60

// dateOf is a day, which is a midnight of UTC; nil where there is none.
func dateOf(day time.Time) *Date {
	if day.IsZero() {
		return nil
	}
	d := Date(day.Unix() / perDay)
	return &d
}

// String is the day as it is written.
func (d Date) String() string { return time.Unix(int64(d)*perDay, 0).UTC().Format(time.DateOnly) }

// MarshalText writes the day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.DateOnly, string(b))
	if err != nil {
		return fmt.Errorf("日期“%s”：%w", b, err)
	}
	*d = *dateOf(t)
	return nil
}

// Schema says how the day stands in JSON.
func (Date) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true, Examples: []any{"2025-02-01"}}
}

// meanOf is the mean of the marks for openness, rounded half up; nil where there are none.
func meanOf(o store.Openness) *Percent {
	if o.Marked == 0 {
		return nil
	}
	p := Percent((2*o.Sum + o.Marked) / (2 * o.Marked))
	return &p
}

// yuan is a figure as it is given out: nil where no amount is known. What is too
// large for the form is no amount of a budget; its print is given all the same.
func yuan(f store.Figure) *Yuan {
	if y := Yuan(f.Amount); f.Known && y <= maxYuan && y >= -maxYuan {
		return &y
	}
	return nil
}

// Of each field below: parquet names the column of a Parquet file, json the key of
// an answer, zh the column of a CSV file, and doc says what it holds, in Chinese
// and English.

// Cell is a number of a table of a document.
type Cell struct {
	Year       int32  `parquet:"year" json:"year" zh:"年度" doc:"预算或决算的年度 | fiscal year"`
	Kind       string `parquet:"kind,dict" json:"kind" enum:"budget,final" zh:"种类" doc:"budget 预算，final 决算 | budget or final account"`
	Scope      string `parquet:"scope,dict" json:"scope" enum:"unit,department" zh:"口径" doc:"unit 单位本身，department 部门汇总；两者不要相加 | the unit itself, or its department as a whole; do not add the two up"`
	Region     string `parquet:"region,dict" json:"region" zh:"地区代码" doc:"行政区划代码（GB/T 2260），000000 为中央和不能归到一地的 | division code (GB/T 2260); 000000: central or unplaced"`
	RegionName string `parquet:"region_name,dict" json:"region_name" zh:"地区" doc:"地区名称 | name of the region"`
	Unit       string `parquet:"unit,dict" json:"unit" zh:"单位编号" doc:"单位在本站的编号，长期不变 | id of the unit; it lasts"`
	UnitName   string `parquet:"unit_name,dict" json:"unit_name" zh:"单位" doc:"单位名称 | name of the unit"`
	Document   string `parquet:"document,dict" json:"document" zh:"公开件编号" doc:"公开件在本站的编号，长期不变 | id of the document; it lasts"`
	Table      string `parquet:"table,dict" json:"table" zh:"表" doc:"表的编号，T01 至 T17 | table, T01 to T17"`
	Panel      string `parquet:"panel,dict" json:"panel" zh:"表侧" doc:"左右两侧的表：income 收入侧，spending 支出侧；只有一侧的空着 | side of a two-sided table: income, spending; empty: it has one side"`
	Row        string `parquet:"row,dict" json:"row" zh:"行" doc:"行的键：科目编码、项目名称或栏目 | key of the row: subject code, project or item"`
	Code       string `parquet:"code,dict" json:"code" zh:"科目编码" doc:"收支分类科目编码；没有的空着 | subject code; empty: none"`
	Name       string `parquet:"name,dict" json:"name" zh:"名称" doc:"行的名称，照印出的样子 | name of the row, as printed"`
	Column     string `parquet:"column,dict" json:"column" zh:"列" doc:"列的名称 | name of the column"`
	Amount     *Yuan  `parquet:"amount,optional,decimal(4:18)" json:"amount" zh:"金额（元）" doc:"精确的元；印的不是数时空着 | exact yuan; empty: what is printed is no number"`
	Printed    string `parquet:"printed" json:"printed" zh:"印出" doc:"公开件里印出的样子，单位见表头，多为万元 | as printed, mostly in 10,000 yuan"`
}

// Document is a document without its content.
type Document struct {
	ID            string    `parquet:"document" json:"document" zh:"公开件编号" doc:"公开件在本站的编号，长期不变 | id of the document; it lasts"`
	Year          int32     `parquet:"year" json:"year" zh:"年度" doc:"预算或决算的年度 | fiscal year"`
	Kind          string    `parquet:"kind,dict" json:"kind" enum:"budget,final" zh:"种类" doc:"budget 预算，final 决算 | budget or final account"`
	Scope         string    `parquet:"scope,dict" json:"scope" enum:"unit,department" zh:"口径" doc:"unit 单位本身，department 部门汇总；两者不要相加 | the unit itself, or its department as a whole; do not add the two up"`
	Region        string    `parquet:"region,dict" json:"region" zh:"地区代码" doc:"行政区划代码（GB/T 2260），000000 为中央和不能归到一地的 | division code (GB/T 2260); 000000: central or unplaced"`
	RegionName    string    `parquet:"region_name,dict" json:"region_name" zh:"地区" doc:"地区名称 | name of the region"`
	Unit          string    `parquet:"unit" json:"unit" zh:"单位编号" doc:"单位在本站的编号，长期不变 | id of the unit; it lasts"`
	UnitName      string    `parquet:"unit_name" json:"unit_name" zh:"单位" doc:"单位名称 | name of the unit"`
	Department    string    `parquet:"department,dict" json:"department" zh:"部门编号" doc:"主管部门在本站的编号 | id of the department"`
	Title         string    `parquet:"title" json:"title" zh:"标题" doc:"公开件的标题 | title of the document"`
	Version       int32     `parquet:"version" json:"version" zh:"版本" doc:"现在算数的是第几版 | the version that counts"`
	Versions      int32     `parquet:"versions" json:"versions" zh:"版本数" doc:"一共收到几版 | how many versions there are"`
	Profile       string    `parquet:"profile,dict" json:"profile" zh:"模板" doc:"照哪份模板读的 | the profile it was read by"`
	Fit           int32     `parquet:"fit" json:"fit" zh:"吻合度" doc:"与模板的吻合程度，0 至 100；低的，数可能读错 | how well the profile fits, 0 to 100; where it is low, figures may be misread"`
	Source        string    `parquet:"source" json:"source" zh:"来源" doc:"公布的网址；没有记下的空着 | address where it was published; empty: not known"`
	LoadedAt      time.Time `parquet:"loaded_at,timestamp(millisecond)" json:"loaded_at" zh:"收入时间" doc:"收进本站或换版的时间 | when it was stored or read anew"`
	Errors        int32     `parquet:"errors" json:"errors" zh:"错误" doc:"查出的错误数 | errors found"`
	Warnings      int32     `parquet:"warnings" json:"warnings" zh:"警告" doc:"查出的警告数 | warnings found"`
	Notes         int32     `parquet:"notes" json:"notes" zh:"提示" doc:"查出的提示数 | notes found"`
	Income        *Yuan     `parquet:"income,optional,decimal(4:18)" json:"income" zh:"收入总计（元）" doc:"收入总计 | total income"`
	Spending      *Yuan     `parquet:"spending,optional,decimal(4:18)" json:"spending" zh:"支出总计（元）" doc:"支出总计 | total spending"`
	Basic         *Yuan     `parquet:"basic,optional,decimal(4:18)" json:"basic" zh:"基本支出（元）" doc:"基本支出 | basic expenditure"`
	Project       *Yuan     `parquet:"project,optional,decimal(4:18)" json:"project" zh:"项目支出（元）" doc:"项目支出 | project expenditure"`
	Appropriation *Yuan     `parquet:"appropriation,optional,decimal(4:18)" json:"appropriation" zh:"财政拨款收入（元）" doc:"财政拨款收入 | fiscal appropriation"`
	ThreePublic   *Yuan     `parquet:"three_public,optional,decimal(4:18)" json:"three_public" zh:"“三公”经费（元）" doc:"“三公”经费 | three-public expenses"`
	Operating     *Yuan     `parquet:"operating,optional,decimal(4:18)" json:"operating" zh:"机关运行经费（元）" doc:"机关运行经费 | agency operating costs"`
	Score         int32     `parquet:"score" json:"score" zh:"公开评分得分" doc:"公开程度得了几分；满分见下一列 | marks for openness; what could be had is in the next column"`
	ScoreOf       int32     `parquet:"score_of" json:"score_of" zh:"公开评分满分" doc:"能打分的要点一共几分；0 是没有检查过 | marks that could be had; 0: not checked"`
	Approved      *Date     `parquet:"approved,optional,date" json:"approved" zh:"批复日期" doc:"批复的日期，由批复的人给出；没有给出的空着 | day of approval, as those who approve give it; empty: not given"`
	Due           *Date     `parquet:"due,optional,date" json:"due" zh:"最迟公开日期" doc:"批复后二十日，最迟这一天公开；没有批复日期的空着 | the last day to publish, twenty days after approval; empty: no day of approval"`
	PublishedOn   *Date     `parquet:"published_on,optional,date" json:"published_on" zh:"公开日期" doc:"公开的日期；不知道的是最早知道已经公开的那一天（见按时：unsure）；没有批复日期的空着 | day of publication, or where it is not known the first day on which it was seen; empty: no day of approval"`
	Timely        string    `parquet:"timely,dict" json:"timely" zh:"按时" doc:"on_time 按时，late 迟，unsure 收进来时已经过期、不知道哪天公开的；没有批复日期的空着 | on_time, late, unsure: first seen after the last day; empty: no day of approval"`
	ApprovalIn    string    `parquet:"approval_source,dict" json:"approval_source" zh:"批复依据" doc:"批复日期写在哪里：文号或网址 | where the day of approval stands: a document's number or an address"`
}

// Project is a project of a document.
type Project struct {
	Year       int32  `parquet:"year" json:"year" zh:"年度" doc:"预算或决算的年度 | fiscal year"`
	Kind       string `parquet:"kind,dict" json:"kind" enum:"budget,final" zh:"种类" doc:"budget 预算，final 决算 | budget or final account"`
	Region     string `parquet:"region,dict" json:"region" zh:"地区代码" doc:"行政区划代码（GB/T 2260），000000 为中央和不能归到一地的 | division code (GB/T 2260); 000000: central or unplaced"`
	RegionName string `parquet:"region_name,dict" json:"region_name" zh:"地区" doc:"地区名称 | name of the region"`
	Unit       string `parquet:"unit,dict" json:"unit" zh:"单位编号" doc:"单位在本站的编号，长期不变 | id of the unit; it lasts"`
	UnitName   string `parquet:"unit_name,dict" json:"unit_name" zh:"单位" doc:"单位名称 | name of the unit"`
	Document   string `parquet:"document,dict" json:"document" zh:"公开件编号" doc:"公开件在本站的编号，长期不变 | id of the document; it lasts"`
	Name       string `parquet:"name" json:"name" zh:"项目" doc:"项目名称 | name of the project"`
	Attribute  string `parquet:"attribute,dict" json:"attribute" zh:"项目属性" doc:"一次性、延续性等，照印出的样子 | as printed: one-off, continued …"`
	Period     string `parquet:"period" json:"period" zh:"实施期" doc:"实施期，照印出的样子 | period, as printed"`
	HasForm    bool   `parquet:"has_form" json:"has_form" zh:"有绩效表" doc:"是否公开了绩效目标申报表 | whether its performance form is published"`
	Amount     *Yuan  `parquet:"amount,optional,decimal(4:18)" json:"amount" zh:"年度金额（元）" doc:"当年的金额 | this year's amount"`
	TermAmount *Yuan  `parquet:"term_amount,optional,decimal(4:18)" json:"term_amount" zh:"实施期金额（元）" doc:"整个实施期的金额 | amount of all its years"`
	Goal       string `parquet:"goal" json:"goal" zh:"年度目标" doc:"年度总体目标 | the year's goal"`
}

// Finding is what checking found in a document.
type Finding struct {
	Year       int32  `parquet:"year" json:"year" zh:"年度" doc:"预算或决算的年度 | fiscal year"`
	Kind       string `parquet:"kind,dict" json:"kind" enum:"budget,final" zh:"种类" doc:"budget 预算，final 决算 | budget or final account"`
	Scope      string `parquet:"scope,dict" json:"scope" enum:"unit,department" zh:"口径" doc:"unit 单位本身，department 部门汇总 | the unit itself, or its department as a whole"`
	Region     string `parquet:"region,dict" json:"region" zh:"地区代码" doc:"行政区划代码（GB/T 2260），000000 为中央和不能归到一地的 | division code (GB/T 2260); 000000: central or unplaced"`
	RegionName string `parquet:"region_name,dict" json:"region_name" zh:"地区" doc:"地区名称 | name of the region"`
	Unit       string `parquet:"unit,dict" json:"unit" zh:"单位编号" doc:"单位在本站的编号，长期不变 | id of the unit; it lasts"`
	UnitName   string `parquet:"unit_name,dict" json:"unit_name" zh:"单位" doc:"单位名称 | name of the unit"`
	Document   string `parquet:"document,dict" json:"document" zh:"公开件编号" doc:"公开件在本站的编号，长期不变 | id of the document; it lasts"`
	Rule       string `parquet:"rule,dict" json:"rule" zh:"规则" doc:"规则编号，见检查规则 | id of the rule"`
	Severity   string `parquet:"severity,dict" json:"severity" enum:"error,warning,note" zh:"级别" doc:"error 错误，warning 警告，note 提示 | error, warning, note"`
	Place      string `parquet:"place" json:"place" zh:"位置" doc:"在哪张表、哪一格或哪一段 | table and cell, or section"`
	Title      string `parquet:"title,dict" json:"title" zh:"问题" doc:"问题的短名 | what is wrong, in short"`
	Message    string `parquet:"message" json:"message" zh:"说明" doc:"一句话说明，带着数 | one sentence with the figures"`
	Suggestion string `parquet:"suggestion" json:"suggestion" zh:"建议" doc:"改成什么，或者怎样做 | the value that puts it right, or what to do"`
}

// Unit is a body that publishes.
type Unit struct {
	ID         string `parquet:"unit" json:"unit" zh:"单位编号" doc:"单位在本站的编号，长期不变 | id of the unit; it lasts"`
	Region     string `parquet:"region,dict" json:"region" zh:"地区代码" doc:"行政区划代码（GB/T 2260），000000 为中央和不能归到一地的 | division code (GB/T 2260); 000000: central or unplaced"`
	RegionName string `parquet:"region_name,dict" json:"region_name" zh:"地区" doc:"地区名称 | name of the region"`
	Department string `parquet:"department,dict" json:"department" zh:"部门编号" doc:"主管部门在本站的编号 | id of the department"`
	Code       string `parquet:"code" json:"code" zh:"单位编码" doc:"公开件里的单位编码；没有的空着 | code as its documents give it; empty: none"`
	Name       string `parquet:"name" json:"name" zh:"单位" doc:"单位名称 | name of the unit"`
	Kind       string `parquet:"kind,dict" json:"kind" zh:"单位类型" doc:"admin 行政单位，public1 公益一类……；不知道的空着 | admin, public1 …; empty: not known"`
	Level      string `parquet:"level,dict" json:"level" zh:"级次" doc:"预算级次：市级、县级…… | budget level"`
	Grade      string `parquet:"grade,dict" json:"grade" zh:"机构规格" doc:"正科级……；不知道的空着 | grade; empty: not known"`
}
