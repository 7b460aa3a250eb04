package chart

import "fmt"

// Color is a colour of the common palette. R, G, B is how it looks on white
// paper, ready for print; Token and Percent say what it is made of, for a page
// whose style sheet may set the token to something else in the dark.
type Color struct {
	R, G, B uint8
	Token   string // the palette's name: "s1", "ink"
	Percent uint8  // how much of the token covers the paper: 100 is solid
}

// The palette, on white.
var (
	ink   = Color{0x1d, 0x1b, 0x18, "ink", 100}
	ink2  = Color{0x5c, 0x57, 0x4f, "ink-2", 100}
	ink3  = Color{0x8a, 0x84, 0x7a, "ink-3", 100}
	hair  = Color{0xdc, 0xd7, 0xcb, "rule", 100}
	heavy = Color{0x1d, 0x1b, 0x18, "rule-strong", 100}
)

// series are the colours of items, in order.
var series = [...]Color{
	{0x2f, 0x4b, 0x66, "s1", 100},
	{0x7d, 0x8f, 0x6b, "s2", 100},
	{0xb9, 0x8b, 0x4f, "s3", 100},
	{0x8c, 0x6a, 0x8a, "s4", 100},
	{0xa9, 0xa3, 0x97, "s5", 100},
}

// tints are the strengths in which the five colours come round again.
var tints = [...]uint8{100, 64, 40}

// seriesColor is the colour of the i-th item. From the sixth on they are tints
// of the first five; an item is always told by its label and number as well.
func seriesColor(i int) Color {
	return series[i%len(series)].tint(tints[i/len(series)%len(tints)])
}

// tint is percent of c over white.
func (c Color) tint(percent uint8) Color {
	over := func(v uint8) uint8 {
		return uint8((int(v)*int(percent) + 255*(100-int(percent)) + 50) / 100)
	}
	return Color{over(c.R), over(c.G), over(c.B), c.Token, percent}
}

// solid is the token's colour before any tint, as #rrggbb.
func (c Color) solid() string {
	for _, s := range series {
		if s.Token == c.Token {
			return s.hex()
		}
	}
	return c.hex()
}

func (c Color) hex() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
