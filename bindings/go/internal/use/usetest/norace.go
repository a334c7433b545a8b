//go:build !race

package usetest

const raceDetector = false
