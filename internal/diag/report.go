package diag

// Report is what checking documents gave (mingbai.report/v1).
type Report struct {
	Documents []Document
}

// Document is what checking one document gave.
type Document struct {
	Source    Source
	Err       *ReadError // set where it could not be read; the rest is then empty
	Profile   string     // what it was read with; empty where none fits
	Fit       int        // how well the profile fits, 0 to 100
	Unit      string
	Year      int
	Kind      string // budget | final
	Scope     string // unit | department
	Tables    []TableStatus
	Rules     []RuleOutcome // every rule of the catalogue, in its order
	Findings  Findings      // in the order of their places
	Score     *Score        // nil where it was not asked for
	Reading   *Reading      // nil where it was not asked for
	Unclaimed []string      // what was not recognised, as a person would look for it
}

// Source is the file that was checked.
type Source struct {
	Name      string
	SHA256    string
	MediaType string
	Pages     int // 0 where the format has none
}

// ReadError says why a document could not be read.
type ReadError struct {
	Code    string // encrypted, damaged, unsupported, too_large, not_found, empty …
	Message string
}

// Error is the message.
func (e *ReadError) Error() string { return e.Message }

// Status is how far a table was read.
type Status string

// The statuses of tables.
const (
	Read        Status = "read"
	PartlyRead  Status = "partly_read"
	StatedEmpty Status = "stated_empty"
	Missing     Status = "missing"
)

// TableStatus tells of one table of the document or the profile.
type TableStatus struct {
	IDs       []string
	Title     string
	Page      int // 0 where there are none
	Line      int // 0 where lines do not count
	Rows      int
	Amounts   int
	MoneyUnit string
	Status    Status
}

// RuleOutcome is what became of a rule: passed, failed, not_applicable, not_checked.
type RuleOutcome struct {
	Rule      string
	Outcome   string
	Instances int
	Reason    string
}

// Score is the marks for openness, by the inspection's points.
type Score struct {
	Got, Of int
	Points  []ScorePoint
}

// ScorePoint is one point of the inspection.
type ScorePoint struct {
	Group, Name string
	Got, Of     int
	Reason      string // why these marks
	Raise       string // what would raise them; empty at full marks
}

// Reading is every table as it was read, cell by cell, and the paragraphs.
type Reading struct {
	Tables       []ReadTable
	Paragraphs   []ReadText
	Unrecognised []string
}

// ReadTable is a table as printed; IDs is empty where it was not recognised.
type ReadTable struct {
	IDs        []string
	Title      string
	Rows       []ReadRow
	Confidence int // of its least certain cell, in hundredths
}

// ReadRow is a row of a table as printed.
type ReadRow struct {
	Page, Line int
	Cells      []ReadCell
}

// ReadCell is a cell as printed. Confidence is in hundredths.
type ReadCell struct {
	Text       string
	Box        [4]float64 // on the page; zero where there is none
	Confidence int
	Why        string // why it is below 100
}

// ReadText is a paragraph as printed.
type ReadText struct {
	Text       string
	Page, Line int
}

// Outcomes counts the rules by outcome; together they are the catalogue.
func (d *Document) Outcomes() map[string]int {
	out := map[string]int{"passed": 0, "failed": 0, "not_applicable": 0, "not_checked": 0}
	for _, r := range d.Rules {
		out[r.Outcome]++
	}
	return out
}

// Worst is the severest finding that nobody has waived; 0 where there is none.
func (d *Document) Worst() (worst Severity) {
	for i := range d.Findings {
		if d.Findings[i].Waived == nil {
			worst = max(worst, d.Findings[i].Severity)
		}
	}
	return worst
}

// Exit is the command's status for the whole report, as Tally.Exit.
func (r *Report) Exit(failOn Severity) int {
	var t Tally
	for i := range r.Documents {
		t.Add(&r.Documents[i])
	}
	return t.Exit(failOn)
}
