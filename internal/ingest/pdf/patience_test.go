package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// made is a PDF of pages whose contents are the objects given: each the dictionary
// and data of a stream.
func made(contents ...string) []byte {
	var b bytes.Buffer
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
	}
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	fmt.Fprintf(&b, "2 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n", len(contents), kids.String())
	b.WriteString("3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n")
	for i, c := range contents {
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>\nendobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", 11+2*i, c)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

// plain is a stream as it stands, packed one that is compressed.
func plain(data string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(data), data)
}

func packed(piece string, times int) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(bytes.Repeat([]byte(piece), times))
	_ = z.Close()
	return fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", b.Len(), b.String())
}

const words = "BT /F 12 Tf 60 700 Td (Budget) Tj ET"

func faultsOf(t *testing.T, data []byte) (*Result, map[int]string) {
	t.Helper()
	res, err := started(t).Read(context.Background(), "made.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	faults := map[int]string{}
	for _, f := range res.Faults {
		faults[f.Page] += f.Message
	}
	return res, faults
}

func TestPagesBeyondTheBoundsAreToldAndTheOthersRead(t *testing.T) {
	var letters strings.Builder
	for i := range maxGlyphs/10 + 10 {
		fmt.Fprintf(&letters, "BT /F 1 Tf 1 0 0 1 %d %d Tm (abcdefghij) Tj ET ", 20+i%50*10, 20+i/50*7)
	}
	lines := strings.Repeat("20 20 m 500 20 l S ", maxObjects+10)
	_, faults := faultsOf(t, made(plain(words), packed(letters.String(), 1), packed(lines, 1), plain(words)))
	if len(faults) != 2 || !strings.Contains(faults[2], "的字超过5万个") || !strings.Contains(faults[3], "的图形超过10万个") {
		t.Errorf("%v", faults)
	}
}

func TestAfterABrokenInstanceTheNextPageIsRead(t *testing.T) {
	big := packed("1 0 0 1 60 700 Tm\n", 280<<20/18)
	res, faults := faultsOf(t, made(plain(words), big, plain(words)))
	if len(faults) != 1 || !strings.Contains(faults[2], "内存太多") {
		t.Fatalf("%v", faults)
	}
	if len(res.Document.Blocks) != 2 {
		t.Errorf("%d blocks, want one of the page before and one of the page after", len(res.Document.Blocks))
	}
	faultsOf(t, made(plain(words))) // the engine goes on
}

func TestAPageWhoseContentIsBrokenIsToldAndABlankOneIsNot(t *testing.T) {
	rubbish := "garbage, not packed at all"
	broken := fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", len(rubbish), rubbish)
	if _, faults := faultsOf(t, made(plain(words), broken)); len(faults) != 1 || !strings.Contains(faults[2], "已损坏") {
		t.Errorf("broken: %v", faults)
	}
	if _, faults := faultsOf(t, made(plain(words), plain("q Q"), packed("q Q ", 1))); len(faults) != 0 {
		t.Errorf("blank: %v", faults)
	}
}

// hasty is an engine of the shared instances with less patience.
func hasty(t *testing.T, p patience) *Engine {
	e := &Engine{pool: started(t).pool, patience: p}
	return e
}

func TestPagesAfterEnoughTimeAreTold(t *testing.T) {
	_, err := hasty(t, patience{0, time.Minute}).Read(context.Background(), "slow.pdf", made(plain(words), plain(words)))
	if err == nil || !strings.Contains(err.Error(), "slow.pdf") || !strings.Contains(err.Error(), "时间太长") {
		t.Error(err)
	}
}

func TestADocumentThatTakesTooLongIsGivenUp(t *testing.T) {
	e := &Engine{patience: patience{time.Millisecond, 10 * time.Millisecond}}
	release := make(chan struct{})
	stuck := func(context.Context) (int, error) { <-release; return 1, nil }
	for i := range maxStuck {
		if _, err := patiently(context.Background(), e, "stuck.pdf", stuck); err == nil || !strings.HasPrefix(err.Error(), "stuck.pdf 用的时间太长") {
			t.Fatalf("document %d: %v", i, err)
		}
	}
	var busy *Error
	if _, err := patiently(context.Background(), e, "next.pdf", stuck); !errors.As(err, &busy) || busy.Code != Busy || !strings.Contains(err.Error(), "还没有停下") {
		t.Errorf("after %d that are stuck: %v", maxStuck, err)
	}
	close(release)
	for deadline := time.Now().Add(5 * time.Second); e.stuck.Load() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("what came back is still counted")
		}
	}
	if n, err := patiently(context.Background(), e, "next.pdf", stuck); n != 1 || err != nil {
		t.Error(n, err)
	}
}

// nested is a PDF with a page whose content draws a form eight times, which draws
// another eight times, and so on: small, and long to read.
func nested(levels int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n")
	b.WriteString("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>\nendobj\n")
	fmt.Fprintf(&b, "4 0 obj\n%s\nendobj\n", plain("/X Do"))
	for i := range levels {
		content := strings.Repeat("/X Do ", 8)
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream\nendobj\n", 5+i, 6+i, len(content), content)
	}
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 13>>\nstream\n1 1 m 2 2 l S\nendstream\nendobj\n", 5+levels)
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

// TestAPageThatTakesTooLongIsGivenUp gives PDFium a small page that keeps it for
// seconds; it cannot be stopped, so the document is given up while it goes on.
func TestAPageThatTakesTooLongIsGivenUp(t *testing.T) {
	e := hasty(t, patience{time.Minute, 100 * time.Millisecond})
	began := time.Now()
	_, err := e.Read(context.Background(), "forms.pdf", nested(5))
	if err == nil || !strings.HasPrefix(err.Error(), "forms.pdf 用的时间太长") {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("given up after %s", took)
	}
	faultsOf(t, made(plain(words))) // others are read meanwhile
	for deadline := time.Now().Add(60 * time.Second); e.stuck.Load() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the instance is still held")
		}
	}
	t.Log("held for", time.Since(began))
}

func TestReadingEndsAtOnceWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	e := &Engine{patience: usual}
	_, err := patiently(ctx, e, "x.pdf", func(ctx context.Context) (int, error) { select {} })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
