package blake3

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rowstest"
)

// Some of the published vectors (test_vectors.json of BLAKE3-team/BLAKE3): 64 bytes of output each.
// Byte i of the input is i % 251.
const (
	vectorKey     = "whats the Elvish word for friend"
	vectorContext = "BLAKE3 2019-12-27 16:29:52 test vectors context"
)

var vectors = []struct {
	size                 int
	hash, keyed, derived string
}{
	{0,
		"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262e00f03e7b69af26b7faaf09fcd333050338ddfe085b8cc869ca98b206c08243a",
		"92b2b75604ed3c761f9d6f62392c8a9227ad0ea3f09573e783f1498a4ed60d26b18171a2f22a4b94822c701f107153dba24918c4bae4d2945c20ece13387627d",
		"2cc39783c223154fea8dfb7c1b1660f2ac2dcbd1c1de8277b0b0dd39b7e50d7d905630c8be290dfcf3e6842f13bddd573c098c3f17361f1f206b8cad9d088aa4"},
	{1,
		"2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213c3a6cb8bf623e20cdb535f8d1a5ffb86342d9c0b64aca3bce1d31f60adfa137b",
		"6d7878dfff2f485635d39013278ae14f1454b8c0a3a2d34bc1ab38228a80c95b6568c0490609413006fbd428eb3fd14e7756d90f73a4725fad147f7bf70fd61c",
		"b3e2e340a117a499c6cf2398a19ee0d29cca2bb7404c73063382693bf66cb06c5827b91bf889b6b97c5477f535361caefca0b5d8c4746441c576171119331589"},
	{7,
		"3f8770f387faad08faa9d8414e9f449ac68e6ff0417f673f602a646a891419fe66036ef6e6d1a8f54baa9fed1fc11c77cfb9cff65bae915045027046ebe0c01b",
		"af0a7ec382aedc0cfd626e49e7628bc7a353a4cb108855541a5651bf64fbb28a7c5035ba0f48a9c73dabb2be0533d02e8fd5d0d5639a18b2803ba6bf527e1d14",
		"dc3b6485f9d94935329442916b0d059685ba815a1fa2a14107217453a7fc9f0e66266db2ea7c96843f9d8208e600a73f7f45b2f55b9e6d6a7ccf05daae63a3fd"},
	{64,
		"4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98fc9cc56cb831ffe33ea8e7e1d1df09b26efd2767670066aa82d023b1dfe8ab1b",
		"ba8ced36f327700d213f120b1a207a3b8c04330528586f414d09f2f7d9ccb7e68244c26010afc3f762615bbac552a1ca909e67c83e2fd5478cf46b9e811efccc",
		"a5c4a7053fa86b64746d4bb688d06ad1f02a18fce9afd3e818fefaa7126bf73e9b9493a9befebe0bf0c9509fb3105cfa0e262cde141aa8e3f2c2f77890bb64a4"},
	{65,
		"de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee0e16e0a4749d6811dd1d6d1265c29729b1b75a9ac346cf93f0e1d7296dfcfd43",
		"c0a4edefa2d2accb9277c371ac12fcdbb52988a86edc54f0716e1591b4326e72d5e795f46a596b02d3d4bfb43abad1e5d19211152722ec1f20fef2cd413e3c22",
		"51fd05c3c1cfbc8ed67d139ad76f5cf8236cd2acd26627a30c104dfd9d3ff8a82b02e8bd36d8498a75ad8c8e9b15eb386970283d6dd42c8ae7911cc592887fdb"},
	{1024,
		"42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af71cf8107265ecdaf8505b95d8fcec83a98a6a96ea5109d2c179c47a387ffbb404",
		"75c46f6f3d9eb4f55ecaaee480db732e6c2105546f1e675003687c31719c7ba4a78bc838c72852d4f49c864acb7adafe2478e824afe51c8919d06168414c265f",
		"7356cd7720d5b66b6d0697eb3177d9f8d73a4a5c5e968896eb6a6896843027066c23b601d3ddfb391e90d5c8eccdef4ae2a264bce9e612ba15e2bc9d654af148"},
	{1025,
		"d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444f4c4a22b4b399155358a994e52bf255de60035742ec71bd08ac275a1b51cc6bf",
		"357dc55de0c7e382c900fd6e320acc04146be01db6a8ce7210b7189bd664ea69362396b77fdc0d2634a552970843722066c3c15902ae5097e00ff53f1e116f1c",
		"effaa245f065fbf82ac186839a249707c3bddf6d3fdda22d1b95a3c970379bcb5d31013a167509e9066273ab6e2123bc835b408b067d88f96addb550d96b6852"},
	{2048,
		"e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a9a60bf80001410ec9eea6698cd537939fad4749edd484cb541aced55cd9bf547",
		"879cf1fa2ea0e79126cb1063617a05b6ad9d0b696d0d757cf053439f60a99dd10173b961cd574288194b23ece278c330fbb8585485e74967f31352a8183aa782",
		"7b2945cb4fef70885cc5d78a87bf6f6207dd901ff239201351ffac04e1088a23e2c11a1ebffcea4d80447867b61badb1383d842d4e79645d48dd82ccba290769"},
	{2049,
		"5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b687952256303096de31d71d74103403822a2e0bc1eb193e7aecc9643a76b7bbc0c9f9c52e8783",
		"9f29700902f7c86e514ddc4df1e3049f258b2472b6dd5267f61bf13983b78dd5f9a88abfefdfa1e00b418971f2b39c64ca621e8eb37fceac57fd0c8fc8e117d4",
		"2ea477c5515cc3dd606512ee72bb3e0e758cfae7232826f35fb98ca1bcbdf27316d8e9e79081a80b046b60f6a263616f33ca464bd78d79fa18200d06c7fc9bff"},
	{3073,
		"7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd39a27ae3b79d68d89da9bf25bc27139ae65a324918a5f9b7828181e52cf373c84",
		"68dede9bef00ba89e43f31a6825f4cf433389fedae75c04ee9f0cf16a427c95a96d6da3fe985054d3478865be9a092250839a697bbda74e279e8a9e69f0025e4",
		"72613c9ec9ff7e40f8f5c173784c532ad852e827dba2bf85b2ab4b76f7079081576288e552647a9d86481c2cae75c2dd4e7c5195fb9ada1ef50e9c5098c249d7"},
	{8192,
		"aae792484c8efe4f19e2ca7d371d8c467ffb10748d8a5a1ae579948f718a2a635fe51a27db045a567c1ad51be5aa34c01c6651c4d9b5b5ac5d0fd58cf18dd61a",
		"dc9637c8845a770b4cbf76b8daec0eebf7dc2eac11498517f08d44c8fc00d58a4834464159dcbc12a0ba0c6d6eb41bac0ed6585cabfe0aca36a375e6c5480c22",
		"ad01d7ae4ad059b0d33baa3c01319dcf8088094d0359e5fd45d6aeaa8b2d0c3d4c9e58958553513b67f84f8eac653aeeb02ae1d5672dcecf91cd9985a0e67f45"},
	{8193,
		"bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3bb2282aa69be089359ea1154b9a9286c4a56af4de975a9aa4a5c497654914d279",
		"954a2a75420c8d6547e3ba5b98d963e6fa6491addc8c023189cc519821b4a1f5f03228648fd983aef045c2fa8290934b0866b615f585149587dda22990399653",
		"af1e0346e389b17c23200270a64aa4e1ead98c61695d917de7d5b00491c9b0f12f20a01d6d622edf3de026a4db4e4526225debb93c1237934d71c7340bb59161"},
	{16384,
		"f875d6646de28985646f34ee13be9a576fd515f76b5b0a26bb324735041ddde49d764c270176e53e97bdffa58d549073f2c660be0e81293767ed4e4929f9ad34",
		"9e9fc4eb7cf081ea7c47d1807790ed211bfec56aa25bb7037784c13c4b707b0df9e601b101e4cf63a404dfe50f2e1865bb12edc8fca166579ce0c70dba5a5c0f",
		"160e18b5878cd0df1c3af85eb25a0db5344d43a6fbd7a8ef4ed98d0714c3f7e160dc0b1f09caa35f2f417b9ef309dfe5ebd67f4c9507995a531374d099cf8ae3"},
	{102400,
		"bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085e01c59dab908c04c3342b816941a26d69c2605ebee5ec5291cc55e15b76146e6",
		"1c35d1a5811083fd7119f5d5d1ba027b4d01c0c6c49fb6ff2cf75393ea5db4a7f9dbdd3e1d81dcbca3ba241bb18760f207710b751846faaeb9dff8262710999a",
		"4652cff7a3f385a6103b5c260fc1593e13c778dbe608efb092fe7ee69df6e9c6d83a3e041bc3a48df2879f4a0a3ed40e7c961c73eff740f3117a0504c2dff478"},
}

func vectorInput(size int) []byte {
	input := make([]byte, size)
	for i := range input {
		input[i] = byte(i % 251)
	}
	return input
}

func TestVectors(t *testing.T) {
	for _, vector := range vectors {
		input := vectorInput(vector.size)
		check := func(name string, got []byte, want string) {
			if hex.EncodeToString(got) != want[:2*len(got)] {
				t.Errorf("%s of %d bytes: %x", name, vector.size, got)
			}
		}
		sum256, sum512 := Sum256(input), Sum512(input)
		check("Sum256", sum256[:], vector.hash)
		check("Sum512", sum512[:], vector.hash)
		keyed, err := NewKeyed([]byte(vectorKey))
		if err != nil {
			t.Fatal(err)
		}
		for name, hasher := range map[string]struct {
			*Hasher
			want string
		}{"New": {New(), vector.hash}, "NewKeyed": {keyed, vector.keyed}, "NewDeriveKey": {NewDeriveKey(vectorContext), vector.derived}} {
			hasher.Write(input)
			check(name, hasher.Sum(nil), hasher.want)
			var out [64]byte
			hasher.Digest().Read(out[:])
			check(name+".Digest", out[:], hasher.want)
		}
		for _, size := range []int{0, 1, 32, 40, 64} {
			out := make([]byte, size)
			DeriveKey(vectorContext, input, out)
			check("DeriveKey", out, vector.derived)
		}
	}
}

// reference is the hash by way of the plain Go compression function and the tree of this package.
func reference(o *origin, input []byte, seek uint64, out []byte) {
	var stack [][8]uint32
	cvOf := func(p []byte, counter uint64, flags uint32) (cv [8]uint32, block [64]byte, size, last uint32) {
		cv = o.key
		last = o.flags | chunkStart
		for len(p) > blockSize {
			compressBlocksGo(&cv, unsafe.Pointer(&p[0]), 1, counter, blockSize, last, 0)
			p = p[blockSize:]
			last = o.flags
		}
		return cv, block, uint32(copy(block[:], p)), last | chunkEnd
	}
	counter := uint64(0)
	for ; len(input) > chunkSize; input = input[chunkSize:] {
		cv, block, size, flags := cvOf(input[:chunkSize], counter, o.flags)
		compressBlocksGo(&cv, unsafe.Pointer(&block), 1, counter, size, flags, 0)
		counter++
		for merged := counter; merged%2 == 0; merged /= 2 {
			putWords(block[:32], &stack[len(stack)-1])
			putWords(block[32:], &cv)
			stack = stack[:len(stack)-1]
			cv = o.key
			compressBlocksGo(&cv, unsafe.Pointer(&block), 1, 0, blockSize, o.flags|parent, 0)
		}
		stack = append(stack, cv)
	}
	cv, block, size, flags := cvOf(input, counter, o.flags)
	for ; len(stack) != 0; stack = stack[:len(stack)-1] {
		compressBlocksGo(&cv, unsafe.Pointer(&block), 1, counter, size, flags, 0)
		putWords(block[:32], &stack[len(stack)-1])
		putWords(block[32:], &cv)
		cv, counter, size, flags = o.key, 0, blockSize, o.flags|parent
	}
	for i := range out {
		at := seek + uint64(i)
		var output [64]byte
		outputBlockGo(&cv, unsafe.Pointer(&block), at/64, size, flags|root, &output)
		out[i] = output[at%64]
	}
}

func referenceSum(input []byte) (sum [32]byte) {
	reference(&origin{key: iv}, input, 0, sum[:])
	return sum
}

var sizes = []int{0, 1, 63, 64, 65, 1023, 1024, 1025, 2047, 2048, 2049, 3000, 4096, 8191, 8192, 8193, 9216, 16384, 16385, 40000, 100000}

func TestBothPaths(t *testing.T) {
	input := vectorInput(100000)
	for _, size := range sizes {
		want := referenceSum(input[:size])
		if got := Sum256(input[:size]); got != want {
			t.Errorf("Sum256 of %d bytes: %x", size, got)
		}
		var n node
		var got [32]byte
		rootOf(&iv, 0, input[:size], &n)
		n.sum(&got)
		if got != want {
			t.Errorf("Go's hash of %d bytes: %x", size, got)
		}
		for name, got := range otherPaths(input[:size]) {
			if got != want {
				t.Errorf("%s: hash of %d bytes: %x", name, size, got)
			}
		}
	}
}

func FuzzSplits(f *testing.F) {
	for _, size := range sizes {
		f.Add(uint32(size), uint64(size), []byte("key"))
	}
	input := vectorInput(1 << 17)
	f.Fuzz(func(t *testing.T, size uint32, seed uint64, key []byte) {
		in := input[:size%(1<<17)]
		random := rand.New(rand.NewPCG(seed, 1))
		h := New()
		if seed%3 == 1 {
			h, _ = NewKeyed(bytes.Repeat(append(key, 1), 32)[:32])
		} else if seed%3 == 2 {
			h = NewDeriveKey(string(key))
		}
		if random.IntN(4) == 0 { // a Hasher that was used before
			h.Write(input[:random.IntN(20000)])
			h.Reset()
		}
		most := []int{10, 100, 2000, 20000, 1 << 17}[random.IntN(5)]
		for rest := in; len(rest) != 0; {
			n := min(len(rest), random.IntN(most)+1)
			if random.IntN(2) == 0 {
				h.Write(rest[:n])
			} else {
				h.WriteString(string(rest[:n]))
			}
			rest = rest[n:]
			if random.IntN(4) == 0 {
				clone := h.Clone()
				h.Write([]byte("only here"))
				h = clone
			}
			if random.IntN(8) == 0 {
				h.Sum(nil)
			}
		}
		want := make([]byte, 700)
		reference(&h.origin, in, 0, want)
		if got := h.Sum([]byte("before")); !bytes.Equal(got, append([]byte("before"), want[:32]...)) {
			t.Fatalf("%d bytes: %x", len(in), got)
		}
		d := h.Digest()
		h.Write([]byte("later"))
		got := make([]byte, len(want))
		for at := 0; at < len(got); {
			n := min(len(got)-at, random.IntN(200))
			d.Read(got[at : at+n])
			at += n
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%d bytes: another output", len(in))
		}
	})
}

func TestSeek(t *testing.T) {
	for _, size := range []int{10, 5000, 50000} {
		h := New()
		h.Write(vectorInput(size))
		d := h.Digest()
		whole := make([]byte, 5000)
		d.Read(whole)
		want := make([]byte, len(whole))
		reference(&h.origin, vectorInput(size), 0, want)
		if !bytes.Equal(whole, want) {
			t.Fatal("another output")
		}
		for _, at := range []int64{0, 1, 63, 64, 65, 1000, 1024, 3000} {
			for _, n := range []int{1, 64, 500, 1500} {
				if got, err := d.Seek(at, io.SeekStart); got != at || err != nil {
					t.Fatal(got, err)
				}
				if got, err := d.Seek(5, io.SeekCurrent); got != at+5 || err != nil {
					t.Fatal(got, err)
				}
				out := make([]byte, n)
				if got, err := d.Read(out); got != n || err != nil {
					t.Fatal(got, err)
				}
				if !bytes.Equal(out, whole[at+5:][:n]) {
					t.Errorf("%d bytes from %d", n, at+5)
				}
			}
		}
		far := make([]byte, 100)
		d.Seek(1<<62+17, io.SeekStart)
		d.Read(far)
		reference(&h.origin, vectorInput(size), 1<<62+17, want[:100])
		if !bytes.Equal(far, want[:100]) {
			t.Error("far out")
		}
		for _, bad := range []struct {
			offset int64
			whence int
		}{{-1, io.SeekStart}, {-(1 << 62) - 200, io.SeekCurrent}, {0, io.SeekEnd}, {0, 7}} {
			if _, err := d.Seek(bad.offset, bad.whence); err == nil {
				t.Errorf("Seek(%d, %d): no error", bad.offset, bad.whence)
			}
		}
	}
}

func TestWrongKeys(t *testing.T) {
	for _, size := range []int{0, 16, 31, 33} {
		if h, err := NewKeyed(make([]byte, size)); h != nil || err == nil {
			t.Errorf("a key of %d bytes", size)
		}
	}
}

func TestSizes(t *testing.T) {
	if h := New(); h.Size() != 32 || h.BlockSize() != 64 {
		t.Error(h.Size(), h.BlockSize())
	}
}

func TestCompression(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		var cv, want [8]uint32
		for i := range cv {
			cv[i] = random.Uint32()
		}
		want = cv
		input := make([]byte, 3*blockSize+1)
		for i := range input {
			input[i] = byte(random.Uint32())
		}
		p := unsafe.Pointer(&input[1])
		counter, size, flags, first := random.Uint64(), random.Uint32(), random.Uint32(), random.Uint32()
		var out, wantOut [64]byte
		outputBlock(&cv, p, counter, size, flags, &out)
		outputBlockGo(&cv, p, counter, size, flags, &wantOut)
		if out != wantOut {
			t.Fatal("output")
		}
		compressBlocks(&cv, p, 3, counter, size, flags, first)
		compressBlocksGo(&want, p, 3, counter, size, flags, first)
		if cv != want {
			t.Fatal("blocks")
		}
	}
}

func TestColumns(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, count := range []int{0, 1, 3, 4, 40, 200} {
		var strings sinew.Strings
		for range count {
			strings.AppendBytes(vectorInput(1300)[:random.IntN(1300)])
		}
		out := make([][32]byte, count)
		HashStrings(out, &strings)
		for i := range out {
			if out[i] != referenceSum(strings.At(i)) {
				t.Errorf("string %d of %d", i, count)
			}
		}
		bytes16 := make([][16]byte, count)
		validity := make([]byte, count/8+1)
		for i := range bytes16 {
			copy(bytes16[i][:], vectorInput(300)[random.IntN(200):])
		}
		for i := range validity {
			validity[i] = byte(random.Uint32())
		}
		for _, column := range []sinew.Column{sinew.Bytes16s(bytes16), sinew.Bytes16s(bytes16).With(sinew.Validity{Bits: validity})} {
			if err := HashColumn(out, column); err != nil {
				t.Fatal(err)
			}
			for i := range out {
				want := referenceSum(bytes16[i][:])
				if !column.View().Valid(i) {
					want = [32]byte{}
				}
				if out[i] != want {
					t.Errorf("row %d of %d", i, count)
				}
			}
		}
	}
}

func TestFixedWidths(t *testing.T) {
	for _, count := range []int{2, 20} {
		shorts, out := make([]int16, count), make([][32]byte, count)
		for i := range shorts {
			shorts[i] = int16(300 * i)
		}
		if err := HashColumn(out, sinew.Int16s(shorts)); err != nil {
			t.Fatal(err)
		}
		for i, v := range shorts {
			if out[i] != referenceSum([]byte{byte(v), byte(v >> 8)}) {
				t.Errorf("row %d of %d", i, count)
			}
		}
	}
}

func TestBadColumns(t *testing.T) {
	for _, count := range []int{3, 10} {
		offsets := make([]int64, count+1)
		for i := range offsets {
			offsets[i] = int64(i)
		}
		offsets[2] = 0
		err := HashColumn(make([][32]byte, count), sinew.StringsOf(offsets, make([]byte, count)))
		failure, ok := err.(*sinew.Error)
		if !ok || failure.Offset != 1 {
			t.Error(err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	HashColumn(make([][32]byte, 2), sinew.Uint64s([]uint64{1}))
}

func TestNoAllocations(t *testing.T) {
	input := vectorInput(100000)
	out := make([][32]byte, 16)
	var sum [32]byte
	h := New()
	var strings sinew.Strings
	for range out {
		strings.AppendBytes(input[:64])
	}
	for _, size := range sizes {
		allocations := testing.AllocsPerRun(10, func() {
			sum = Sum256(input[:size])
			Sum512(input[:size])
			DeriveKey("context", input[:size], sum[:])
			h.Reset()
			h.Write(input[:size])
			h.Sum(sum[:0])
			HashStrings(out, &strings)
		})
		if allocations != 0 {
			t.Errorf("%d bytes: %v allocations", size, allocations)
		}
	}
}

func ExampleSum256() {
	fmt.Printf("%x\n", Sum256([]byte("hello")))
	// Output: ea8f163db38682925e4491c5e58d4bb3506ef8c14eb78a86e908c5624a67200f
}

func ExampleNewDeriveKey() {
	h := NewDeriveKey("example.com 2026-03-01 file keys v1")
	h.WriteString("key material that is hard to guess")
	key := make([]byte, 64)
	h.Digest().Read(key)
	fmt.Println(len(key))
	// Output: 64
}

func ExampleHashStrings() {
	var messages sinew.Strings
	messages.Append("hello")
	messages.Append("world")
	hashes := make([][32]byte, messages.Len())
	HashStrings(hashes, &messages)
	fmt.Printf("%x\n", hashes[0][:8])
	// Output: ea8f163db3868292
}

func TestColumnsOfOtherTypes(t *testing.T) {
	rowstest.OtherTypes(t, func(out [][32]byte, col sinew.Column) error { return HashColumn(out, col) })
}
