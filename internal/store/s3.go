package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// S3Options say which bucket of an S3-style object store files are kept in.
type S3Options struct {
	Endpoint  string // https://objects.example.org
	Bucket    string
	Prefix    string // before every key, without a slash at its end; may be empty
	Region    string // empty: us-east-1, which most stores but Amazon's take
	AccessKey string
	SecretKey string
	Client    *http.Client // nil: one with a timeout of two minutes
}

// S3 keeps files in a bucket, under the same names as Folder. Requests are
// signed with AWS Signature Version 4.
func S3(o S3Options) (Files, error) {
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("对象存储的地址应为 https://主机，现为“%s”", o.Endpoint)
	}
	if o.Bucket == "" || o.AccessKey == "" || o.SecretKey == "" {
		return nil, errors.New("对象存储要有桶名、访问密钥和私密密钥")
	}
	if o.Region == "" {
		o.Region = "us-east-1"
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 2 * time.Minute}
	}
	return &bucket{o, u, time.Now}, nil
}

type bucket struct {
	o        S3Options
	endpoint *url.URL
	now      func() time.Time
}

// key is the path of a file: /bucket/prefix/ab/cd/abcd….
func (b *bucket) key(sum string) string {
	parts := []string{"", b.o.Bucket, b.o.Prefix, sum[:2], sum[2:4], sum}
	if b.o.Prefix == "" {
		parts = append(parts[:2], parts[3:]...)
	}
	return strings.TrimSuffix(b.endpoint.Path, "/") + strings.Join(parts, "/")
}

// Put stores data, unless it is there already with the same size.
func (b *bucket) Put(ctx context.Context, sum string, data []byte) error {
	if err := checkSum(sum); err != nil {
		return err
	}
	r, err := b.do(ctx, http.MethodHead, sum, nil)
	if err == nil {
		_ = r.Body.Close()
		if r.StatusCode == http.StatusOK && r.ContentLength == int64(len(data)) {
			return nil
		}
	}
	return b.again(ctx, func() (bool, error) {
		r, err := b.do(ctx, http.MethodPut, sum, data)
		if err != nil {
			return true, err
		}
		defer func() { _ = r.Body.Close() }()
		if r.StatusCode/100 == 2 {
			return false, nil
		}
		return r.StatusCode >= 500, refused(r)
	})
}

// Open reads a file.
func (b *bucket) Open(ctx context.Context, sum string) (body io.ReadCloser, err error) {
	if err := checkSum(sum); err != nil {
		return nil, err
	}
	err = b.again(ctx, func() (bool, error) {
		r, err := b.do(ctx, http.MethodGet, sum, nil)
		if err != nil {
			return true, err
		}
		if r.StatusCode == http.StatusOK {
			body = r.Body
			return false, nil
		}
		defer func() { _ = r.Body.Close() }()
		if r.StatusCode == http.StatusNotFound {
			return false, fmt.Errorf("%w文件 %s", ErrNotFound, sum)
		}
		return r.StatusCode >= 500, refused(r)
	})
	return body, err
}

// again tries three times what failed for want of a working server.
func (b *bucket) again(ctx context.Context, try func() (worthIt bool, err error)) error {
	for n := 1; ; n++ {
		more, err := try()
		if err == nil || !more || n == 3 {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(time.Duration(n) * 200 * time.Millisecond):
		}
	}
}

// refused is what a store says that does not do what was asked.
func refused(r *http.Response) error {
	text, _ := io.ReadAll(io.LimitReader(r.Body, 500))
	hint := "稍后再试"
	if r.StatusCode == http.StatusForbidden || r.StatusCode == http.StatusUnauthorized {
		hint = "核对密钥、桶的权限和本机的时间"
	}
	return fmt.Errorf("对象存储回答 %s；%s（%s）", r.Status, hint, bytes.TrimSpace(text))
}

func (b *bucket) do(ctx context.Context, method, sum string, data []byte) (*http.Response, error) {
	u := *b.endpoint
	u.Path = b.key(sum)
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("请求对象存储：%w", err)
	}
	b.sign(r, data)
	res, err := b.o.Client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("连对象存储 %s：%w", b.endpoint.Host, err)
	}
	return res, nil
}

// sign adds the headers of Signature Version 4.
func (b *bucket) sign(r *http.Request, data []byte) {
	at := b.now().UTC()
	stamp, day := at.Format("20060102T150405Z"), at.Format("20060102")
	payload := SHA256(data)
	r.Header.Set("X-Amz-Date", stamp)
	r.Header.Set("X-Amz-Content-Sha256", payload)
	const signed = "host;x-amz-content-sha256;x-amz-date"
	canonical := strings.Join([]string{
		r.Method, r.URL.EscapedPath(), r.URL.Query().Encode(),
		"host:" + r.URL.Host, "x-amz-content-sha256:" + payload, "x-amz-date:" + stamp, "",
		signed, payload,
	}, "\n")
	scope := strings.Join([]string{day, b.o.Region, "s3", "aws4_request"}, "/")
	message := strings.Join([]string{"AWS4-HMAC-SHA256", stamp, scope, SHA256([]byte(canonical))}, "\n")
	key := []byte("AWS4" + b.o.SecretKey)
	for _, part := range []string{day, b.o.Region, "s3", "aws4_request", message} {
		m := hmac.New(sha256.New, key)
		_, _ = m.Write([]byte(part)) // never fails
		key = m.Sum(nil)
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+b.o.AccessKey+"/"+scope+", SignedHeaders="+signed+", Signature="+hex.EncodeToString(key))
	r.ContentLength = int64(len(data))
	r.Header.Set("Content-Length", strconv.Itoa(len(data)))
}
