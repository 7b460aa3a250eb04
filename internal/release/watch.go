package release

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"
)

// WatchSchema and EvidenceSchema name the forms of what a watch keeps.
const (
	WatchSchema    = "mingbai.watch/v1"
	EvidenceSchema = "mingbai.evidence/v1"
)

// Watched is what one look at a log found.
type Watched struct {
	Old      *Checkpoint // nil at the first look
	New      *Checkpoint // nil where the one shown could not be believed
	Releases []Release   // entries new since the last look
	Fault    error       // what the log did that a log may not do; nil where it is sound
	Evidence string      // file with both checkpoints; set with Fault
}

// watchState is what is kept between looks.
type watchState struct {
	Schema     string `json:"schema"`
	Log        string `json:"log"`
	Time       string `json:"time"`
	Checkpoint string `json:"checkpoint"`
}

// evidence is what convicts a log: two statements that it signed, or one that
// does not fit what it serves.
type evidence struct {
	Schema string `json:"schema"`
	Log    string `json:"log"`
	Time   string `json:"time"`
	Fault  string `json:"fault"`
	Kept   string `json:"kept"`  // the checkpoint seen before; empty at the first look
	Shown  string `json:"shown"` // the one shown now, as it was served
}

// Watch looks at a log once: whether it has grown, by appending alone, from what
// the state file remembers. What is sound is remembered; of what is not, both
// checkpoints are kept as evidence, and the old one stays the one to compare with.
// The error is for what could not be done, which says nothing of the log.
func Watch(ctx context.Context, l *Log, stateFile string) (*Watched, error) {
	w := &Watched{}
	var err error
	if w.Old, err = l.remembered(stateFile); err != nil {
		return nil, err
	}
	raw, err := l.src.Read(ctx, checkpoint, maxNote)
	if err != nil {
		if w.Old == nil || !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("读日志 %s 的检查点：%w", l, err)
		}
		return w, w.convict(l, stateFile, nil, fmt.Errorf("日志的检查点不见了，原有 %d 条", w.Old.Size))
	}
	if err := w.look(ctx, l, raw); err != nil {
		if unreachable(err) {
			return nil, err
		}
		return w, w.convict(l, stateFile, raw, err)
	}
	return w, remember(l, stateFile, raw)
}

// look fills in what is new, and returns what is wrong.
func (w *Watched) look(ctx context.Context, l *Log, raw []byte) error {
	c, err := l.trust.Checkpoint(raw, l.now())
	if err != nil {
		return err
	}
	w.New = c
	from, last := int64(0), ""
	tree := l.At(ctx, c)
	if w.Old != nil {
		switch {
		case c.Origin != w.Old.Origin:
			return fmt.Errorf("日志换了名：原来是 %s，现在是 %s", w.Old.Origin, c.Origin)
		case c.Size < w.Old.Size:
			return fmt.Errorf("日志退回去了：原有 %d 条，现有 %d 条", w.Old.Size, c.Size)
		case c.Size == w.Old.Size && c.Root != w.Old.Root:
			return fmt.Errorf("日志分叉：同是 %d 条，签过两个不同的树根", c.Size)
		}
		if _, err := tree.Consistency(ctx, w.Old); err != nil {
			return fmt.Errorf("日志分叉：%w", err)
		}
		from = w.Old.Size
	}
	for n := from; n < c.Size; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := tree.Release(ctx, n)
		switch {
		case err != nil:
			return err
		case r.Manifest == nil:
			return fmt.Errorf("日志第 %d 条不是发布清单", n)
		case r.Manifest.Time < last:
			return fmt.Errorf("日志第 %d 条的时间 %s 早于前一条的 %s", n, r.Manifest.Time, last)
		}
		last = r.Manifest.Time
		w.Releases = append(w.Releases, r)
	}
	return nil
}

// convict keeps the evidence. It returns an error only if it could not.
func (w *Watched) convict(l *Log, stateFile string, shown []byte, fault error) error {
	now := l.now()
	e := evidence{Schema: EvidenceSchema, Log: l.String(), Time: Stamp(now), Fault: fault.Error(), Shown: string(shown)}
	if w.Old != nil {
		e.Kept = string(w.Old.Note)
	}
	w.Fault = fault
	w.Evidence = stateFile + ".evidence-" + now.UTC().Format("20060102T150405Z") + ".json"
	return writeJSON(w.Evidence, e)
}

// remembered is the checkpoint of the last look; nil where there was none. Its
// signature was found good then.
func (l *Log) remembered(file string) (*Checkpoint, error) {
	raw, err := readLimited(file, maxNote)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读上次的检查点：%w", err)
	}
	var s watchState
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil || s.Schema != WatchSchema {
		return nil, fmt.Errorf("%s 不是 mingbai log watch 记下的检查点；换一个文件名", file)
	}
	c, err := l.trust.Checkpoint([]byte(s.Checkpoint), time.Time{})
	if err != nil {
		return nil, fmt.Errorf("%s：%w", file, err)
	}
	return c, nil
}

func remember(l *Log, file string, raw []byte) error {
	return writeJSON(file, watchState{Schema: WatchSchema, Log: l.String(), Time: Stamp(l.now()), Checkpoint: string(raw)})
}

func writeJSON(file string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("写 %s：%w", file, err)
	}
	return writeDurable(filepath.Dir(file), file, append(raw, '\n'), 0o644)
}
