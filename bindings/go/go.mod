module github.com/sinew-simd/sinew/bindings/go

go 1.24
