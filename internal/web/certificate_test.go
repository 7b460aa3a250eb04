package web

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// issue writes a certificate with a serial number, and its key.
func issue(t *testing.T, dir string, serial int64, changed time.Time) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: raw}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(cert, changed, changed); err != nil {
		t.Fatal(err)
	}
	return cert, key
}

func serialOf(t *testing.T, c *certificate) int64 {
	t.Helper()
	pair, err := c.load()
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return leaf.SerialNumber.Int64()
}

func TestARenewedCertificateIsTakenUp(t *testing.T) {
	dir, now := t.TempDir(), time.Now().Truncate(time.Second)
	cert, key := issue(t, dir, 1, now)
	c := &certificate{cert: cert, key: key, now: func() time.Time { return now }}
	if got := serialOf(t, c); got != 1 {
		t.Fatalf("serial %d", got)
	}
	issue(t, dir, 2, now.Add(time.Second))
	if got := serialOf(t, c); got != 1 {
		t.Errorf("looked at the files again at once: serial %d", got)
	}
	now = now.Add(lookAgain)
	if got := serialOf(t, c); got != 2 {
		t.Errorf("the renewed certificate was not taken up: serial %d", got)
	}
	if err := os.WriteFile(cert, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookAgain)
	if got := serialOf(t, c); got != 2 {
		t.Errorf("with a broken file: serial %d", got)
	}
	if _, err := Certificate(cert, key); err == nil {
		t.Error("a broken certificate was begun with")
	}
}

func TestServeByTLS(t *testing.T) {
	cert, key := issue(t, t.TempDir(), 7, time.Now())
	config, err := Certificate(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	l := listen(t)
	ended := make(chan error, 1)
	s := Server{TLS: config, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) })}
	go func() { ended <- s.Serve(ctx, l) }()
	trust := x509.NewCertPool()
	text, err := os.ReadFile(cert)
	if err != nil || !trust.AppendCertsFromPEM(text) {
		t.Fatal("the certificate is none", err)
	}
	client := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: trust, ServerName: "localhost"}}}
	res, err := client.Get("https://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || string(body) != "HTTP/2.0" {
		t.Errorf("%s, %v", body, err)
	}
	client.CloseIdleConnections()
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
