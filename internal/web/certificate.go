package web

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// lookAgain is how often the files of a certificate are looked at for a new one.
const lookAgain = time.Minute

// Certificate is the TLS configuration with a certificate and its key from two
// files in PEM. A renewed certificate is taken up within a minute; while the
// files make no sense, the one before goes on being used.
func Certificate(cert, key string) (*tls.Config, error) {
	c := &certificate{cert: cert, key: key, now: time.Now}
	if _, err := c.load(); err != nil {
		return nil, fmt.Errorf("读 TLS 证书 %s 和私钥 %s：%w", cert, key, err)
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.current, NextProtos: []string{"h2", "http/1.1"}}, nil
}

// certificate holds the newest that could be read.
type certificate struct {
	cert, key string
	now       func() time.Time

	mu      sync.Mutex
	loaded  *tls.Certificate
	changed time.Time // of the file that it was read from
	looked  time.Time
}

func (c *certificate) current(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.load() }

// load reads the files where they are newer than what was read.
func (c *certificate) load() (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if c.loaded != nil && now.Sub(c.looked) < lookAgain {
		return c.loaded, nil
	}
	c.looked = now
	info, err := os.Stat(c.cert)
	if err == nil && c.loaded != nil && info.ModTime().Equal(c.changed) {
		return c.loaded, nil
	}
	if err == nil {
		var pair tls.Certificate
		if pair, err = tls.LoadX509KeyPair(c.cert, c.key); err == nil {
			c.loaded, c.changed = &pair, info.ModTime()
		}
	}
	if c.loaded != nil {
		return c.loaded, nil
	}
	return nil, err
}
