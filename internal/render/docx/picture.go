package docx

import (
	"bytes"
	"fmt"
	"image/png"
	"math"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// pictureScale is how many times 96 pixels make an inch of a picture.
const pictureScale = 3

// picture writes a chart as a picture in a line of its own, and its caption.
func (b *body) picture(p doc.Picture, i int) error {
	data, err := chart.PNG(p.Chart, pictureScale)
	if err != nil {
		return err
	}
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("measure the picture: %w", err)
	}
	b.drawings++
	name := fmt.Sprintf("word/media/image%d.png", b.drawings)
	b.pkg.Add(name, ooxml.TypePNG, data)
	id := b.pkg.Relate(documentPart, ooxml.RelImage, name)

	roomWidth, roomHeight := b.layout.PictureSize(i)
	k := min(roomWidth/float64(config.Width), roomHeight/float64(config.Height))
	width, height := float64(config.Width)*k, float64(config.Height)*k
	b.open(look{
		style: pictureID, keepNext: p.Caption != "",
		after: max(0, b.sheet.Picture.After+roomHeight-height-pictureFoot),
	}, p.Caption == "")
	b.Open("w:r")
	b.inline(p, id, width, height)
	b.Close("w:r")
	b.close()
	if p.Caption != "" {
		b.open(look{style: styleID(b.sheet, layout.Caption)}, true)
		b.run(p.Caption, nil)
		b.close()
	}
	return nil
}

// pictureFoot is what Word adds below a picture in a line: the descent of the
// line's own, smallest, size.
const pictureFoot = 0.5

// inline writes the drawing itself.
func (b *body) inline(p doc.Picture, id string, width, height float64) {
	cx, cy := emu(width), emu(height)
	title, alt := oneLine(p.Caption), oneLine(p.Alt)
	if title == "" {
		title = oneLine(p.Chart.Title)
	}
	if alt == "" {
		alt = chart.Alt(p.Chart)
	}
	number, name := itoa(b.drawings), fmt.Sprintf("图 %d", b.drawings)
	b.Open("w:drawing")
	b.Open("wp:inline", ooxml.A("distT", "0"), ooxml.A("distB", "0"), ooxml.A("distL", "0"), ooxml.A("distR", "0"))
	b.Empty("wp:extent", ooxml.A("cx", cx), ooxml.A("cy", cy))
	b.Empty("wp:effectExtent", ooxml.A("l", "0"), ooxml.A("t", "0"), ooxml.A("r", "0"), ooxml.A("b", "0"))
	b.Empty("wp:docPr", ooxml.A("id", number), ooxml.A("name", name), ooxml.A("descr", alt), ooxml.A("title", title))
	b.Open("wp:cNvGraphicFramePr")
	b.Empty("a:graphicFrameLocks", ooxml.A("noChangeAspect", "1"))
	b.Close("wp:cNvGraphicFramePr")
	b.Open("a:graphic")
	b.Open("a:graphicData", ooxml.A("uri", ooxml.Namespace("pic")))
	b.Open("pic:pic")
	b.Open("pic:nvPicPr")
	b.Empty("pic:cNvPr", ooxml.A("id", number), ooxml.A("name", name), ooxml.A("descr", alt))
	b.Open("pic:cNvPicPr")
	b.Empty("a:picLocks", ooxml.A("noChangeAspect", "1"))
	b.Close("pic:cNvPicPr")
	b.Close("pic:nvPicPr")
	b.Open("pic:blipFill")
	b.Empty("a:blip", ooxml.A("r:embed", id))
	b.Open("a:stretch")
	b.Empty("a:fillRect")
	b.Close("a:stretch")
	b.Close("pic:blipFill")
	b.Open("pic:spPr")
	b.Open("a:xfrm")
	b.Empty("a:off", ooxml.A("x", "0"), ooxml.A("y", "0"))
	b.Empty("a:ext", ooxml.A("cx", cx), ooxml.A("cy", cy))
	b.Close("a:xfrm")
	b.Open("a:prstGeom", ooxml.A("prst", "rect"))
	b.Empty("a:avLst")
	b.Close("a:prstGeom")
	b.Close("pic:spPr")
	b.Close("pic:pic")
	b.Close("a:graphicData")
	b.Close("a:graphic")
	b.Close("wp:inline")
	b.Close("w:drawing")
}

// emu is a length in English metric units, 12700 to the point.
func emu(points float64) string { return itoa(int(math.Round(points * 12700))) }
