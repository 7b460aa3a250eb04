package store

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// maxSpellings bounds how many ways of reading a name are kept.
const maxSpellings = 8

// spelled is a name in pinyin and by initials, in every way that its characters
// are read: "changzhishi zhangzhishi", "czs zzs". Letters and digits stand for
// themselves.
func spelled(name string) (full, initials string) {
	args := pinyin.NewArgs()
	args.Heteronym = true
	ways := []struct{ full, initials string }{{}}
	for _, r := range folded(name) {
		var readings []string
		switch script(r) {
		case 1:
			readings = distinct(pinyin.SinglePinyin(r, args))
		case 2:
			readings = []string{string(r)}
		}
		if len(readings) == 0 {
			continue
		}
		next := ways[:0:0]
		for _, reading := range readings {
			for _, w := range ways {
				w.full += reading
				w.initials += string([]rune(reading)[0])
				if len(next) < maxSpellings {
					next = append(next, w)
				}
			}
		}
		ways = next
	}
	var fulls, firsts []string
	for _, w := range ways {
		fulls, firsts = append(fulls, w.full), append(firsts, w.initials)
	}
	return strings.Join(distinct(fulls), " "), strings.Join(distinct(firsts), " ")
}

func distinct(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
