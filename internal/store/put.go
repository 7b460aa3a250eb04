package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// Reading is a document as it was read and checked.
type Reading struct {
	Name       string // of the file
	Source     string // path or address that it came from
	Content    []byte
	MediaType  string
	Origin     Origin
	Disclosure *budget.Disclosure
	Report     *diag.Document // findings, fit, tables, outcomes of the rules
	Region     string         // code; empty: told from the unit's name
	RegionHint string         // code of the profile's region: where names are looked up first
	Replace    bool           // becomes the version that counts, however well it was read
}

// Prepared is a reading made ready to be stored; making it needs no database.
type Prepared struct {
	Reading
	sum        string
	facts      map[string]string
	meaning    string
	quality    int
	disclosure []byte
	report     []byte
	totals     Totals
	marks      Marks
	grams      gramSet
}

// Prepare makes a reading ready to be stored.
func Prepare(r Reading) (*Prepared, error) {
	d := r.Disclosure
	switch {
	case d.Unit.Name == "":
		return nil, fmt.Errorf("%s 里没有找到单位名称，没有存；用 --profile 指定模板再试", r.Name)
	case d.Year == 0:
		return nil, fmt.Errorf("%s 里没有找到年度，没有存；用 --profile 指定模板再试", r.Name)
	}
	p := &Prepared{Reading: r, sum: SHA256(r.Content), facts: facts(d), totals: totals(d), marks: marksOf(r.Report), grams: gramsOf(d), quality: r.Report.Fit}
	if exact(d) {
		p.quality += exactBonus
	}
	p.meaning = meaning(p.facts)
	var err error
	if p.disclosure, err = pack(d); err != nil {
		return nil, fmt.Errorf("存 %s：%w", r.Name, err)
	}
	if p.report, err = pack(r.Report); err != nil {
		return nil, fmt.Errorf("存 %s：%w", r.Name, err)
	}
	return p, nil
}

const (
	// exactBonus puts a reading that knows the exact yuan above all that do not.
	exactBonus = 1000
	// slack is how much worse a reading may fit and still take the place of the
	// one before: a correction is seldom read quite as well.
	slack = 5
)

// Result says what became of a reading.
type Result string

// The results.
const (
	Added      Result = "added"     // a document that was not there
	NewVersion Result = "version"   // it says something else than before, and counts from now on
	Aside      Result = "aside"     // it says something else, read so much worse that the one before still counts
	FileAdded  Result = "file"      // another file that says the same
	Rechecked  Result = "rechecked" // the same file and words, other findings
	Unchanged  Result = "unchanged" // the same file, the same reading
)

// Outcome is what became of a reading and where it is now.
type Outcome struct {
	Result      Result
	Unit        ID
	Document    ID
	Version     int
	Region      string
	Differences int // against the version before
}

// Put stores readings in one transaction: all of them, or none. When it returns,
// what it says is there to stay. Outcomes are in the order of the readings.
// Storing the same again changes nothing.
func (s *Store) Put(ctx context.Context, actor string, readings []*Prepared) ([]Outcome, error) {
	for _, r := range readings {
		if err := s.files.Put(ctx, r.sum, r.Content); err != nil {
			return nil, s.explain(err)
		}
	}
	regions, err := s.regionList(ctx)
	if err != nil {
		return nil, err
	}
	places := make([]bodies, len(readings))
	for i, r := range readings {
		places[i] = bodiesOf(r, regions)
	}
	var out []Outcome
	err = s.write(ctx, func(t *tx) error {
		out = make([]Outcome, len(readings))
		if err := t.putBodies(places); err != nil {
			return err
		}
		if err := t.putTerms(readings); err != nil {
			return err
		}
		for i, r := range readings {
			if out[i], err = t.putDocument(actor, r, places[i]); err != nil {
				return fmt.Errorf("存 %s：%w", r.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Holds reports which of some files, by SHA-256, documents were read from already.
func (s *Store) Holds(ctx context.Context, sums []string) (map[string]bool, error) {
	out := map[string]bool{}
	for part := range slices.Chunk(sums, 500) {
		w := &where{}
		in(w, "sha256", part)
		have, err := query(ctx, s, "SELECT sha256 FROM document_file"+w.String(), w.args, func(s *string) []any { return []any{s} })
		if err != nil {
			return nil, err
		}
		for _, h := range have {
			out[h] = true
		}
	}
	return out, nil
}

// standing is a version that is there.
type standing struct {
	number, quality int
	meaning         string
}

// putDocument stores one reading of a document: what it becomes depends on what
// is there.
func (t *tx) putDocument(actor string, r *Prepared, b bodies) (Outcome, error) {
	d := r.Disclosure
	o := Outcome{Unit: b.unit.ID, Document: documentID(b.unit.ID, d.Year, d.Kind, d.Scope), Region: b.unit.Region}
	p := &putting{tx: t, actor: actor, r: r, b: b, key: []any{int64(o.Unit), int64(o.Document)}, out: o}
	var current, versions int
	found, err := t.get("SELECT version, versions FROM document WHERE unit_id = $1 AND id = $2", p.key, &current, &versions)
	if err != nil {
		return o, err
	}
	if !found {
		p.out.Result, p.out.Version = Added, 1
		return p.out, p.newVersion(nil, 1, 1)
	}
	known, err := p.standings()
	if err != nil {
		return o, err
	}
	now := known[slices.IndexFunc(known, func(s standing) bool { return s.number == current })]
	same := slices.IndexFunc(known, func(s standing) bool { return s.meaning == r.meaning })
	if same >= 0 && (!r.Replace || known[same].number == current) {
		p.out.Version = known[same].number
		return p.out, p.sameMeaning(known[same])
	}
	p.out.Result, p.out.Version = NewVersion, versions+1
	counts := p.out.Version
	if r.quality < now.quality-slack && !r.Replace {
		part, err := p.partOf(&now)
		if err != nil {
			return o, err
		}
		if part {
			p.out.Version = current
			return p.out, p.sameMeaning(now)
		}
		p.out.Result, counts = Aside, current
	}
	return p.out, p.newVersion(&now, counts, versions+1)
}

// putting is one reading on its way into the store.
type putting struct {
	*tx
	actor string
	r     *Prepared
	b     bodies
	key   []any // unit, document
	out   Outcome
	known map[string]string // what the version that counts says, by place; nil until asked
}

func (p *putting) standings() (out []standing, err error) {
	rows, err := p.QueryContext(p.ctx, "SELECT number, quality, meaning FROM version WHERE unit_id = $1 AND document_id = $2 ORDER BY number DESC", p.key...)
	if err != nil {
		return nil, fmt.Errorf("读版本：%w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s standing
		if err := rows.Scan(&s.number, &s.quality, &s.meaning); err != nil {
			return nil, fmt.Errorf("读版本：%w", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// object names the version in the audit log.
func (p *putting) object() string { return fmt.Sprintf("%s/%d", p.out.Document, p.out.Version) }

func (p *putting) audit(action, before, after string) error {
	return p.tx.audit(Entry{Actor: p.actor, Action: action, Unit: p.out.Unit, Object: p.object(), OldHash: before, NewHash: after})
}

// addFile records the file that the version was read from; added is false where
// it is there already.
func (p *putting) addFile() (added bool, err error) {
	r := p.r
	if _, err := p.exec("INSERT INTO file (sha256, size, media_type, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING",
		r.sum, len(r.Content), r.MediaType, p.now); err != nil {
		return false, err
	}
	n, err := p.exec(`INSERT INTO document_file (unit_id, document_id, sha256, version, name, origin, source, loaded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (unit_id, document_id, sha256) DO NOTHING`,
		append(slices.Clone(p.key), r.sum, p.out.Version, clean(r.Name), string(r.Origin), clean(r.Source), p.now)...)
	return n > 0, err
}

// clean drops what PostgreSQL does not take in a text.
func clean(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "") }
