package store

import (
	"cmp"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// Region is an administrative division by its six-digit code (GB/T 2260).
type Region struct {
	Code   string
	Parent string // code of the division above; empty for a province
	Name   string
	Level  int // 1 province, 2 prefecture, 3 county
	Counts Counts
}

// Counts are of a region with all that is under it, of a department, or of
// everything.
type Counts struct {
	Departments int
	Units       int
	Documents   int
	Errors      int // findings of this severity in the documents as they now stand
	Warnings    int
	Notes       int // of regions only
}

// RegionDetail is a region among the others.
type RegionDetail struct {
	Region
	Path     []Region // from the province down, without the region itself
	Children []Region
	Years    []Standing // shared and not to be changed
}

// Department is a body that units belong to.
type Department struct {
	ID     ID
	Region string
	Code   string // as its documents give it; may be empty
	Name   string
	Counts Counts
}

// DepartmentDetail is a department with its units as of a year.
type DepartmentDetail struct {
	Department
	Year  int
	Kind  string
	Units []UnitState // by name; the department itself first
	Years []Standing
}

// UnitState says whether a unit has published for the year and kind asked for.
type UnitState struct {
	Unit
	Published *Head // nil where it has not
}

// Unit is a body that publishes.
type Unit struct {
	ID         ID
	Region     string
	Department ID
	Code       string // as its documents give it; may be empty
	Name       string
	Kind       string // key of a unit kind: admin, public1 …; may be empty
	Level      string // 市级
	Grade      string // 正科级; may be empty
}

// UnitDetail is a unit with its documents, the newest year first.
type UnitDetail struct {
	Unit
	DepartmentName string
	RegionPath     []Region // from the province down to the unit's own
	Documents      []Head
}

// Origin says how a document came to be: made by this program or by others.
type Origin string

// The origins.
const (
	Own   Origin = "own"
	Other Origin = "other"
)

// Head is a document without its content, as it stands in lists.
type Head struct {
	ID            ID
	Unit          ID
	UnitName      string
	Region        string
	Department    ID
	Year          int
	Kind          string // budget, final
	Scope         string // unit, department
	Title         string
	Version       int // the one that counts
	Versions      int
	Profile       string
	Fit           int // how well the profile fits, 0 to 100: the confidence of the reading
	Origin        Origin
	Source        string // path or address that it was loaded from
	LoadedAt      time.Time
	FirstAt       time.Time // when its first version was stored
	FirstReleased time.Time // zero: it was not
	Errors        int
	Warnings      int
	Notes         int
	Marks         Marks
	Totals        Totals
}

// Totals are the figures of a document that years and units are compared by.
type Totals struct {
	Income        Figure // 收入总计
	Spending      Figure // 支出总计
	Basic         Figure // 基本支出
	Project       Figure // 项目支出
	Appropriation Figure // 财政拨款收入
	ThreePublic   Figure // “三公”经费
	Operating     Figure // 机关运行经费
}

// DocumentRef names a document: by ID, or by unit, year, kind and scope. Version
// 0 is the one that counts.
type DocumentRef struct {
	ID      ID
	Unit    ID
	Year    int
	Kind    string // empty: budget
	Scope   string // empty: unit, or department where there is no other
	Version int
}

// Document is one version of a document with all that is known of it.
type Document struct {
	Head
	Number     int // of this version
	Meaning    string
	Disclosure *budget.Disclosure
	Report     *diag.Document // what checking gave when it was stored: findings, rules, tables
	Files      []FileInfo     // of every version
	All        []VersionHead  // every version, the newest first
	Changes    []Change       // against the version before; at most MaxChanges
}

// VersionHead is a version without its content.
type VersionHead struct {
	Number      int
	Meaning     string // SHA-256 of all that is printed
	Profile     string
	Fit         int
	Origin      Origin
	Source      string
	LoadedAt    time.Time
	Errors      int
	Warnings    int
	Notes       int
	Differences int // against the version before
}

// Change is a place where two versions differ.
type Change struct {
	Place  string `json:"place"` // T03[208].合计, 一, the project's name
	Before string `json:"before"`
	After  string `json:"after"`
}

// FileInfo is a file that a version was read from.
type FileInfo struct {
	SHA256    string
	Name      string // as it was called where it was loaded from
	MediaType string
	Size      int64
	Version   int
	Origin    Origin
	Source    string
	LoadedAt  time.Time
}

// YearTotals are a unit's totals of a year.
type YearTotals struct {
	Year     int
	Document ID
	Totals   Totals
}

// CellKey names a cell across years and units.
type CellKey struct {
	Table  string // T03
	Panel  string // income, spending; empty for a one-sided table
	Row    string // subject code, key of the item, name of the project
	Column string // 合计
}

// Cell is a number of a table.
type Cell struct {
	CellKey
	Document ID
	Unit     ID
	UnitName string
	Region   string
	Year     int
	Kind     string
	Code     string // subject code where the row has one
	Name     string // of the row, as printed
	Figure   Figure
	Printed  string
}

// RuleCount says how often a rule is broken, and how often by findings of each
// severity. A document with findings of two severities counts in both.
type RuleCount struct {
	Rule      string
	Severity  diag.Severity // the severest
	Findings  int
	Documents int
	Errors    Tally
	Warnings  Tally
	Notes     Tally
}

// ByErrors puts the rules first whose errors are in the most documents, then those
// whose warnings are.
func ByErrors(a, b RuleCount) int {
	return cmp.Or(cmp.Compare(b.Errors.Documents, a.Errors.Documents), cmp.Compare(b.Warnings.Documents, a.Warnings.Documents))
}

// Tally is how many findings there are, in how many documents.
type Tally struct {
	Findings  int
	Documents int
}

// Broken is a document with what breaks one rule in it.
type Broken struct {
	Head
	Findings []FindingLine
}

// FindingLine is a finding as it stands in lists; Document has it whole.
type FindingLine struct {
	Rule       string
	Severity   diag.Severity
	Place      string
	Title      string
	Message    string
	Suggestion string // the value that puts it right, or what to do
}

// Project is a project of a document, with what it costs.
type Project struct {
	Document   ID
	Unit       ID
	UnitName   string
	Region     string
	Year       int
	Kind       string
	Name       string
	Attribute  string // 一次性项目 …; may be empty
	Period     string
	HasForm    bool
	Amount     Figure // this year's
	TermAmount Figure // of all its years
	Goal       string // 年度总体目标
}

// Release is a version that was published: fixed, and corrected only by another.
type Release struct {
	ID         int64 // in the order of release
	Unit       ID
	UnitName   string
	Document   ID
	Version    int
	Year       int
	Kind       string
	Title      string
	SHA256     string // of the canonical bytes that were signed
	Corrects   int64  // the release that it corrects; 0: none
	Reason     string // why it was corrected
	ReleasedAt time.Time
	ReleasedBy string
	LogIndex   int64  // in the transparency log; -1: not logged
	Proof      []byte // signature and receipts, as the release's maker wrote them
}

// Filter narrows lists; what is empty does not.
type Filter struct {
	Years      []int
	Regions    []string // with all that is under them
	Kinds      []string // budget, final
	Department ID
	Unit       ID
}
