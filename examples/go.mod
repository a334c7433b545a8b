module github.com/sinew-simd/sinew/examples

go 1.24

require (
	github.com/klauspost/compress v1.18.0
	github.com/sinew-simd/sinew/bindings/go v0.0.0
)

replace github.com/sinew-simd/sinew/bindings/go => ../bindings/go
