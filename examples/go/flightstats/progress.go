package main

import (
	"fmt"
	"io"
	"strings"
)

// progress is a bar on a terminal, and nothing elsewhere.
type progress struct {
	out   io.Writer
	total int64
	shown int64
}

const progressWidth = 40

func newProgress(out io.Writer, total int64) *progress {
	if total <= 0 || !isTerminal(out) {
		return &progress{}
	}
	return &progress{out: out, total: total, shown: -1}
}

func (p *progress) set(done int64) {
	if p.out == nil {
		return
	}
	percent := min(done*100/p.total, 100)
	if percent == p.shown {
		return
	}
	p.shown = percent
	filled := int(percent * progressWidth / 100)
	fmt.Fprintf(p.out, "\r[%s%s] %3d%%", strings.Repeat("#", filled), strings.Repeat(" ", progressWidth-filled), percent)
}

func (p *progress) clear() {
	if p.out != nil && p.shown >= 0 {
		fmt.Fprintf(p.out, "\r%*s\r", progressWidth+8, "")
		p.shown = -1
	}
}
