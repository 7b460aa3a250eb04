package budget

import "time"

// Approval says on which day the budget or the final account of some bodies was
// approved: all of a region's own, all of a department's, or one unit's. Documents do
// not say it; those who approve know. Its days are midnights of UTC.
type Approval struct {
	Region     string // six digits
	Department string // empty: all of the region's own
	Unit       string // empty: all of the department's
	Year       int
	Kind       string    // budget, final
	Scope      string    // unit, department; empty: both
	Approved   time.Time // zero: what was said before is taken back
	Published  time.Time // when the one unit published, where that is known
	Source     string    // where it stands: an address, the number of a document
}

// withinDays is how long after approval one may take to publish: 预算法第十四条.
const withinDays = 20

// LastDay is the last day on which what was approved on a day may be published.
func LastDay(approved time.Time) time.Time { return approved.AddDate(0, 0, withinDays) }

// DayText is a day as it is written, 2025-02-01; empty for none.
func DayText(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// china is the time that days are counted in.
var china = time.FixedZone("UTC+8", 8*60*60)

// DayOf is the day in China at a moment, as a midnight of UTC.
func DayOf(t time.Time) time.Time {
	y, m, d := t.In(china).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
