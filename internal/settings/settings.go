// Package settings reads a file of settings: flat TOML whose keys are options of
// a command. Which keys there are, and what a value means, is the command's to
// say; every value comes with its line, so that it can be told where it is wrong.
//
//	addr = "0.0.0.0:8443"
//	trusted-proxy = ["10.0.0.0/8"]
package settings

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Setting is one key with its values: one, or those of a list.
type Setting struct {
	Key    string
	Values []string // as a person would write them after an option
	Line   int
}

// Parse reads a file's content; name is for errors. Tables, dates and lists of
// lists are refused, and whatever is no TOML.
func Parse(name string, content []byte) ([]Setting, error) {
	if err := wellFormed(name, content); err != nil {
		return nil, err
	}
	var out []Setting
	var p unstable.Parser
	p.Reset(content)
	for p.NextExpression() {
		n := p.Expression()
		if n.Kind != unstable.KeyValue {
			key, line := keyOf(&p, n)
			return nil, fmt.Errorf("%s 第%d行：[%s] 不该有；设置都直接写成 名称 = 值", name, line, key)
		}
		key, line := keyOf(&p, n)
		values, ok := valuesOf(n.Value())
		if !ok {
			return nil, fmt.Errorf("%s 第%d行：%s 的值应是文字、数、true 或 false，或由它们组成的列表", name, line, key)
		}
		out = append(out, Setting{Key: key, Values: values, Line: line})
	}
	return out, p.Error()
}

// wellFormed finds what is no TOML, and keys that stand twice.
func wellFormed(name string, content []byte) error {
	var all map[string]any
	err := toml.Unmarshal(content, &all)
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, column := at.Position()
		return fmt.Errorf("%s 第%d行第%d列不是 TOML：%s", name, line, column, at.Error())
	}
	if err != nil {
		return fmt.Errorf("%s 不是 TOML：%w", name, err)
	}
	return nil
}

func keyOf(p *unstable.Parser, n *unstable.Node) (key string, line int) {
	var parts []string
	it := n.Key()
	for it.Next() {
		if k := it.Node(); line == 0 {
			line = p.Shape(k.Raw).Start.Line
		}
		parts = append(parts, string(it.Node().Data))
	}
	return strings.Join(parts, "."), line
}

func valuesOf(n *unstable.Node) ([]string, bool) {
	switch n.Kind {
	case unstable.String, unstable.Integer, unstable.Bool, unstable.Float:
		return []string{string(n.Data)}, true
	case unstable.Array:
		out := []string{}
		it := n.Children()
		for it.Next() {
			one, ok := valuesOf(it.Node())
			if !ok || it.Node().Kind == unstable.Array {
				return nil, false
			}
			out = append(out, one...)
		}
		return out, true
	}
	return nil, false
}
