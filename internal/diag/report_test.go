package diag

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingbai/internal/doc"
	"mingbai/internal/place"
	"mingbai/internal/width"
)

// example is a report with one of everything.
func example() *Report {
	ref := place.Ref{Table: "T03", Row: "208", Column: "合计", Line: 144, Text: "321.53"}
	child := place.Ref{Table: "T03", Row: "20805", Column: "合计", Line: 145, Text: "309.32"}
	return &Report{Documents: []Document{
		{
			Source:  Source{Name: "预算 2023.txt", SHA256: strings.Repeat("0a", 32), MediaType: "text/plain"},
			Profile: "shanxi-datong-2023-unit", Fit: 97, Unit: "某市某中心", Year: 2023, Kind: "budget", Scope: "unit",
			Tables: []TableStatus{
				{IDs: []string{"T03"}, Title: "2023年预算支出总表", Line: 135, Rows: 21, Amounts: 49, MoneyUnit: "万元", Status: Read},
				{IDs: []string{"T13"}, Title: "2023年项目支出预算表（上年结转）", Status: Missing},
			},
			Rules: []RuleOutcome{{"SUM-001", "passed", 21, ""}, {"HIE-002", "failed", 20, ""}, {"DAT-005", "not_checked", 0, "文件里没有批复日期"}},
			Findings: Findings{
				{
					Rule: "HIE-002", Severity: Error, Title: "类款项合计不符", Message: "208 社会保障和就业支出 合计是321.53，应等于309.32+2.21=311.53，相差10.00万元，四舍五入至多差0.015",
					Basis: "《中华人民共和国预算法》第三十二条", Hint: "核对本行与下级各行", Ref: ref, Also: []string{"SUM-001", "TIE-003"},
					Relation: "T03[208].合计 = T03[20805].合计 + T03[20811].合计", Difference: "10.00", Bound: "0.015", Unit: "万元",
					Evidence: []Evidence{{"208 社会保障和就业支出 合计", "321.53", "万元", ref}, {"20805 行政事业单位养老支出 合计", "309.32", "万元", child}},
					Suspects: []Suspect{{ref, "321.53", "311.53", 7, 7}},
					Row:      []Shown{{"208", false}, {"社会保障和就业支出", false}, {"321.53", true}, {"262.28", false}, {"", false}},
				},
				{Rule: "PRJ-001", Severity: Error, Title: "有项目没有申报表", Message: "“某专项业务费”没有申报表", Ref: place.Ref{Table: "T12", Row: "某专项业务费", Line: 365}},
				{Rule: "TXT-005", Severity: Note, Title: "半角标点", Message: "“,”", Ref: place.Ref{Section: "五", Line: 411}},
				{Rule: "EMP-003", Severity: Warning, Title: "=空表列了明细", Message: "-", Ref: place.Ref{Sheet: "表九", Cell: "A5"}},
			},
			Score: &Score{Got: 90, Of: 100, Points: []ScorePoint{{"完整", "绩效目标", 5, 10, "7个项目有6张申报表", "补上缺的申报表"}}},
			Reading: &Reading{
				Tables:     []ReadTable{{IDs: []string{"T03"}, Title: "2023年预算支出总表", Confidence: 98, Rows: []ReadRow{{Line: 144, Cells: []ReadCell{{Text: "321.53", Confidence: 98, Why: "数里夹着看不见的空格"}, {Confidence: 100}}}}}},
				Paragraphs: []ReadText{{Text: "一", Line: 1}}, Unrecognised: []string{"表外的一行"},
			},
		},
		{Source: Source{Name: "/data/坏.pdf"}, Err: &ReadError{"encrypted", "文件加了密码，去掉密码再试"}},
	}}
}

func TestJSONKeepsItsSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("report.json", parsed); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := example().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(value); err != nil {
		t.Error(err)
	}
	// a report without a finding's place must not pass, or the schema holds nothing
	broken := strings.Replace(b.String(), `"evidence": [`, `"evidences": [`, 1)
	value, _ = jsonschema.UnmarshalJSON(strings.NewReader(broken))
	if s.Validate(value) == nil {
		t.Error("the schema takes a finding without evidence")
	}
}

func TestJSONAsTheContractShows(t *testing.T) {
	var b bytes.Buffer
	if err := example().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"{\n  \"schema\": \"mingbai.report/v1\",\n  \"documents\": [\n    {\n      \"source\": {\n        \"name\": \"预算 2023.txt\",",
		`"pages": null`, `"error": null`, `"money_unit": "万元"`, `"status": "missing"`, `"difference": "10.00"`, `"bound": "0.015"`,
		`"bbox": null`, `"clears": 7,`, `"waived": null`, `"code": "encrypted"`, `"confidence": 0.98`, `"confidence": 1`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("lacks %s", want)
		}
	}
	var back struct {
		Documents []struct {
			Outcomes map[string]int
			Rules    []any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range back.Documents[0].Outcomes {
		sum += n
	}
	if sum != len(back.Documents[0].Rules) {
		t.Errorf("outcomes add up to %d, rules are %d", sum, len(back.Documents[0].Rules))
	}
}

func TestSARIFIsValid(t *testing.T) {
	r := example()
	r.Documents[0].Findings[1].Waived = &Waiver{Reason: "原件如此", By: "张三"}
	var b bytes.Buffer
	rules := []RuleInfo{{"HIE-002", "类款项合计不符", "一", "二", Error}, {ID: "SUM-001", Title: "合计不符", Severity: Error}}
	if err := r.WriteSARIF(&b, rules, "1.0"); err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(b.Bytes()))
	d.DisallowUnknownFields() // a misspelt key would be lost before the schema sees it
	if err := d.Decode(&sarif.Report{}); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != 4 || *run.Results[0].Locations[0].PhysicalLocation.Region.StartLine != 144 {
		t.Errorf("%d results", len(run.Results))
	}
	for _, x := range run.Results {
		if *run.Tool.Driver.Rules[x.RuleIndex].ID != *x.RuleID {
			t.Errorf("%s points at the rule %s", *x.RuleID, *run.Tool.Driver.Rules[x.RuleIndex].ID)
		}
	}
	if !strings.Contains(b.String(), "file:///data/") || !strings.Contains(b.String(), `"kind": "external"`) {
		t.Error("the unread file or the waiver is missing")
	}
}

func TestCSVIsInert(t *testing.T) {
	var b bytes.Buffer
	if err := example().WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 6 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows[1:] {
		for _, c := range r {
			if c != "" && strings.ContainsAny(c[:1], "=+-@") {
				t.Errorf("a table program would run %q", c)
			}
		}
	}
	if rows[1][13] != "321.53" || rows[1][14] != "311.53" || rows[1][10] != "144" {
		t.Errorf("%v", rows[1])
	}
}

func TestTextFitsItsWidth(t *testing.T) {
	for _, limit := range []int{60, 100} {
		for _, o := range []TextOptions{{Width: limit}, {Width: limit, Colour: true, Notes: true, Verbose: true}, {Width: limit, English: true, Notes: true}} {
			var b bytes.Buffer
			if err := example().WriteText(&b, o); err != nil {
				t.Fatal(err)
			}
			for _, l := range strings.Split(b.String(), "\n") {
				if n := width.Of(l); n > limit {
					t.Errorf("%d columns of %d: %s", n, limit, l)
				}
			}
			if o.Notes != strings.Contains(b.String(), "TXT-005") {
				t.Error("notes are shown against the options")
			}
		}
	}
}

func TestTextShowsTheRowWithTheSuspectMarked(t *testing.T) {
	var b bytes.Buffer
	if err := example().WriteText(&b, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	golden := "testdata/report.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

var known = func(rule string) bool { return rule == "PRJ-001" || rule == "HIE-002" }

func TestWaivers(t *testing.T) {
	day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ name, toml, waived, warns string }{
		{"by place", "[[waiver]]\nrule = \"PRJ-001\"\nplace = \"T12[某专项业务费]\"\nreason = \"原件没有\"\nby = \"张三\"\nuntil = 2024-12-31\n", "PRJ-001", ""},
		{"everywhere, no end", "[[waiver]]\nrule = \"HIE-002\"\nreason = \"待改\"\nby = \"张三\"\n", "HIE-002", ""},
		{"expired", "[[waiver]]\nrule = \"PRJ-001\"\nreason = \"原件没有\"\nby = \"张三\"\nuntil = \"2024-04-30\"\n", "", "WAIVER-EXPIRED"},
		{"another place", "[[waiver]]\nrule = \"PRJ-001\"\nplace = \"T12[别的]\"\nreason = \"原件没有\"\nby = \"张三\"\n", "", "WAIVER-UNUSED"},
	} {
		w, err := ReadWaivers("waivers.toml", []byte(tt.toml), known)
		if err != nil {
			t.Fatal(err)
		}
		r := example()
		w.Apply(r.Documents[:1], day)
		waived, warns := "", ""
		for _, f := range r.Documents[0].Findings {
			if f.Waived != nil {
				waived += f.Rule
			}
			if strings.HasPrefix(f.Rule, "WAIVER") {
				warns += f.Rule
				if f.Ref.File != "waivers.toml" || f.Ref.Line != 1 {
					t.Errorf("%s: %+v", tt.name, f.Ref)
				}
			}
		}
		if waived != tt.waived || warns != tt.warns {
			t.Errorf("%s: waived %s, warned %s", tt.name, waived, warns)
		}
	}
}

func TestWaiversSayAllThatIsWrong(t *testing.T) {
	_, err := ReadWaivers("w.toml", []byte("[[waiver]]\nrule = \"XXX-001\"\nby = \"张三\"\n\n[[waiver]]\nrule = \"PRJ-001\"\nreason = \"一\"\nuntil = \"明年\"\n"), known)
	for _, want := range []string{"w.toml:1：没有规则 XXX-001", "w.toml:1：缺少 reason", "w.toml:5：缺少 by", "w.toml:5：until “明年”不是日期"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %s", err, want)
		}
	}
	if _, err := ReadWaivers("w.toml", []byte("[[waiver]]\nrules = \"PRJ-001\"\n"), known); err == nil || !strings.Contains(err.Error(), "w.toml:2：不认识的键 waiver.rules") {
		t.Error(err)
	}
}

func TestExit(t *testing.T) {
	r := example()
	if got := r.Exit(Error); got != 2 {
		t.Errorf("a document that cannot be read: %d", got)
	}
	r.Documents = r.Documents[:1]
	for sev, want := range map[Severity]int{Error: 1, Warning: 1, 0: 0} {
		if got := r.Exit(sev); got != want {
			t.Errorf("fail on %v: %d, want %d", sev, got, want)
		}
	}
	for i := range r.Documents[0].Findings {
		r.Documents[0].Findings[i].Waived = &Waiver{}
	}
	if got := r.Exit(Error); got != 0 {
		t.Errorf("all waived: %d", got)
	}
}

func TestHTMLMarksThePlaces(t *testing.T) {
	cell := func(text string, line int) doc.Cell { return doc.Cell{Text: text, Place: place.Ref{Line: line}} }
	read := &doc.Document{Blocks: []doc.Block{
		doc.Paragraph{Text: "<script>alert(1)</script>", Place: place.Ref{Line: 3}},
		&doc.Table{Rows: []doc.Row{{Cells: []doc.Cell{cell("208", 144), cell("社会保障和就业支出", 144), cell("321.53", 144)}}}},
		doc.Paragraph{Text: "2023 年,", Place: place.Ref{Line: 411}},
	}}
	var b bytes.Buffer
	if err := example().WriteHTML(&b, HTMLOptions{Documents: []*doc.Document{read}}); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	for _, want := range []string{`<a href="#d1-f1">321.53</a></mark>`, `<s>321.53</s> → <ins>311.53</ins>`, `class="note"`, "文件加了密码", "&lt;script&gt;"} {
		if !strings.Contains(s, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(s, "<script>") || strings.Contains(s, `href="#d1-f1">208</a>`) {
		t.Error("text of the document runs, or a cell that is not meant is marked")
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(s, -1) {
		if !strings.Contains(s, `id="`+m[1]+`"`) {
			t.Errorf("a link leads to %s, which is not there", m[1])
		}
	}
}

// TestHTMLInEnglish: the frame's words are English; what was found stays Chinese.
func TestHTMLInEnglish(t *testing.T) {
	r := example()
	for i := range r.Documents {
		d := &r.Documents[i]
		d.Err = nil
		d.Unit, d.Profile, d.Source.Name = "", "", ""
		d.Tables, d.Rules, d.Score = nil, nil, nil
		for k := range d.Findings {
			d.Findings[k] = Finding{Rule: "X-001", Severity: d.Findings[k].Severity, Expected: "1", Nearest: "2", Hint: "3", Basis: "4", Also: []string{"X-002", "X-003"}}
		}
	}
	var b bytes.Buffer
	if err := r.WriteHTML(&b, HTMLOptions{English: true}); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "<body>")
	said := regexp.MustCompile(`\p{Han}+`).FindAllString(body, -1)
	if len(said) != 2 || said[0] != "明白" || said[1] != "账" {
		t.Errorf("Chinese in the frame: %v", said)
	}
	for _, want := range []string{`<html lang="en">`, "<dt>expected</dt>", "<dt>fix</dt>", "X-002, X-003", "errors "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("lacks %s", want)
		}
	}
}
