package pdf

import (
	"embed"
	"io/fs"
)

// boxesPath is where PDFium looks for the fonts of the system. What it finds there is
// one font in which every character is a box: text in a Chinese font that the document
// does not hold has no extent otherwise, and PDFium leaves it out where a character
// stands by itself or the text runs upwards. Nothing of it is shown; how wide characters
// are is told by the document.
const boxesPath = "usr/share/fonts/boxes.ttf"

//go:embed fonts
var fonts embed.FS

// fontsOfSystem is the whole file system that PDFium sees: it can only be read.
func fontsOfSystem() (fs.FS, error) { return fs.Sub(fonts, "fonts") }
