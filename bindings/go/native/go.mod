module github.com/sinew-simd/sinew/bindings/go/native

go 1.24
