//go:build race

package xxh3

const raceDetector = true
