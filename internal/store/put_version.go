package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// sameMeaning stores a reading that says what a version says already: the file,
// where it is another; what is known beside the words, where the reading is
// better; on which pages the numbers stand, where nobody knew; the findings, where
// the same file is judged otherwise now.
func (p *putting) sameMeaning(s standing) error {
	added, err := p.addFile()
	if err != nil {
		return err
	}
	p.out.Result = Unchanged
	if added {
		p.out.Result = FileAdded
		if err := p.audit("document.file", "", p.r.sum); err != nil {
			return err
		}
	}
	at := append(slices.Clone(p.key), s.number)
	switch {
	case p.r.quality > s.quality:
		return p.refine(at)
	case added || p.r.quality < s.quality:
		return p.takePlaces(at)
	}
	var report []byte
	if _, err := p.get("SELECT report FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", at, &report); err != nil {
		return err
	}
	var before diag.Document
	if err := unpack(report, &before); err != nil {
		return err
	}
	if sameFindings(before.Findings, p.r.Report.Findings) {
		return nil
	}
	p.out.Result = Rechecked
	return p.recheck(at, "document.recheck", SHA256(report))
}

// refine takes over a better reading of the same words: it knows the exact yuan
// behind them, or fits better.
func (p *putting) refine(at []any) error {
	r := p.r
	disclosure, err := p.withPlaces(at)
	if err != nil {
		return err
	}
	if _, err := p.exec(`UPDATE version SET quality = $4, profile = $5, fit = $6, origin = $7, disclosure = $8
		WHERE unit_id = $1 AND document_id = $2 AND number = $3`,
		append(slices.Clone(at), r.quality, r.Disclosure.Profile, r.Report.Fit, string(r.Origin), disclosure)...); err != nil {
		return err
	}
	if _, err := p.exec("UPDATE document SET profile = $4, fit = $5, origin = $6 WHERE unit_id = $1 AND id = $2 AND version = $3",
		append(slices.Clone(at), r.Disclosure.Profile, r.Report.Fit, string(r.Origin))...); err != nil {
		return err
	}
	return p.recheck(at, "document.refine", r.meaning)
}

// sameFindings compares what was found by rule, place and words.
func sameFindings(a, b diag.Findings) bool {
	return slices.EqualFunc(a, b, func(x, y diag.Finding) bool {
		return x.Rule == y.Rule && x.Severity == y.Severity && x.Message == y.Message && x.Place() == y.Place()
	})
}

// recheck writes what is found in a version now.
func (p *putting) recheck(at []any, action, before string) error {
	n := p.counts()
	if _, err := p.exec("UPDATE version SET report = $4, errors = $5, warnings = $6, notes = $7 WHERE unit_id = $1 AND document_id = $2 AND number = $3",
		append(slices.Clone(at), p.r.report, n[diag.Error], n[diag.Warning], n[diag.Note])...); err != nil {
		return err
	}
	changed, err := p.exec("UPDATE document SET errors = $4, warnings = $5, notes = $6, score = $7, score_of = $8, score_sheet = $9 WHERE unit_id = $1 AND id = $2 AND version = $3",
		append(slices.Clone(at), n[diag.Error], n[diag.Warning], n[diag.Note], p.r.marks.Got, p.r.marks.Of, sheet())...)
	if err != nil {
		return err
	}
	if changed > 0 {
		if _, err := p.exec("DELETE FROM finding WHERE unit_id = $1 AND document_id = $2", p.key...); err != nil {
			return err
		}
		if err := p.putFindings(); err != nil {
			return err
		}
	}
	return p.audit(action, before, SHA256(p.r.report))
}

// PutReport stores what is found in the version of a document that counts, where more is
// known than when it was stored.
func (s *Store) PutReport(ctx context.Context, actor string, h *Head, report *diag.Document) error {
	packed, err := pack(report)
	if err != nil {
		return fmt.Errorf("存检查报告：%w", err)
	}
	return s.write(ctx, func(t *tx) error {
		if err := t.lock(map[ID]Unit{h.Unit: {}}); err != nil {
			return err
		}
		p := &putting{
			tx: t, actor: actor, key: []any{int64(h.Unit), int64(h.ID)}, out: Outcome{Unit: h.Unit, Document: h.ID, Version: h.Version},
			r: &Prepared{Reading: Reading{Report: report}, report: packed, marks: marksOf(report)},
		}
		at := append(slices.Clone(p.key), h.Version)
		var before []byte
		found, err := p.get("SELECT report FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", at, &before)
		if err == nil && !found {
			err = fmt.Errorf("公开件 %s：%w第%d版", h.ID, ErrNotFound, h.Version)
		}
		if err != nil {
			return err
		}
		return p.recheck(at, "document.recheck", SHA256(before))
	})
}

func (p *putting) counts() map[diag.Severity]int {
	n := map[diag.Severity]int{}
	for i := range p.r.Report.Findings {
		if f := &p.r.Report.Findings[i]; f.Waived == nil {
			n[f.Severity]++
		}
	}
	return n
}

// newVersion stores a version; counts is the number of the one that counts from
// now on, versions how many there are.
func (p *putting) newVersion(before *standing, counts, versions int) error {
	changes, old, err := p.changes(before)
	if err != nil {
		return err
	}
	n := p.counts()
	r := p.r
	_, err = p.exec(`INSERT INTO version (unit_id, document_id, number, meaning, quality, profile, fit, origin, source, loaded_at,
		errors, warnings, notes, differences, disclosure, report, changes) VALUES `+places(1, 17),
		append(slices.Clone(p.key), p.out.Version, r.meaning, r.quality, r.Disclosure.Profile, r.Report.Fit, string(r.Origin), clean(r.Source), p.now,
			n[diag.Error], n[diag.Warning], n[diag.Note], p.out.Differences, r.disclosure, r.report, changes)...)
	if err != nil {
		return err
	}
	if counts == p.out.Version {
		err = p.putHead(versions)
		if err == nil {
			err = p.index()
		}
	} else {
		_, err = p.exec("UPDATE document SET versions = $3 WHERE unit_id = $1 AND id = $2", append(slices.Clone(p.key), versions)...)
	}
	if err != nil {
		return err
	}
	if _, err := p.exec("DELETE FROM document_file WHERE unit_id = $1 AND document_id = $2 AND sha256 = $3", append(slices.Clone(p.key), r.sum)...); err != nil {
		return err // the same file read otherwise now belongs to the new version
	}
	if _, err := p.addFile(); err != nil {
		return err
	}
	action := "document.version"
	if before == nil {
		action = "document.add"
	}
	return p.audit(action, old, r.meaning)
}

// changes lists what the reading says otherwise than the version that counts.
func (p *putting) changes(before *standing) (packed []byte, old string, err error) {
	if before == nil {
		packed, err = pack([]Change{})
		return packed, "", err
	}
	said, err := p.saidBy(before)
	if err != nil {
		return nil, "", err
	}
	list, n := differences(said, p.r.facts)
	p.out.Differences = n
	packed, err = pack(list)
	return packed, before.meaning, err
}

// putHead writes the row that lists show.
func (p *putting) putHead(versions int) error {
	d, r, n, s := p.r.Disclosure, p.r, p.counts(), p.r.totals
	_, err := p.exec(`INSERT INTO document (unit_id, id, year, kind, scope, region, department_id, title, version, versions, profile, fit, origin, source,
		loaded_at, first_at, errors, warnings, notes, score, score_of, score_sheet, income, spending, basic, project, appropriation, three_public, operating) VALUES `+places(1, 29)+`
		ON CONFLICT (unit_id, id) DO UPDATE SET department_id = excluded.department_id, title = excluded.title, version = excluded.version, versions = excluded.versions,
		profile = excluded.profile, fit = excluded.fit, origin = excluded.origin, source = excluded.source, loaded_at = excluded.loaded_at,
		errors = excluded.errors, warnings = excluded.warnings, notes = excluded.notes,
		score = excluded.score, score_of = excluded.score_of, score_sheet = excluded.score_sheet, income = excluded.income, spending = excluded.spending,
		basic = excluded.basic, project = excluded.project, appropriation = excluded.appropriation, three_public = excluded.three_public,
		operating = excluded.operating`,
		append(slices.Clone(p.key), d.Year, d.Kind, d.Scope, p.b.unit.Region, int64(p.b.department.ID), clean(d.Title), p.out.Version, versions,
			d.Profile, r.Report.Fit, string(r.Origin), clean(r.Source), p.now, p.now, n[diag.Error], n[diag.Warning], n[diag.Note],
			r.marks.Got, r.marks.Of, sheet(), s.Income, s.Spending, s.Basic, s.Project, s.Appropriation, s.ThreePublic, s.Operating)...)
	return err
}

// partOf reports whether the version that counts says all that the reading says: a
// workbook of its tables alone is no other version.
func (p *putting) partOf(v *standing) (bool, error) {
	said, err := p.saidBy(v)
	if err != nil {
		return false, err
	}
	for place, text := range p.r.facts {
		if said[place] != text {
			return false, nil
		}
	}
	return true, nil
}

// saidBy is what the version that counts says, by place.
func (p *putting) saidBy(v *standing) (map[string]string, error) {
	if p.known != nil {
		return p.known, nil
	}
	said, err := p.said(append(slices.Clone(p.key), v.number))
	if err != nil {
		return nil, err
	}
	p.known = facts(said)
	return p.known, nil
}

// said is what a version says.
func (p *putting) said(version []any) (*budget.Disclosure, error) {
	var b []byte
	if _, err := p.get("SELECT disclosure FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", version, &b); err != nil {
		return nil, err
	}
	return unpackDisclosure(bytes.Clone(b))
}
