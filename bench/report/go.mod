module github.com/sinew-simd/sinew/bench/report

go 1.24
