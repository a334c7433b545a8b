package main

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// Sizes in pixels.
const (
	labelWidth  = 300
	plotWidth   = 420
	barHeight   = 14
	rowGap      = 8
	titleHeight = 26
	legendLine  = 15
	axisMargin  = 12
	valueWidth  = 60
)

// Blue and its neighbours: told apart by people who do not see red and green.
var colours = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"}

// plot draws a bar for each ratio of a table, on a scale of powers of two with a line at 1: what
// reaches beyond the line is faster than the peer.
func plot(table string, rows []row) string {
	var names []string
	bars, least, greatest := 0, 0.5, 2.0
	colour := map[string]string{}
	for _, r := range rows {
		for _, p := range r.Peers {
			if colour[p.Name] == "" {
				colour[p.Name] = colours[len(names)%len(colours)]
				names = append(names, p.Name)
			}
			if p.Ratio > 0 {
				least, greatest = min(least, p.Ratio), max(greatest, p.Ratio)
			}
			bars++
		}
	}
	low, high := math.Floor(math.Log2(least)), math.Ceil(math.Log2(greatest))
	x := func(ratio float64) float64 {
		if ratio <= 0 {
			return labelWidth
		}
		return labelWidth + (math.Log2(ratio)-low)/(high-low)*plotWidth
	}
	top := titleHeight + len(names)*legendLine + axisMargin
	bottom := top + bars*barHeight + len(rows)*rowGap
	height := bottom + 24

	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">`+"\n", labelWidth+plotWidth+valueWidth, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="white"/>`+"\n")
	fmt.Fprintf(&b, `<text x="8" y="18" font-size="14" font-weight="bold">%s: how many times as fast as</text>`+"\n", html.EscapeString(table))
	for i, name := range names {
		y := titleHeight + (i+1)*legendLine
		fmt.Fprintf(&b, `<rect x="8" y="%d" width="10" height="10" fill="%s"/><text x="22" y="%d">%s</text>`+"\n", y-9, colour[name], y, html.EscapeString(name))
	}
	for power := low; power <= high; power++ {
		ratio, stroke := math.Exp2(power), "#ddd"
		if power == 0 {
			stroke = "#000"
		}
		fmt.Fprintf(&b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="%s"/><text x="%.1f" y="%d" text-anchor="middle">%g</text>`+"\n", x(ratio), x(ratio), top-6, bottom, stroke, x(ratio), bottom+14, ratio)
	}
	y := top
	for _, r := range rows {
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", labelWidth-8, y+barHeight-4, html.EscapeString(r.Row))
		for _, p := range r.Peers {
			from, to := x(1), x(p.Ratio)
			fmt.Fprintf(&b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/><text x="%.1f" y="%d">%.2f</text>`+"\n",
				min(from, to), y, math.Abs(to-from), barHeight-2, colour[p.Name], max(from, to)+4, y+barHeight-4, p.Ratio)
			y += barHeight
		}
		y += rowGap
	}
	b.WriteString("</svg>\n")
	return b.String()
}
