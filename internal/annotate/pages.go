package annotate

// page is a page to be marked.
type page struct {
	number int // from 1
	ref    value
	dict   value
	box    [4]float64 // of the part that is shown: left, bottom, right, top
	turn   int        // clockwise: 0, 90, 180, 270
}

// The bounds of the page tree.
const (
	maxPages = 200_000
	maxLevel = 64
)

// walker goes through the page tree in order.
type walker struct {
	*file
	wanted map[int][]Mark
	seen   map[int]bool
	count  int
	out    []page
}

// inherited is what pages take from the nodes above them.
type inherited struct {
	media, crop [4]float64
	hasCrop     bool
	turn        int
}

// pages finds the pages that are wanted.
func (f *file) pages(wanted map[int][]Mark) ([]page, error) {
	root, err := f.resolve(f.trailer.get("Root"))
	if err != nil {
		return nil, err
	}
	w := &walker{file: f, wanted: wanted, seen: map[int]bool{}}
	err = w.node(root.get("Pages"), inherited{media: [4]float64{0, 0, 612, 792}}, 0)
	return w.out, err
}

// node reads a page, or the pages below a node.
func (w *walker) node(ref value, from inherited, level int) error {
	if ref.kind != reference || w.seen[ref.num] || level > maxLevel {
		return damaged("页的目录绕成了圈或太深")
	}
	w.seen[ref.num] = true
	dict, err := w.resolve(ref)
	if err != nil {
		return err
	}
	if from, err = w.inherit(dict, from); err != nil {
		return err
	}
	kids, err := w.resolve(dict.get("Kids"))
	if err != nil {
		return err
	}
	if kids.kind != arrayKind {
		return w.leaf(ref, dict, from)
	}
	for _, k := range kids.list {
		if len(w.out) == len(w.wanted) {
			return nil
		}
		if err := w.node(k, from, level+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) leaf(ref, dict value, from inherited) error {
	if w.count++; w.count > maxPages {
		return damaged("多于%d页", maxPages)
	}
	if _, ok := w.wanted[w.count]; !ok {
		return nil
	}
	if dict.kind != dictKind {
		return damaged("第%d页读不出", w.count)
	}
	p := page{number: w.count, ref: ref, dict: dict, box: from.media, turn: from.turn}
	if from.hasCrop {
		shown := [4]float64{
			max(from.media[0], from.crop[0]), max(from.media[1], from.crop[1]),
			min(from.media[2], from.crop[2]), min(from.media[3], from.crop[3]),
		}
		if shown[0] < shown[2] && shown[1] < shown[3] {
			p.box = shown
		}
	}
	w.out = append(w.out, p)
	return nil
}

func (w *walker) inherit(dict value, from inherited) (inherited, error) {
	for _, e := range dict.entries {
		switch e.key {
		case "MediaBox", "CropBox":
			box, ok, err := w.rectangle(e.value)
			if err != nil {
				return from, err
			}
			if ok && e.key == "MediaBox" {
				from.media = box
			} else if ok {
				from.crop, from.hasCrop = box, true
			}
		case "Rotate":
			v, err := w.resolve(e.value)
			if err != nil {
				return from, err
			}
			if v.kind == integer && v.num%90 == 0 {
				from.turn = (v.num%360 + 360) % 360
			}
		}
	}
	return from, nil
}

func (w *walker) rectangle(v value) (box [4]float64, ok bool, err error) {
	if v, err = w.resolve(v); err != nil || len(v.list) != 4 {
		return box, false, err
	}
	for i := range box {
		one, err := w.resolve(v.list[i])
		if err != nil {
			return box, false, err
		}
		if box[i], ok = one.float(); !ok {
			return box, false, nil
		}
	}
	return [4]float64{min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])}, true, nil
}

// width and height are of the page as it is shown.
func (p page) size() (width, height float64) {
	width, height = p.box[2]-p.box[0], p.box[3]-p.box[1]
	if p.turn == 90 || p.turn == 270 {
		return height, width
	}
	return width, height
}

// stored turns a box of the page as it is shown into one of the page as it is stored.
func (p page) stored(b [4]float64) [4]float64 {
	ax, ay := p.point(b[0], b[1])
	bx, by := p.point(b[2], b[3])
	return [4]float64{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)}
}

func (p page) point(x, y float64) (float64, float64) {
	switch p.turn {
	case 90:
		return p.box[0] + y, p.box[1] + x
	case 180:
		return p.box[2] - x, p.box[1] + y
	case 270:
		return p.box[2] - y, p.box[3] - x
	}
	return p.box[0] + x, p.box[3] - y
}
