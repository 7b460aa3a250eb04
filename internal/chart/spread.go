package chart

// spread places boxes of the given sizes along [lo, hi] in order and without
// overlap, each as near to its ideal centre as the others let it (least squares:
// neighbours that collide share one block). ok is false where they do not fit.
func spread(ideal, size []float64, lo, hi float64) (centre []float64, ok bool) {
	type block struct {
		sum float64
		n   int
	}
	var blocks []block
	offset := 0.0 // sizes of the boxes before, and half of the box itself
	for i := range ideal {
		b := block{ideal[i] - offset - size[i]/2, 1}
		offset += size[i]
		for len(blocks) > 0 {
			last := blocks[len(blocks)-1]
			if last.sum/float64(last.n) <= b.sum/float64(b.n) {
				break
			}
			b = block{b.sum + last.sum, b.n + last.n}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	if offset > hi-lo {
		return nil, false
	}
	at := 0.0
	for _, b := range blocks {
		start := min(max(b.sum/float64(b.n), lo), hi-offset)
		for range b.n {
			i := len(centre)
			centre = append(centre, start+at+size[i]/2)
			at += size[i]
		}
	}
	return centre, true
}
