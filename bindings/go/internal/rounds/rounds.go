// Package rounds says how much tests do of what they could do without end.
package rounds

import "testing"

// Of returns all, or with -short the fewer: enough to come through all of the code, which is what a run with
// the race detector or on another engine needs.
func Of(all, fewer int) int {
	if testing.Short() {
		return fewer
	}
	return all
}
