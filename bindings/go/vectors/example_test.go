package vectors_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/vectors"
)

func ExampleNearest() {
	films := []string{"Alien", "Heat", "Up", "Aliens"}
	// Of each film how much there is of space, crime and laughter.
	tastes := vectors.Of([]float32{9, 2, 0, 1, 9, 1, 1, 0, 9, 9, 3, 1}, 3)
	// What is like the first one, which itself has been seen.
	seen := []byte{0b1110}
	var rows [2]uint32
	var cosines [2]float64
	n := vectors.Nearest(rows[:], cosines[:], tastes, vectors.Of(tastes.Row(0), 3), vectors.Cosine, seen)
	for i, row := range rows[:n] {
		fmt.Printf("%s %.3f\n", films[row], cosines[i])
	}
	// Output:
	// Aliens 0.989
	// Heat 0.321
}

func ExampleCompare() {
	places := vectors.Of([]float64{0, 0, 3, 4, 6, 8}, 2)
	var distances [3]float64
	vectors.Compare(distances[:], places, vectors.Of([]float64{0, 0}, 2), vectors.SquaredDistance)
	fmt.Println(distances)
	// Output: [0 25 100]
}
