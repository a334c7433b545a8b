package highwayhash

func hasVector() bool { return vector }

func useVector(use bool) (before bool) {
	before, vector = vector, use
	return before
}
