package budget

import (
	"encoding/json"
	"reflect"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

// TestPanelJSON sees to it that reading token by token leaves out no field.
func TestPanelJSON(t *testing.T) {
	ref := place.Ref{Table: "T03", Row: "208", Page: 3, Box: [4]float64{1, 2.5, 3, 4}}
	cell := Cell{Printed: money.PrintDecimal(money.Decimal{Coef: 31153, Scale: 2}), Exact: 311530050, Known: true, Sum: []CellID{{1, 0}}, Ref: ref}
	blank := Panel{Columns: []string{}, Lines: []Line{}} // [] is not null
	line := Line{Key: "208", Code: "208", Name: "社会保障“和”就业\t\"\\", Second: "其他", Level: 1, Total: true, Cells: []Cell{cell, {}}, Ref: ref}
	want := Panel{Key: "spending", Columns: []string{"合计", "基本支出"}, Lines: []Line{line, {Cells: []Cell{{}, cell}}}}
	for _, v := range []any{line, want} {
		for i := range reflect.TypeOf(v).NumField() {
			if f := reflect.TypeOf(v).Field(i); f.Tag.Get("json") != "-" && reflect.ValueOf(v).Field(i).IsZero() {
				t.Fatalf("this test says nothing of %T.%s", v, f.Name)
			}
		}
	}
	for _, want := range []Panel{want, blank, {}} {
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got, plain Panel
		if err := jsonv2.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &plain); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got) + cmp.Diff(want, plain); d != "" {
			t.Error(d)
		}
	}
}

func TestPanelJSONRefuses(t *testing.T) {
	for _, text := range []string{
		`{"lines":[{"nom":"x"}]}`, `{"sides":[]}`, `{"lines":[{"cells":[{"txt":"1"}]}]}`, `{"lines":[{"cells":[3]}]}`,
		`{"lines":[{"name":5}]}`, `{"lines":[{"ref":{"tabel":"T01"}}]}`, `{"lines":{}}`, `{"lines":[`, `{"lines":[{"level":"1"}]}`,
	} {
		var p Panel
		if err := jsonv2.Unmarshal([]byte(text), &p); err == nil {
			t.Errorf("%s was read as %+v", text, p)
		}
	}
	var p Panel
	if err := jsonv2.Unmarshal([]byte(`{"li\u006ees":null,"k\u0065y":"x"}`), &p); err != nil || p.Key != "x" {
		t.Errorf("a name written with an escape: %+v, %v", p, err)
	}
}
