package portal_test

import "image"

// drawn is a picture that came from the site.
type drawn struct{ image.Image }

// marks counts the pixels of the colour that marks a number.
func (d drawn) marks() (n int) {
	b := d.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, bl, _ := d.At(x, y).RGBA(); r>>8 == 0xa8 && g>>8 == 0x32 && bl>>8 == 0x1f {
				n++
			}
		}
	}
	return n
}
