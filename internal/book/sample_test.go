package book

import (
	"fmt"
	"io/fs"
	"testing/fstest"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

func sprint(v any) string { return fmt.Sprint(v) }

// sampleBook is a small book that holds together.
func sampleBook() *budget.Book {
	given := func(yuan int64) budget.Money { return budget.Money{Given: true, Amount: money.FromYuan(yuan)} }
	return &budget.Book{
		Profile: "shanxi-2023", Year: 2023,
		Unit: budget.Unit{
			Name: "甲市乙中心", Code: "083001", Kind: "public1", Level: "市级", Grade: "正科级",
			Department: budget.Body{Code: "083", Name: "甲市丙局"},
		},
		Facts: []budget.Fact{
			{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(1108400)},
			{Subject: "2080505", Economic: "30108", GovEconomic: "50102", Source: "gpb", Amount: money.FromYuan(336000)},
			{Subject: "2081199", Project: "残疾人保障金", Source: "gpb", Amount: money.FromYuan(22100)},
			{Subject: "2081199", Project: "残疾人保障金", Source: "gpb", CarryOver: true, Amount: 50},
		},
		Prior:      []budget.Fact{{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(1200000)}},
		PriorTotal: []budget.PriorTotal{{Key: "收入总计", Amount: money.FromYuan(9976300)}},
		Revenue:    []budget.Revenue{{Subject: "1030601", Source: "socb", Amount: money.FromYuan(5)}},
		ThreePublic: []budget.ThreePublic{
			{Item: "abroad", Source: "gpb"},
			{Item: "vehicle_operation", Source: "gpb", Amount: money.FromYuan(32000), Prior: money.FromYuan(32000)},
		},
		Projects: []budget.Project{{
			Name: "残疾人保障金", HasForm: true, Body: "083-甲市丙局[部门]", Period: "4年",
			Term:   budget.Funding{Total: given(88400), Central: given(0)},
			Annual: budget.Funding{Total: given(22100)},
			Basis:  "第一段\n第二段“有引号”，有,逗号", Date: "202212",
			Indicators: []budget.Indicator{
				{Level1: "产出指标", Level2: "数量指标", TermName: "人数", TermValue: "24人", YearName: "人数", YearValue: "24人"},
				{Level1: "产出指标", Level2: "成本指标"},
			},
		}},
		Procurement: []budget.Procurement{{Kind: "goods", Source: "gpb", Amount: money.FromYuan(5100)}},
		Services:    []budget.Service{{Code: "B0101", Name: "法律服务", Amount: money.FromYuan(1)}},
		Staff:       []budget.Staff{{Kind: "全额事业", Posts: 20, Actual: -1}, {Posts: -1, Actual: 25}},
		Vehicles:    []budget.Vehicle{{Name: "小客车", Count: 1, Booked: true}},
		Buildings:   []budget.Building{{Name: "办公用房", Source: "调配"}},
		Texts:       []budget.Text{{Key: "duties", Text: "负责甲、\n负责乙。"}, {Key: "机构", Text: "设\\七个“科”室\t。"}},
		Reasons:     []budget.Text{{Key: "total", Text: "人员减少"}},
		Subjects:    []budget.LocalSubject{{Table: budget.TableEconomic, Code: "39998", Name: "地方支出"}},
	}
}

// sampleFiles are the files of the sample book.
func sampleFiles() map[string]string {
	files, err := filesOf(draftOf(sampleBook()), false)
	if err != nil {
		panic(err)
	}
	out := map[string]string{}
	for name, data := range files {
		out[name] = string(data)
	}
	return out
}

func folder(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, content := range files {
		m[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return m
}
