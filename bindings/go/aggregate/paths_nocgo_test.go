//go:build !cgo

package aggregate

func paths() map[string]reductions { return map[string]reductions{"Go": goPath, "API": apiPath} }
