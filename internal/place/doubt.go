package place

// Doubt is how far the reading of a value may be wrong, and why. The zero value
// is none: the value stands in the file as it is, or as plainly as print can.
type Doubt struct {
	Percent uint8  // 0 … 100
	Why     string // 数是由两行拼成的; for people, no full stop
}

// serious is the doubt from which nothing is asserted on a reading alone.
const serious = 30

// Serious reports whether the reading may well be wrong: what rests on it alone
// is a question and no fault.
func (d Doubt) Serious() bool { return d.Percent > serious }

// Confidence is what is left, in hundredths.
func (d Doubt) Confidence() int { return 100 - int(d.Percent) }

// And joins two doubts: each takes its part of the confidence that is left. The
// reason of the greater stands first.
func (d Doubt) And(o Doubt) Doubt {
	if d.Percent < o.Percent {
		d, o = o, d
	}
	if o.Percent == 0 {
		return d
	}
	left := d.Confidence() * o.Confidence() / 100
	return Doubt{uint8(100 - left), d.Why + "；" + o.Why}
}
