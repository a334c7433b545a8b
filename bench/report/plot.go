package main

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// Sizes in pixels.
const (
	labelWidth  = 260
	plotWidth   = 440
	lineHeight  = 18
	titleHeight = 30
	axisHeight  = 22
	margin      = 20
)

// Blue is faster, orange is slower: told apart by people who do not see red and green.
const (
	faster = "#0072b2"
	slower = "#e69f00"
)

// plot draws a line for each peer of a table, and on it a dot for each row at its ratio, on a scale of
// powers of two with a line at 1. A bar marks the median.
func plot(table string, rows []row) string {
	peers := peersOf(rows)
	least, greatest := 0.5, 2.0
	for _, a := range peers {
		for _, ratio := range a.ratios {
			if ratio > 0 {
				least, greatest = min(least, ratio), max(greatest, ratio)
			}
		}
	}
	low, high := math.Floor(math.Log2(least)), math.Ceil(math.Log2(greatest))
	x := func(ratio float64) float64 {
		if ratio <= 0 {
			return labelWidth
		}
		return labelWidth + (math.Log2(ratio)-low)/(high-low)*plotWidth
	}
	bottom := titleHeight + len(peers)*lineHeight

	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">`+"\n", labelWidth+plotWidth+margin, bottom+axisHeight)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="white"/>`+"\n")
	fmt.Fprintf(&b, `<text x="8" y="18" font-size="13" font-weight="bold">%s: how many times as fast as</text>`+"\n", html.EscapeString(table))
	for power := low; power <= high; power++ {
		ratio, stroke := math.Exp2(power), "#ddd"
		if power == 0 {
			stroke = "#000"
		}
		fmt.Fprintf(&b, `<line x1="%.0f" x2="%.0f" y1="%d" y2="%d" stroke="%s"/><text x="%.0f" y="%d" text-anchor="middle">%g</text>`+"\n", x(ratio), x(ratio), titleHeight, bottom, stroke, x(ratio), bottom+14, ratio)
	}
	for i, a := range peers {
		y := titleHeight + i*lineHeight + lineHeight/2
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", labelWidth-8, y+4, html.EscapeString(a.name))
		for k, ratio := range a.ratios {
			colour := faster
			if ratio < 1 {
				colour = slower
			}
			fmt.Fprintf(&b, `<circle cx="%.0f" cy="%d" r="3" fill="%s" fill-opacity=".6"><title>%s: %.2f</title></circle>`+"\n", x(ratio), y, colour, html.EscapeString(a.rows[k]), ratio)
		}
		fmt.Fprintf(&b, `<line x1="%.0f" x2="%.0f" y1="%d" y2="%d" stroke="#000" stroke-width="2"/>`+"\n", x(median(a.ratios)), x(median(a.ratios)), y-6, y+6)
	}
	b.WriteString("</svg>\n")
	return b.String()
}
