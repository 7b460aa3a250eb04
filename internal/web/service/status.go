package service

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"time"

	"mingbai/internal/web/page"
	"mingbai/internal/web/service/reader"
)

// batchView is a batch as it stands at a moment.
type batchView struct {
	page.Lang `json:"-"`
	Base      string     `json:"-"`
	Owner     bool       `json:"-"`
	CanKeep   bool       `json:"-"`
	ShareURL  string     `json:"share,omitempty"`
	sharePath string     // the same on this site
	Finished  bool       `json:"finished"`
	Ends      *time.Time `json:"expires"` // null while something waits
	Items     []itemRow  `json:"files"`
	left      time.Duration
}

// itemRow is a file in the list.
type itemRow struct {
	N        int      `json:"n"`
	Name     string   `json:"name"`
	State    state    `json:"state"`
	Place    *int     `json:"place"` // files before it; null where it does not wait
	Step     string   `json:"step,omitempty"`
	Done     int      `json:"done"` // steps of len(reader.Steps)
	Text     string   `json:"text"` // the same in words
	Error    *trouble `json:"error,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	Year     int      `json:"year,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Scope    string   `json:"scope,omitempty"`
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	Notes    int      `json:"notes"`
	Score    int      `json:"score"`
	Of       int      `json:"of"`
	Page     string   `json:"page,omitempty"`
	Report   string   `json:"report,omitempty"`
	inside   bool     // of an archive
}

// view is a batch as it stands now.
func (s *Service) view(o *opened) *batchView {
	s.mu.Lock()
	items := make([]item, 0, len(o.Items))
	for _, it := range o.Items {
		items = append(items, *it)
	}
	v := &batchView{Lang: o.Lang, Base: o.base(), Owner: o.owner, CanKeep: s.kept != "", Finished: o.finished()}
	if ends := o.Ends; v.Finished {
		v.Ends, v.left = &ends, ends.Sub(s.now())
	}
	if o.Share != "" && o.owner {
		v.sharePath = page.In(o.Lang, "/check/"+shareToken(o.token))
		v.ShareURL = o.site + v.sharePath
	}
	s.mu.Unlock()
	slices.SortStableFunc(items, func(a, b item) int { // what was in an archive follows it
		return cmp.Or(cmp.Compare(cmp.Or(a.Of, a.N), cmp.Or(b.Of, b.N)), cmp.Compare(a.N, b.N))
	})
	for _, it := range items {
		v.Items = append(v.Items, s.row(o, it))
	}
	return v
}

func (s *Service) row(o *opened, it item) itemRow {
	sum := it.Summary
	r := itemRow{
		N: it.N, Name: it.Name, State: it.State, Step: it.Step, Unit: sum.Unit, Year: sum.Year, Kind: sum.Kind, Scope: sum.Scope,
		Errors: sum.Errors, Warnings: sum.Warnings, Notes: sum.Notes, Score: sum.Got, Of: sum.Of, inside: it.Depth > 0,
	}
	at := o.base() + "/" + strconv.Itoa(it.N)
	switch it.State {
	case waiting:
		if p := s.queue.place(o.batch, it.N); p >= 0 {
			r.Place = &p
		}
	case reading:
		r.Done = slices.Index(reader.Steps, it.Step)
	case done:
		r.Done, r.Page, r.Report = len(reader.Steps), page.In(o.Lang, at), at+"/file/report.json"
	case unpacked:
		r.Done = len(reader.Steps)
	case failed:
		r.Error = &trouble{it.Trouble.Code, it.Trouble.Text(o.Lang)}
	}
	r.Text = r.words(o.Lang)
	return r
}

// words tell how far a file is.
func (r *itemRow) words(l page.Lang) string {
	switch r.State {
	case waiting:
		if r.Place == nil || *r.Place == 0 {
			return l.T("马上就读", "next")
		}
		n := strconv.Itoa(*r.Place)
		return l.T("排队，前面还有 "+n+" 份", "waiting, "+n+" before it")
	case reading:
		return map[string]string{
			"check": l.T("正在读和检查", "reading and checking"), "draw": l.T("正在画页面", "drawing pages"), "write": l.T("正在写报告", "writing reports"),
		}[r.Step]
	case done:
		return found(l, r.Errors, r.Warnings, r.Notes)
	case unpacked:
		return l.T("压缩包，里面的文件见下", "archive; its files are below")
	case failed:
		return r.Error.Message
	}
	return ""
}

// found tells how much was found.
func found(l page.Lang, errors, warnings, notes int) string {
	if errors+warnings+notes == 0 {
		return l.T("没有查出问题", "nothing found")
	}
	n := strconv.Itoa
	return l.T("错误 "+n(errors)+"　警告 "+n(warnings)+"　提示 "+n(notes),
		l.Counted(errors, "", "error", "errors")+", "+l.Counted(warnings, "", "warning", "warnings")+", "+l.Counted(notes, "", "note", "notes"))
}

// outcome tells how many files of a finished batch were checked, and how many could
// not be read.
func (v *batchView) outcome() string {
	count := map[state]int{}
	for i := range v.Items {
		count[v.Items[i].State]++
	}
	checked, bad := strconv.Itoa(count[done]), strconv.Itoa(count[failed])
	switch {
	case count[failed] == 0:
		return v.T(checked+" 份文件，都查过了。", checked+" files, all checked.")
	case count[done] == 0:
		return v.T("没有查成，原因和办法写在下面。", "Not checked; why, and what to do, stands below.")
	}
	return v.T(checked+" 份查过了，"+bad+" 份没有查成，原因写在旁边。", checked+" files checked; "+bad+" could not be, for the reason beside each.")
}

// status tells programs how far a batch is.
func (s *Service) status(w http.ResponseWriter, r *http.Request) error {
	o, err := s.open(r)
	if err != nil {
		r.Header.Set("Accept", "application/json")
		return err
	}
	private(w)
	return writeJSON(w, http.StatusOK, s.view(o))
}

// Left tells how long results are still there.
func (v *batchView) Left() string {
	in := func(unit time.Duration) string { return strconv.Itoa(max(1, int(v.left.Round(unit)/unit))) }
	switch {
	case v.left > 48*time.Hour:
		n := in(24 * time.Hour)
		return v.T(n+" 天后", "in "+n+" days")
	case v.left > 2*time.Hour:
		n := in(time.Hour)
		return v.T(n+" 小时后", "in "+n+" hours")
	default:
		n := in(time.Minute)
		return v.T(n+" 分钟后", "in "+n+" minutes")
	}
}
