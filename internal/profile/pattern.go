package profile

import (
	"fmt"
	"strings"
)

// Pattern is a sentence with named slots: what is printed word for word, what
// is filled in, and what stands only where its numbers are not zero.
type Pattern []Node

// Node is a piece of a pattern: a literal, a slot, or an optional group.
type Node struct {
	Text  string
	Slot  *Slot
	Group Pattern // printed only if a slot inside is not zero
}

// Slot is a value in a sentence: {measure}, {measure.share}, {measure.prior},
// {measure.change:full}, {list:gpb_classes}, {text:duties}, {year}.
type Slot struct {
	Name   string
	Aspect string
	Arg    string
}

// String is the slot as written, without braces.
func (s Slot) String() string {
	out := s.Name
	if s.Aspect != "" {
		out += "." + s.Aspect
	}
	if s.Arg != "" {
		out += ":" + s.Arg
	}
	return out
}

// Slots lists the pattern's slots in order, those in groups too.
func (p Pattern) Slots() []Slot {
	var out []Slot
	for _, n := range p {
		if n.Slot != nil {
			out = append(out, *n.Slot)
		}
		out = append(out, n.Group.Slots()...)
	}
	return out
}

// ParsePattern reads a pattern: text with {slots} and [optional groups]. Groups
// do not nest. A brace or bracket of the text itself is doubled.
func ParsePattern(s string) (Pattern, error) {
	p := patternParser{rest: s}
	out, err := p.sequence(false)
	if err != nil {
		return nil, fmt.Errorf("句式“%s”：%w", s, err)
	}
	return out, nil
}

type patternParser struct{ rest string }

func (p *patternParser) sequence(inGroup bool) (Pattern, error) {
	var out Pattern
	var lit strings.Builder
	flush := func() {
		if lit.Len() > 0 {
			out = append(out, Node{Text: lit.String()})
			lit.Reset()
		}
	}
	for p.rest != "" {
		c := p.rest[0]
		if strings.IndexByte("{}[]", c) >= 0 && len(p.rest) > 1 && p.rest[1] == c {
			lit.WriteByte(c)
			p.rest = p.rest[2:]
			continue
		}
		switch c {
		case '{':
			slot, err := p.slot()
			if err != nil {
				return nil, err
			}
			flush()
			out = append(out, Node{Slot: &slot})
		case '[':
			if inGroup {
				return nil, fmt.Errorf("[ ] 不能套叠")
			}
			p.rest = p.rest[1:]
			group, err := p.sequence(true)
			if err != nil {
				return nil, err
			}
			flush()
			out = append(out, Node{Group: group})
		case ']':
			if !inGroup {
				return nil, fmt.Errorf("多出一个 ]")
			}
			p.rest = p.rest[1:]
			flush()
			return out, nil
		case '}':
			return nil, fmt.Errorf("多出一个 }")
		default:
			lit.WriteByte(c)
			p.rest = p.rest[1:]
		}
	}
	if inGroup {
		return nil, fmt.Errorf("[ 没有配对的 ]")
	}
	flush()
	return out, nil
}

func (p *patternParser) slot() (Slot, error) {
	body, rest, ok := strings.Cut(p.rest[1:], "}")
	if !ok {
		return Slot{}, fmt.Errorf("{ 没有配对的 }")
	}
	p.rest = rest
	head, arg, _ := strings.Cut(body, ":")
	name, aspect, _ := strings.Cut(head, ".")
	if name == "" {
		return Slot{}, fmt.Errorf("{%s} 没有名称", body)
	}
	return Slot{Name: name, Aspect: aspect, Arg: arg}, nil
}
