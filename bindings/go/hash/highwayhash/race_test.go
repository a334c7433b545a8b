//go:build race

package highwayhash

const raceDetector = true
