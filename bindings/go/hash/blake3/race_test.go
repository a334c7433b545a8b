//go:build race

package blake3

const raceDetector = true
