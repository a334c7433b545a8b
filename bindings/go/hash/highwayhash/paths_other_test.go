//go:build !amd64

package highwayhash

func hasVector() bool { return false }

func useVector(bool) bool { return false }
