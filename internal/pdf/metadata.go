package pdf

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

const producer = "mingbai"

// writeInfo writes the document information dictionary.
func (d *Doc) writeInfo(o *objects) ref {
	var b strings.Builder
	for _, x := range [...]struct{ key, text string }{
		{"/Title", d.info.Title},
		{"/Author", d.info.Author},
		{"/Subject", d.info.Subject},
		{"/Keywords", strings.Join(d.info.Keywords, ", ")},
		{"/Producer", producer},
	} {
		if x.text != "" {
			b.WriteString(x.key + textString(x.text))
		}
	}
	if t := d.info.Created; !t.IsZero() {
		b.WriteString("/CreationDate(" + pdfTime(t) + ")")
	}
	r := o.alloc()
	o.set(r, "<<%s>>", b.String())
	return r
}

// pdfTime is D:20260115093000+08'00'.
func pdfTime(t time.Time) string {
	zone := strings.Replace(t.Format("-07:00"), ":", "'", 1) + "'"
	return "D:" + t.Format("20060102150405") + zone
}

// writeMetadata writes the same as XMP, uncompressed so that any tool finds it.
func (d *Doc) writeMetadata(o *objects) {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` + "\n")
	element := func(open, text, close string) {
		if text != "" {
			b.WriteString(open + escapeXML(text) + close + "\n")
		}
	}
	element("<dc:format>", "application/pdf", "</dc:format>")
	element(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, d.info.Title, "</rdf:li></rdf:Alt></dc:title>")
	element("<dc:creator><rdf:Seq><rdf:li>", d.info.Author, "</rdf:li></rdf:Seq></dc:creator>")
	element(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`, d.info.Subject, "</rdf:li></rdf:Alt></dc:description>")
	element("<dc:language><rdf:Bag><rdf:li>", d.info.Lang, "</rdf:li></rdf:Bag></dc:language>")
	element("<pdf:Keywords>", strings.Join(d.info.Keywords, ", "), "</pdf:Keywords>")
	element("<pdf:Producer>", producer, "</pdf:Producer>")
	if t := d.info.Created; !t.IsZero() {
		element("<xmp:CreateDate>", t.Format("2006-01-02T15:04:05-07:00"), "</xmp:CreateDate>")
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	o.setPlainStream(d.refs.metadata, "/Type/Metadata/Subtype/XML", b.Bytes())
}

func escapeXML(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.String()
}
