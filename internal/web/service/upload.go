package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mingbai/internal/disk"
	"mingbai/internal/profile"
)

// unread is how long a batch may wait for its readers.
const unread = 24 * time.Hour

// refusal is why an upload is not taken.
type refusal struct {
	status         int
	retry          string // seconds; empty: do not try again
	zh, en         string
	whatZH, whatEN string
	anew           bool // the page leads to where files are sent
}

func (e *refusal) Error() string { return e.zh }

// The refusals.
var (
	errNothing  = &refusal{status: http.StatusBadRequest, zh: "没有选文件", en: "No file chosen", whatZH: "选好文件再传：PDF、Word、Excel、网页、文本，或装着它们的 ZIP。", whatEN: "Choose files first: PDF, Word, Excel, web page, text, or a ZIP of them."}
	errField    = &refusal{status: http.StatusBadRequest, zh: "文件的栏名不对", en: "Files in a field of another name", whatZH: "文件都放在名叫 file 的栏里再传，几份就几栏。", whatEN: "Send each file in a field named file."}
	errForm     = &refusal{status: http.StatusBadRequest, zh: "传来的内容不完整", en: "The upload is not whole", whatZH: "再传一次；用程序传的，按 multipart/form-data 传，文件的栏名是 file。", whatEN: "Send it again; programs send multipart/form-data with the files in fields named file."}
	errProfile  = &refusal{status: http.StatusBadRequest, zh: "没有这个模板", en: "No such profile", whatZH: "从列表里选一个，或者选“自动”。", whatEN: "Choose one of the list, or automatic."}
	errBusy     = &refusal{status: http.StatusServiceUnavailable, retry: "60", zh: "现在排队的文件太多", en: "Too many files wait now", whatZH: "过一两分钟再传。", whatEN: "Send it again in a minute or two."}
	errFull     = &refusal{status: http.StatusServiceUnavailable, retry: "1800", zh: "这里暂时放不下了", en: "There is no room now", whatZH: "过半小时再传：旧的结果到时就删了。", whatEN: "Send it again in half an hour, when older results are gone."}
	errOften    = &refusal{status: http.StatusTooManyRequests, retry: "600", zh: "传得太多了", en: "Too many files sent", whatZH: "过十分钟再传。要成批检查，在自己的电脑上用 mingbai check，不限份数。", whatEN: "Send more in ten minutes. For many files run mingbai check on your own computer; it has no limit."}
	errSending  = &refusal{status: http.StatusTooManyRequests, retry: "30", zh: "同时传的太多了", en: "Too many uploads at once", whatZH: "等前面的传完再传。", whatEN: "Wait until the others are done."}
	errTooLarge = &refusal{status: http.StatusRequestEntityTooLarge, zh: "传来的内容太大", en: "Too large", whatZH: "一份不超过 50 MB，一次不超过 20 份；分成几次传。", whatEN: "At most 50 MB a file and 20 files at once; send it in parts."}
)

// receive takes an upload in and puts its files in the queue. The token opens it.
func (s *Service) receive(r *http.Request) (token string, err error) {
	client := s.clientOf(r)
	who := s.sender(client)
	leave, ok := s.enter(who)
	if !ok {
		return "", errSending
	}
	defer leave()
	if s.queue.len() >= s.o.Waiting {
		return "", errBusy
	}
	if s.queue.of(client) >= filesUnderWay {
		return "", errOften
	}
	form, err := r.MultipartReader()
	if err != nil {
		return "", errForm
	}
	token = newToken()
	b := &batch{ID: hashed(token), client: client, Made: s.now(), Ends: s.now().Add(unread)}
	b.dir = filepath.Join(s.passing, b.ID)
	b.ctx, b.end = context.WithCancel(context.Background())
	s.mu.Lock()
	s.batches[b.ID] = b
	s.mu.Unlock()
	in := &intake{s: s, b: b, who: who}
	if err := in.all(form); err != nil {
		if disk.Full(err) {
			s.o.Logger.ErrorContext(r.Context(), "check: the disk is full", "error", err)
			err = errFull
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, MaxFile)) // who is still sending would not hear why
		return "", errors.Join(err, s.remove(b))
	}
	s.enqueue(b, in.profile)
	return token, nil
}

// enqueue puts what can be read in the queue.
func (s *Service) enqueue(b *batch, profile string) {
	s.mu.Lock()
	var jobs []job
	for _, it := range b.Items {
		it.Profile = profile
		if it.State == waiting {
			jobs = append(jobs, job{b, it.N})
		}
	}
	if len(jobs) == 0 {
		b.Ends = s.now().Add(s.o.Life)
	}
	s.mu.Unlock()
	s.queue.push(jobs...)
}

// intake takes the parts of a form.
type intake struct {
	s       *Service
	b       *batch
	who     *sender
	profile string
}

func (in *intake) all(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF) && len(in.b.Items) == 0:
			return errNothing
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return formError(err)
		}
		if err := in.part(part); err != nil {
			return err
		}
	}
}

// formError tells a form that is too large from one that is broken.
func formError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return errTooLarge
	}
	return errForm
}

func (in *intake) part(p *multipart.Part) error {
	switch {
	case p.FormName() == "profile":
		b, err := io.ReadAll(io.LimitReader(p, 200))
		if err != nil {
			return formError(err)
		}
		in.profile = string(b)
		if in.profile != "" && !slices.ContainsFunc(in.s.profiles, func(s profile.Summary) bool { return s.ID == in.profile }) {
			return errProfile
		}
		return nil
	case p.FormName() == "file" && p.FileName() != "":
		return in.file(p)
	case p.FormName() != "file" && p.FileName() != "":
		return errField
	}
	return nil
}

// file takes one file in; what is wrong with it stands with it in the batch.
func (in *intake) file(p *multipart.Part) error {
	it := item{Name: cleanName(p.FileName()), State: waiting}
	n := len(in.b.Items)
	switch {
	case n >= 2*MaxFiles:
		return nil // it is said often enough
	case n >= MaxFiles:
		it.State, it.Trouble = failed, trouble{Code: tooMany}
	case !in.s.room():
		if n == 0 {
			return errFull
		}
		it.State, it.Trouble = failed, trouble{Code: noRoom}
	case !in.s.mayFile(in.who):
		if n == 0 {
			return errOften
		}
		it.State, it.Trouble = failed, trouble{Code: tooOften}
	}
	in.s.mu.Lock()
	added, err := in.b.add(it)
	in.s.mu.Unlock()
	if err != nil || added.State == failed {
		return err
	}
	return in.write(p, added)
}

// write stores a file for its reader.
func (in *intake) write(p io.Reader, it *item) error {
	f, err := os.OpenFile(filepath.Join(in.b.folder(it.N), sentFolder, it.Name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("存传来的文件：%w", err)
	}
	size, err := io.Copy(f, io.LimitReader(p, MaxFile+1))
	large := size > MaxFile
	if large && err == nil {
		err = f.Truncate(0)
		size = 0
	}
	if cl := f.Close(); cl != nil {
		err = errors.Join(err, fmt.Errorf("存传来的文件：%w", cl))
	}
	in.s.mu.Lock()
	defer in.s.mu.Unlock()
	it.Size = size
	in.s.grow(in.b, size)
	if large {
		it.State, it.Trouble = failed, trouble{Code: tooLarge}
	}
	var path *os.PathError
	if err != nil && !errors.As(err, &path) {
		return formError(err)
	}
	return err
}

// room reports whether a further file may come.
func (s *Service) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.used+MaxFile <= s.o.Room
}
