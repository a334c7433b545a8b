module native

go 1.24

require (
	github.com/sinew-simd/sinew/bindings/go v0.0.0
	github.com/sinew-simd/sinew/bindings/go/native v0.0.0
)
