package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Source is where the files of a log are read from. Read returns an error that
// is fs.ErrNotExist where there is no such file, and refuses one larger than
// limit bytes.
type Source interface {
	Read(ctx context.Context, path string, limit int64) ([]byte, error)
	String() string // where the log is, for messages
}

// Open is the source of a log by its address: http(s) or a folder.
func Open(where string) (Source, error) {
	if strings.HasPrefix(where, "http://") || strings.HasPrefix(where, "https://") {
		return NewHTTP(where)
	}
	info, err := os.Stat(where)
	if err != nil {
		return nil, fmt.Errorf("打开日志：%w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("日志 %s 是文件，应是文件夹或 http(s) 地址", where)
	}
	return Dir(where), nil
}

// Dir is a log in a folder.
type Dir string

// Read implements Source.
func (d Dir) Read(_ context.Context, path string, limit int64) ([]byte, error) {
	return readLimited(filepath.Join(string(d), filepath.FromSlash(path)), limit)
}

func (d Dir) String() string { return string(d) }

// httpTimeout bounds one request, from the call to the last byte.
const httpTimeout = 30 * time.Second

// HTTP is a log behind a web server.
type HTTP struct {
	root   *url.URL
	client *http.Client
}

// NewHTTP is the log at an address, with a client that bounds each request in
// time, follows redirects to the same host only and keeps no cookies.
func NewHTTP(root string) (*HTTP, error) {
	u, err := url.Parse(root)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("日志的地址“%s”不对，应如 https://例.gov.cn/log/", root)
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	host := u.Host
	return &HTTP{root: u, client: &http.Client{
		Timeout: httpTimeout,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if r.URL.Host != host || len(via) >= 5 {
				return errors.New("日志的网站转到了别处")
			}
			return nil
		},
	}}, nil
}

// Read implements Source.
func (h *HTTP) Read(ctx context.Context, path string, limit int64) ([]byte, error) {
	at := h.root.JoinPath(path).String()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, fmt.Errorf("取 %s：%w", at, err)
	}
	res, err := h.client.Do(req)
	if err != nil {
		var u *url.Error // says the address again
		if errors.As(err, &u) {
			err = u.Err
		}
		return nil, fmt.Errorf("取不到 %s，连不上或太慢：%w", at, err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return nil, &missing{"网站上没有 " + at}
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("取 %s：网站答 %s", at, res.Status)
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("取 %s，没有取完：%w", at, err)
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("取 %s：多于 %d 字节，不像日志的文件", at, limit)
	}
	return b, nil
}

func (h *HTTP) String() string { return h.root.String() }
