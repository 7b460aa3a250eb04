package budget

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

func TestCellJSON(t *testing.T) {
	number := money.PrintDecimal(money.Decimal{Coef: 31153, Scale: 2})
	for want, cell := range map[string]Cell{
		`{}`:                               {},
		`{"text":"—"}`:                     {Printed: money.Printed{Text: "—", Mark: money.Dash}},
		`{"text":"0","exact":"0"}`:         {Printed: money.PrintDecimal(money.Decimal{}), Known: true},
		`{"exact":"0"}`:                    {Known: true},
		`{"text":"311.53"}`:                {Printed: number},
		`{"text":"约12"}`:                   {Printed: money.Printed{Text: "约12", Mark: money.Words}},
		`{"text":"<&>","ref":{"row":"<"}}`: {Printed: money.Printed{Text: "<&>", Mark: money.Words}, Ref: place.Ref{Row: "<"}},
		`{"text":"311.53","exact":"3115300.50","sum":[[1,0],[5,0]],"ref":{"table":"T03","row":"208","column":"合计"}}`: {
			Printed: number, Exact: 311530050, Known: true, Sum: []CellID{{1, 0}, {5, 0}}, Ref: place.Ref{Table: "T03", Row: "208", Column: "合计"},
		},
	} {
		got, err := encode(cell)
		if err != nil || string(got) != want {
			t.Errorf("%s %v, want %s", got, err, want)
			continue
		}
		var back Cell
		if err := json.Unmarshal(got, &back); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		if d := cmp.Diff(cell, back); d != "" {
			t.Errorf("%s: %s", want, d)
		}
	}
}

func TestCellJSONRefuses(t *testing.T) {
	if b, err := json.Marshal(Cell{Printed: money.Printed{Text: "12", Mark: money.Number, Value: money.Decimal{Coef: 13}}}); err == nil {
		t.Errorf("a cell that prints 12 and means 13 was written as %s", b)
	}
	for _, text := range []string{`{"txt":"1"}`, `{"exact":"1,000"}`, `{"exact":12}`, `{"sum":[[1]]}`, `{"sum":[[1,2,3]]}`, `{"sum":[[-1,0]]}`, `{"ref":{"tabel":"T01"}}`, `[]`} {
		var c Cell
		if err := json.Unmarshal([]byte(text), &c); err == nil {
			t.Errorf("%s was read as %+v", text, c)
		}
	}
}

func TestMoneyJSON(t *testing.T) {
	for want, f := range map[string]Funding{
		`{}`:                              {},
		`{"total":"88400","central":"0"}`: {Total: Money{true, money.FromYuan(88400)}, Central: Money{true, 0}},
		`{"county":"0.50","self":"-1"}`:   {County: Money{true, 50}, Self: Money{true, -100}},
	} {
		got, err := json.Marshal(f)
		if err != nil || string(got) != want {
			t.Errorf("%s %v, want %s", got, err, want)
		}
		var back Funding
		if err := json.Unmarshal(got, &back); err != nil || back != f {
			t.Errorf("%s: %+v %v", want, back, err)
		}
	}
	if b, err := json.Marshal(Money{Amount: 5}); err == nil {
		t.Errorf("an amount in a blank was written as %s", b)
	}
	var m Money
	if err := json.Unmarshal([]byte("null"), &m); err != nil || m.Given {
		t.Errorf("null: %+v %v", m, err)
	}
}

func TestChartPointJSON(t *testing.T) {
	p := ChartPoint{Label: "卫生健康支出", Text: "12.45", Share: "1.86%", Exact: money.FromYuan(124480)}
	got, err := json.Marshal(p)
	if want := `{"label":"卫生健康支出","text":"12.45","share":"1.86%","exact":"124480"}`; err != nil || string(got) != want {
		t.Errorf("%s %v, want %s", got, err, want)
	}
	var back ChartPoint
	if err := json.Unmarshal(got, &back); err != nil || back != p {
		t.Errorf("%+v %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"label":"a","text":"b","value":1}`), &back); err == nil {
		t.Error("an unknown key was read")
	}
}
