package pipeline

import (
	"context"
	"fmt"

	"mingbai/internal/check"
	"mingbai/internal/compare"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
)

// DiffOptions say what to compare and how it is read.
type DiffOptions struct {
	A, B       string // documents of any kind
	Profile    string // forces a profile for both
	ProfileDir string
}

// Diff reads and checks two documents and tells what changed between them. A
// document that cannot be read is an error.
func Diff(ctx context.Context, o DiffOptions) (*compare.Comparison, error) {
	r, err := newReaders(ctx, o.ProfileDir, o.Profile, 1)
	if err != nil {
		return nil, err
	}
	a, err := r.side(ctx, o.A)
	if err != nil {
		return nil, err
	}
	b, err := r.side(ctx, o.B)
	if err != nil {
		return nil, err
	}
	return compare.Of(a, b), nil
}

// side reads one document with what the rules say of it.
func (r *readers) side(ctx context.Context, name string) (compare.Side, error) {
	read, err := r.recognised(ctx, name)
	if err != nil {
		return compare.Side{}, err
	}
	d := read.disclosure
	d.Kind, d.Scope = read.profile.Kind, read.profile.Scope
	return compare.Side{
		Name: name, Profile: read.profile.ID, Disclosure: d,
		Findings: diag.Findings(rules.All().Check(check.New(d, read.profile)).Findings),
	}, nil
}

// recognised reads a document that some profile must fit.
func (r *readers) recognised(ctx context.Context, name string) (*reading, error) {
	b, fault := readFile(name, nil)
	if fault != nil {
		return nil, fault
	}
	read, fault := r.read(ctx, name, b)
	switch {
	case fault != nil:
		return nil, fault
	case read.disclosure == nil:
		return nil, fmt.Errorf("%s 不像任何一个模板的公开件；确认是预算公开文件，或用 --profile 指定模板", name)
	}
	return read, nil
}
