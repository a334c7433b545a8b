// Package vectors measures how near vectors are to one another, such as embeddings of items, and finds
// the nearest ones: of one query, or of many, against all rows of a matrix.
//
//	items := vectors.Of(embeddings, 128) // a []float32, one item behind the other
//	rows, measures := make([]uint32, 10), make([]float64, 10)
//	n := vectors.Nearest(rows, measures, items, vectors.Of(query, 128), vectors.Cosine, nil)
//
// All rows are looked at, so what is found is exact. Sums are in the type of the elements, in an order
// that does not depend on the machine (docs/numbers.md): measures are the same on all of them, bit for
// bit, with and without a library. A NaN, or infinities that cancel, make a measure NaN.
package vectors

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// MaxDimension is the most elements of a vector.
const MaxDimension = c.VectorsMaxDimension

// crossover is how many products, or squared differences, a call needs for the library to be faster
// than Go.
var crossover = c.From(160)

// Element is what vectors are made of.
type Element interface{ ~float32 | ~float64 }

// Metric is how near two vectors are to one another.
type Metric int32

const (
	// Dot is the sum of the products of the elements (inner product). The greatest is the nearest.
	Dot Metric = c.MetricDot
	// Cosine is the cosine of the angle between two vectors, -1 to 1: the sum of the products over the
	// product of their lengths, which are the roots of the sums of their squares; 0 if either length is
	// 0. The greatest is the nearest.
	Cosine Metric = c.MetricCosine
	// SquaredDistance is the sum of the squares of the differences of the elements, whose root is the
	// Euclidean distance. The least is the nearest.
	SquaredDistance Metric = c.MetricSquaredDistance
)

// Matrix is vectors of one dimension, which are its rows, in memory of the caller.
type Matrix[T Element] struct {
	values                  []T
	rows, dimension, stride int
}

// Of returns the matrix of vectors that stand one behind the other. It panics if dimension is not within
// 1 and MaxDimension, or does not divide the number of values.
func Of[T Element](values []T, dimension int) Matrix[T] {
	checkDimension(dimension)
	if len(values)%dimension != 0 {
		panic(fmt.Sprintf("vectors: %d values are no vectors of %d", len(values), dimension))
	}
	return Matrix[T]{values, len(values) / dimension, dimension, dimension}
}

// Strided returns the matrix of vectors that begin every stride values; what is between them is not
// looked at. The last one may end with the values. It panics if dimension is not within 1 and
// MaxDimension, if stride is less, or if the last vector is cut.
func Strided[T Element](values []T, dimension, stride int) Matrix[T] {
	checkDimension(dimension)
	if stride < dimension {
		panic(fmt.Sprintf("vectors: vectors of %d every %d values", dimension, stride))
	}
	rows := (len(values) + stride - 1) / stride
	if rows != 0 && len(values)-(rows-1)*stride < dimension {
		panic(fmt.Sprintf("vectors: of %d values the last vector of %d is cut", len(values), dimension))
	}
	return Matrix[T]{values, rows, dimension, stride}
}

func checkDimension(dimension int) {
	if dimension < 1 || dimension > MaxDimension {
		panic(fmt.Sprintf("vectors: a dimension of %d", dimension))
	}
}

// Len returns the number of vectors.
func (m Matrix[T]) Len() int { return m.rows }

// Dimension returns the number of elements of a vector.
func (m Matrix[T]) Dimension() int { return m.dimension }

// Row returns a vector, where it is.
func (m Matrix[T]) Row(i int) []T {
	if uint(i) >= uint(m.rows) {
		panic(fmt.Sprintf("vectors: row %d of %d", i, m.rows))
	}
	at := i * m.stride
	return m.values[at : at+m.dimension : at+m.dimension]
}

// Compare fills out with the measure of each query with each row of in: out[i*in.Len()+j] is that of
// query i with row j. It panics if out is not as long as that, if the dimensions differ, or if there are
// more than 2^32 - 1 rows.
func Compare[T Element](out []float64, in, queries Matrix[T], metric Metric) {
	check(in, queries, metric)
	if len(out) != in.rows*queries.rows {
		panic(fmt.Sprintf("vectors: %d measures of %d queries with %d rows", len(out), queries.rows, in.rows))
	}
	if len(out) == 0 {
		return
	}
	if len(out)*in.dimension >= crossover {
		a, b := view(in), view(queries)
		if c.VectorsCompare(&a, &b, int32(metric), &out[0]) == c.StatusOK {
			return
		}
	}
	compareGo(out, in, queries, metric)
}

// Nearest finds the rows of in that are nearest to each query, count of them, or all if there are fewer:
// rows[i*count+j] is the one at place j for query i, from the nearest on, and measures[i*count+j] is its
// measure. Rows that are as near as one another come by their numbers, and those whose measure is NaN
// behind all others. If bitmap is not nil, a row takes part only if its bit is 1, the lowest of each byte
// first; the others are not read.
//
// The count is len(rows) over the number of queries. Nearest returns how many places of each query it has
// filled. It allocates nothing. It panics if the queries do not divide rows, if measures is not as long as
// rows or bitmap is too short, if the dimensions differ, or if there are more than 2^32 - 1 rows.
func Nearest[T Element](rows []uint32, measures []float64, in, queries Matrix[T], metric Metric, bitmap []byte) int {
	check(in, queries, metric)
	if len(measures) != len(rows) || queries.rows == 0 && len(rows) != 0 || queries.rows != 0 && len(rows)%queries.rows != 0 {
		panic(fmt.Sprintf("vectors: %d rows and %d measures for %d queries", len(rows), len(measures), queries.rows))
	}
	if bitmap != nil && len(bitmap) < (in.rows+7)/8 {
		panic(fmt.Sprintf("vectors: a bitmap of %d bytes for %d rows", len(bitmap), in.rows))
	}
	if len(rows) == 0 || in.rows == 0 {
		return 0
	}
	count := len(rows) / queries.rows
	if in.rows*queries.rows*in.dimension >= crossover {
		a, b := view(in), view(queries)
		result := c.VectorsNearest(&a, &b, unsafe.SliceData(bitmap), 0, int32(metric), &rows[0], &measures[0], count)
		if result.Status == c.StatusOK {
			return result.Written
		}
	}
	return nearestGo(rows, measures, count, in, queries, metric, bitmap)
}

func check[T Element](in, queries Matrix[T], metric Metric) {
	if metric < Dot || metric > SquaredDistance {
		panic(fmt.Sprintf("vectors: unknown metric %d", int32(metric)))
	}
	if in.dimension != queries.dimension {
		panic(fmt.Sprintf("vectors: queries of dimension %d with rows of dimension %d", queries.dimension, in.dimension))
	}
	if uint64(in.rows) > math.MaxUint32 {
		panic(fmt.Sprintf("vectors: %d rows", in.rows))
	}
}

func view[T Element](m Matrix[T]) c.Vectors {
	var zero T
	size := int(unsafe.Sizeof(zero))
	kind := int32(c.TypeF32)
	if size == 8 {
		kind = c.TypeF64
	}
	return c.Vectors{
		Type: kind, Count: m.rows, Dimension: m.dimension, Stride: m.stride * size,
		Values: (*byte)(unsafe.Pointer(unsafe.SliceData(m.values))), ValuesSize: len(m.values) * size,
	}
}
