package ooxml

import "time"

// Properties is what a document says of itself.
type Properties struct {
	Title, Author, Subject, Keywords, Language string
	Created                                    time.Time // left out where zero
	Application, Company                       string
}

// Add adds the core and the extended properties to a package, related from it.
func (d Properties) Add(p *Package) error {
	core, err := d.core()
	if err != nil {
		return err
	}
	app, err := d.extended()
	if err != nil {
		return err
	}
	p.Add("docProps/core.xml", TypeCore, core)
	p.Relate("", RelCore, "docProps/core.xml")
	p.Add("docProps/app.xml", TypeExtended, app)
	p.Relate("", RelExtended, "docProps/app.xml")
	return nil
}

func (d Properties) core() ([]byte, error) {
	w := NewWriter("cp:coreProperties", "cp", "dc", "dcterms", "xsi")
	for _, f := range []struct{ name, text string }{
		{"dc:title", d.Title},
		{"dc:subject", d.Subject},
		{"dc:creator", d.Author},
		{"cp:keywords", d.Keywords},
		{"cp:lastModifiedBy", d.Author},
		{"dc:language", d.Language},
	} {
		if f.text != "" {
			w.Element(f.name, f.text)
		}
	}
	if !d.Created.IsZero() {
		stamp := d.Created.UTC().Format(time.RFC3339)
		w.Element("dcterms:created", stamp, A("xsi:type", "dcterms:W3CDTF"))
		w.Element("dcterms:modified", stamp, A("xsi:type", "dcterms:W3CDTF"))
	}
	return w.Finish()
}

func (d Properties) extended() ([]byte, error) {
	w := NewWriter("app:Properties")
	if d.Application != "" {
		w.Element("app:Application", d.Application)
	}
	if d.Company != "" {
		w.Element("app:Company", d.Company)
	}
	return w.Finish()
}
