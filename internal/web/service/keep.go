package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// keepDays are for how many days results can be kept.
var keepDays = []int{1, 7}

// errNotKept is the error for results that cannot be kept.
var errNotKept = errors.New("这里不能保留结果")

// cardFile is what is known of a batch that is kept, in its folder.
const cardFile = "batch.json"

// keep keeps a batch for some days, and makes the token that shows it to others.
func (s *Service) keep(b *batch, token string, days int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == "" || !b.finished() || s.batches[b.ID] != b {
		return errNotKept
	}
	old, to := b.dir, filepath.Join(s.kept, b.ID)
	b.Ends = s.now().AddDate(0, 0, days)
	b.Share = hashed(shareToken(token))
	if err := writeCard(old, b); err != nil {
		return err
	}
	if old != to {
		if err := os.Rename(old, to); err != nil {
			return fmt.Errorf("保留结果：%w", err)
		}
	}
	b.dir = to
	s.shares[b.Share] = b
	return nil
}

func writeCard(dir string, b *batch) error {
	data, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("保留结果：%w", err)
	}
	file := filepath.Join(dir, cardFile)
	if err := os.WriteFile(file+".new", data, 0o600); err != nil {
		return fmt.Errorf("保留结果：%w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("保留结果：%w", err)
	}
	return nil
}

// takeOver takes over what a former run kept. What cannot be read is left where
// it is and told.
func (s *Service) takeOver() error {
	if s.kept == "" {
		return nil
	}
	folders, err := os.ReadDir(s.kept)
	if err != nil {
		return fmt.Errorf("保留着的结果：%w", err)
	}
	for _, f := range folders {
		dir := filepath.Join(s.kept, f.Name())
		b, err := readCard(dir)
		if err != nil || b.ID != f.Name() {
			s.o.Logger.Error("check: what was kept cannot be read", "folder", dir, "error", err)
			continue
		}
		b.dir, b.size = dir, sizeOf(dir)
		b.ctx, b.end = context.WithCancel(context.Background())
		s.batches[b.ID], s.shares[b.Share] = b, b
		s.used += b.size
	}
	return nil
}

func readCard(dir string) (*batch, error) {
	data, err := os.ReadFile(filepath.Join(dir, cardFile))
	if err != nil {
		return nil, err
	}
	b := &batch{}
	if err := json.Unmarshal(data, b); err != nil {
		return nil, fmt.Errorf("%s：%w", cardFile, err)
	}
	return b, nil
}

// sweepEvery deletes what is over, again and again.
func (s *Service) sweepEvery(ctx context.Context) {
	s.sweep(ctx)
	t := time.NewTicker(30 * time.Second)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			s.sweep(ctx)
		}
	}
}

// sweep deletes what is over.
func (s *Service) sweep(ctx context.Context) {
	s.mu.Lock()
	var over []*batch
	for _, b := range s.batches {
		if s.now().After(b.Ends) {
			over = append(over, b)
		}
	}
	s.mu.Unlock()
	for _, b := range over {
		if err := s.remove(b); err != nil {
			s.o.Logger.ErrorContext(ctx, "check: what is over is not deleted", "error", err)
		}
	}
}
