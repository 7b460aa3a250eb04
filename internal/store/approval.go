package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingbai/internal/budget"
)

// ApprovalCounts is what became of days of approval that were given.
type ApprovalCounts struct {
	Added, Changed, Removed, Unchanged int
	Unknown                            []budget.Approval // of departments and units that no document is held of
}

// PutApprovals stores on which days budgets and final accounts were approved: all of
// them, or none. What is said of the same bodies again takes the place of what was;
// without a day it is taken back. Each change is in the audit log.
func (s *Store) PutApprovals(ctx context.Context, actor string, list []budget.Approval) (out ApprovalCounts, err error) {
	err = s.write(ctx, func(t *tx) error {
		out = ApprovalCounts{}
		for i := range list {
			if err := t.putApproval(actor, tidied(list[i]), &out); err != nil {
				return fmt.Errorf("记批复日期：%w", err)
			}
		}
		return nil
	})
	return out, err
}

// tidied names bodies as the store does.
func tidied(a budget.Approval) budget.Approval {
	a.Department, a.Unit, a.Source = tidy(a.Department), tidy(a.Unit), clean(a.Source)
	return a
}

// approvalKey is what an approval is found by.
type approvalKey struct {
	unit, department ID // both 0: the region's own
	scope            string
}

func keyOfApproval(a budget.Approval) approvalKey {
	switch {
	case a.Unit != "":
		return approvalKey{unit: unitID(a.Region, a.Unit), scope: a.Scope}
	case a.Department != "":
		return approvalKey{department: departmentID(a.Region, a.Department), scope: a.Scope}
	}
	return approvalKey{scope: a.Scope}
}

const approvalAt = "region = $1 AND year = $2 AND kind = $3 AND unit_id = $4 AND department_id = $5 AND scope = $6"

func (t *tx) putApproval(actor string, a budget.Approval, n *ApprovalCounts) error {
	k := keyOfApproval(a)
	if err := t.lock(map[ID]Unit{k.unit: {}}); err != nil {
		return err
	}
	at := []any{a.Region, a.Year, a.Kind, int64(k.unit), int64(k.department), k.scope}
	var old budget.Approval
	found, err := t.get("SELECT "+approvalColumns+" FROM approval WHERE "+approvalAt, at, intoApproval(&old)...)
	if err != nil {
		return err
	}
	before, after := "", ""
	if found {
		before = hashOfApproval(old)
	}
	switch {
	case a.Approved.IsZero() && !found, found && hashOfApproval(a) == before:
		n.Unchanged++
		return nil
	case a.Approved.IsZero():
		n.Removed++
		_, err = t.exec("DELETE FROM approval WHERE "+approvalAt, at...)
	default:
		if after = hashOfApproval(a); found {
			n.Changed++
		} else {
			n.Added++
		}
		_, err = t.exec(`INSERT INTO approval (region, year, kind, unit_id, department_id, scope, department, unit, approved, published, source, given_at)
			VALUES `+places(1, 12)+` ON CONFLICT (region, year, kind, unit_id, department_id, scope) DO UPDATE SET department = excluded.department,
			approved = excluded.approved, published = excluded.published, source = excluded.source, given_at = excluded.given_at`,
			append(at, a.Department, a.Unit, budget.DayText(a.Approved), budget.DayText(a.Published), a.Source, t.now)...)
		if err == nil {
			err = t.known(a, k, n)
		}
	}
	if err != nil {
		return err
	}
	return t.audit(Entry{
		Actor: actor, Action: "approval.set", Unit: k.unit, OldHash: before, NewHash: after,
		Object: strings.TrimRight(fmt.Sprintf("%s/%d/%s/%s", strings.Join([]string{a.Region, a.Department, a.Unit}, " "), a.Year, a.Kind, a.Scope), "/"),
	})
}

// known notes an approval of a body that nothing is held of: a name may be wrong.
func (t *tx) known(a budget.Approval, k approvalKey, n *ApprovalCounts) error {
	table, id := "unit", k.unit
	if id == 0 {
		table, id = "department", k.department
	}
	if id == 0 {
		return nil
	}
	var one int
	found, err := t.get("SELECT 1 FROM "+table+" WHERE id = $1", []any{int64(id)}, &one)
	if err == nil && !found {
		n.Unknown = append(n.Unknown, a)
	}
	return err
}

func hashOfApproval(a budget.Approval) string {
	return SHA256([]byte(strings.Join([]string{a.Department, budget.DayText(a.Approved), budget.DayText(a.Published), a.Source}, "\x00")))
}

const approvalColumns = "region, department, unit, year, kind, scope, approved, published, source"

func intoApproval(a *budget.Approval) []any {
	return []any{&a.Region, &a.Department, &a.Unit, &a.Year, &a.Kind, &a.Scope, (*dayTo)(&a.Approved), (*dayTo)(&a.Published), &a.Source}
}

// dayTo reads a written day.
type dayTo time.Time

// Scan reads a column.
func (d *dayTo) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("日期在库里是 %T，应是文字", v)
	}
	if *d = (dayTo{}); text == "" {
		return nil
	}
	t, err := time.Parse(time.DateOnly, text)
	*d = dayTo(t)
	return err
}

// Approvals are the days of approval that were given, by region, the newest year first.
func (s *Store) Approvals(ctx context.Context) ([]budget.Approval, error) {
	return query(ctx, s, "SELECT "+approvalColumns+" FROM approval ORDER BY region, year DESC, kind, department, unit, scope", nil, intoApproval)
}

// approvals are those of a region for a year and kind.
type approvals map[approvalKey]budget.Approval

func (s *Store) approvals(ctx context.Context, region string, year int, kind string) (approvals, error) {
	return s.approvalsWhere(ctx, "region = $1 AND year = $2 AND kind = $3", region, year, kind)
}

// approvalsOf are those that may say something of a document.
func (s *Store) approvalsOf(ctx context.Context, h *Head) (approvals, error) {
	return s.approvalsWhere(ctx, "region = $1 AND year = $2 AND kind = $3 AND unit_id IN (0, $4) AND department_id IN (0, $5)",
		h.Region, h.Year, h.Kind, int64(h.Unit), int64(h.Department))
}

func (s *Store) approvalsWhere(ctx context.Context, condition string, args ...any) (approvals, error) {
	list, err := query(ctx, s, "SELECT "+approvalColumns+" FROM approval WHERE "+condition, args, intoApproval)
	out := approvals{}
	for _, a := range list {
		out[keyOfApproval(a)] = a
	}
	return out, err
}

// of is what was said of a unit's document: of the unit itself before its department,
// and of its scope before of both.
func (all approvals) of(unit, department ID, scope string) (a budget.Approval, found bool) {
	for _, k := range []approvalKey{{unit: unit}, {department: department}, {}} {
		for _, k.scope = range []string{scope, ""} {
			if a, found = all[k]; found {
				return a, true
			}
		}
	}
	return a, false
}
