package main

import (
	"bytes"
	"encoding"
	stdbase64 "encoding/base64"
	"encoding/binary"
	stdhex "encoding/hex"
	stdjson "encoding/json"
	"fmt"
	"hash"
	stdcrc32 "hash/crc32"
	stdcrc64 "hash/crc64"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	stdutf16 "unicode/utf16"
	stdutf8 "unicode/utf8"

	cespare "github.com/cespare/xxhash/v2"
	dgryski "github.com/dgryski/go-jump"
	minio "github.com/minio/highwayhash"
	"github.com/twmb/franz-go/pkg/kgo"
	twmb "github.com/twmb/murmur3"
	zeeboblake3 "github.com/zeebo/blake3"
	zeeboxxh3 "github.com/zeebo/xxh3"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/encoding/base64"
	"github.com/sinew-simd/sinew/bindings/go/encoding/hex"
	"github.com/sinew-simd/sinew/bindings/go/encoding/json"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf16"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf8"
	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
	"github.com/sinew-simd/sinew/bindings/go/hash/blake3"
	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
	"github.com/sinew-simd/sinew/bindings/go/hash/highwayhash"
	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
)

// docs/migrating.md, row by row: what stands on the left gives the values of what stands on the right.

const bindings = "github.com/sinew-simd/sinew/bindings/go/"

// imports are the rows of its first table: a package of which everything stays the same, and the one
// that takes its place.
var imports = []struct {
	row, original, path string
	check               func(t *testing.T)
}{
	{"`hash/crc32`", "hash/crc32", "hash/crc32", migrateCRC32},
	{"`hash/crc64`", "hash/crc64", "hash/crc64", migrateCRC64},
	{"`github.com/zeebo/xxh3`", "github.com/zeebo/xxh3", "hash/xxh3", migrateXXH3},
	{"`github.com/cespare/xxhash/v2`", "github.com/cespare/xxhash/v2", "hash/xxhash", migrateXXHash},
	{"`github.com/twmb/murmur3`", "github.com/twmb/murmur3", "hash/murmur3", migrateMurmur3},
	{"`github.com/zeebo/blake3`", "github.com/zeebo/blake3", "hash/blake3", migrateBLAKE3},
	{"`github.com/minio/highwayhash`", "github.com/minio/highwayhash", "hash/highwayhash", migrateHighwayHash},
	{"`github.com/dgryski/go-jump`", "github.com/dgryski/go-jump", "hash/jump", migrateJump},
	{"`encoding/base64`", "encoding/base64", "encoding/base64", migrateBase64},
	{"`encoding/hex`", "encoding/hex", "encoding/hex", migrateHex},
	{"`unicode/utf8`", "unicode/utf8", "encoding/utf8", migrateUTF8},
	{"`unicode/utf16`", "unicode/utf16", "encoding/utf16", migrateUTF16},
	{"the partitioner of `github.com/twmb/franz-go`", "", "hash/kafka", migrateKafka},
}

// calls are the rows of its second table.
var calls = map[string]func(t *testing.T){
	"a loop over `xxh3.HashString`":                        callXXH3,
	"a loop over `murmur3.SeedSum32` or `SeedSum128`":      callMurmur3,
	"a loop over `blake3.Sum256` of short messages":        callBLAKE3,
	"a loop over a producer's partitioner":                 callKafka,
	"a bucket or node for each key":                        callBuckets,
	"a hash of a row of several columns":                   callCombine,
	"a loop that adds, or looks for the least":             callReductions,
	"a loop over `base64.AppendEncode` or `AppendDecode`":  callBase64,
	"`utf16.Encode([]rune(s))`, `string(utf16.Decode(u))`": callUTF16,
	"`json.Marshal` of a string":                           callMarshal,
	"a `json.Encoder` with `SetEscapeHTML(false)`":         callEncoder,
	"`json.Unmarshal` of a string":                         callUnmarshal,
	"`utf8.Valid` of each string":                          callValid,
	"a loop over `binary.Uvarint` or `binary.AppendUvarint`, `binary.Varint` or `binary.AppendVarint`": callVarint,
	"`map[string]*stats`": callGroupBy,
}

func TestMigrating(t *testing.T) {
	page, err := os.ReadFile("../../docs/migrating.md")
	if err != nil {
		t.Fatal(err)
	}
	checks := map[string]func(*testing.T){}
	for row, check := range calls {
		checks[row] = check
	}
	for _, m := range imports {
		checks[m.row] = m.check
	}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, " | ")
		row := strings.TrimPrefix(cells[0], "| ")
		if len(cells) < 2 || row == "from" || row == "instead of" {
			continue
		}
		if checks[row] == nil {
			t.Errorf("nothing checks %s", row)
			continue
		}
		t.Run(row, checks[row])
		delete(checks, row)
	}
	for row := range checks {
		t.Errorf("the page has no row %s", row)
	}
}

var migratingSizes = []int{0, 1, 3, 4, 8, 9, 16, 17, 31, 32, 64, 100, 128, 200, 240, 241, 1000, 1024, 1025, 4096, 10_000}

// sameOf checks that two functions return the same of inputs of many sizes.
func sameOf[T any](t *testing.T, what string, theirs, ours func(data []byte) T) {
	t.Helper()
	input := randomBytes(20_000)
	for _, size := range migratingSizes {
		data := input[size%7:][:size]
		if want, got := theirs(data), ours(data); !reflect.DeepEqual(got, want) {
			t.Errorf("%s of %d bytes is %v, want %v", what, size, got, want)
		}
	}
}

// sameStream checks that two hashes do the same with an input in pieces.
func sameStream(t *testing.T, theirs, ours hash.Hash) {
	t.Helper()
	if ours.Size() != theirs.Size() || ours.BlockSize() != theirs.BlockSize() {
		t.Errorf("%T: sizes %d and %d, want %d and %d", ours, ours.Size(), ours.BlockSize(), theirs.Size(), theirs.BlockSize())
	}
	input := randomBytes(20_000)
	for range 2 {
		for _, size := range migratingSizes {
			theirs.Write(input[:size])
			ours.Write(input[:size])
			if want, got := theirs.Sum([]byte{7}), ours.Sum([]byte{7}); !bytes.Equal(got, want) {
				t.Errorf("%T: %x, want %x", ours, got, want)
			}
		}
		theirs.Reset()
		ours.Reset()
	}
}

// sameState checks that each of two hashes goes on from the state of the other.
func sameState(t *testing.T, theirs, ours hash.Hash) {
	t.Helper()
	theirs.Write([]byte("from where the other one is, in more than one stripe of 32 bytes"))
	state, err := theirs.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil || ours.(encoding.BinaryUnmarshaler).UnmarshalBinary(state) != nil || !bytes.Equal(ours.Sum(nil), theirs.Sum(nil)) {
		t.Errorf("%T does not go on, %v", ours, err)
	}
	back, err := ours.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil || !bytes.Equal(back, state) {
		t.Errorf("%T: the state is %x, %v, want %x", ours, back, err, state)
	}
}

func migrateCRC32(t *testing.T) {
	for _, polynomial := range []uint32{crc32.IEEE, crc32.Castagnoli, crc32.Koopman, 0x12345678} {
		theirs, ours := stdcrc32.MakeTable(polynomial), crc32.MakeTable(polynomial)
		sameOf(t, "Update", func(b []byte) uint32 { return stdcrc32.Update(42, theirs, b) }, func(b []byte) uint32 { return crc32.Update(42, ours, b) })
		sameOf(t, "Checksum", func(b []byte) uint32 { return stdcrc32.Checksum(b, theirs) }, func(b []byte) uint32 { return crc32.Checksum(b, ours) })
		sameStream(t, stdcrc32.New(theirs), crc32.New(ours))
		sameState(t, stdcrc32.New(theirs), crc32.New(ours))
	}
	sameOf(t, "ChecksumIEEE", stdcrc32.ChecksumIEEE, crc32.ChecksumIEEE)
	sameStream(t, stdcrc32.NewIEEE(), crc32.NewIEEE())
}

func migrateCRC64(t *testing.T) {
	for _, polynomial := range []uint64{crc64.ISO, crc64.ECMA, crc64.NVME} {
		theirs, ours := stdcrc64.MakeTable(polynomial), crc64.MakeTable(polynomial)
		sameOf(t, "Update", func(b []byte) uint64 { return stdcrc64.Update(42, theirs, b) }, func(b []byte) uint64 { return crc64.Update(42, ours, b) })
		sameOf(t, "Checksum", func(b []byte) uint64 { return stdcrc64.Checksum(b, theirs) }, func(b []byte) uint64 { return crc64.Checksum(b, ours) })
		sameStream(t, stdcrc64.New(theirs), crc64.New(ours))
		sameState(t, stdcrc64.New(theirs), crc64.New(ours))
	}
}

func migrateXXH3(t *testing.T) {
	for _, seed := range []uint64{0, 42, math.MaxUint64} {
		sameOf(t, "64 bits", func(b []byte) [2]uint64 {
			return [2]uint64{zeeboxxh3.HashSeed(b, seed), zeeboxxh3.HashStringSeed(string(b), seed)}
		}, func(b []byte) [2]uint64 {
			return [2]uint64{xxh3.HashSeed(b, seed), xxh3.HashStringSeed(string(b), seed)}
		})
		sameOf(t, "128 bits", func(b []byte) [2][16]byte {
			return [2][16]byte{zeeboxxh3.Hash128Seed(b, seed).Bytes(), zeeboxxh3.HashString128Seed(string(b), seed).Bytes()}
		}, func(b []byte) [2][16]byte {
			return [2][16]byte{xxh3.Hash128Seed(b, seed).Bytes(), xxh3.HashString128Seed(string(b), seed).Bytes()}
		})
		sameStream(t, zeeboxxh3.NewSeed(seed), xxh3.NewSeed(seed))
		sameStream(t, zeeboxxh3.NewSeed128(seed), xxh3.NewSeed128(seed))
	}
	sameOf(t, "without a seed", func(b []byte) [2]uint64 { return [2]uint64{zeeboxxh3.Hash(b), zeeboxxh3.HashString128(string(b)).Hi} },
		func(b []byte) [2]uint64 { return [2]uint64{xxh3.Hash(b), xxh3.HashString128(string(b)).Hi} })
	sameStream(t, zeeboxxh3.New(), xxh3.New())
	sameStream(t, zeeboxxh3.New128(), xxh3.New128())
}

func migrateXXHash(t *testing.T) {
	sameOf(t, "Sum64", cespare.Sum64, xxhash.Sum64)
	sameOf(t, "Sum64String", func(b []byte) uint64 { return cespare.Sum64String(string(b)) }, func(b []byte) uint64 { return xxhash.Sum64String(string(b)) })
	sameStream(t, cespare.New(), xxhash.New())
	sameStream(t, cespare.NewWithSeed(42), xxhash.NewWithSeed(42))
	sameState(t, cespare.NewWithSeed(42), xxhash.NewWithSeed(42))
}

func migrateMurmur3(t *testing.T) {
	type sums struct {
		h32    [2]uint32
		h64    [2]uint64
		h1, h2 uint64
		s1, s2 uint64
		texts  [2]uint64
	}
	sameOf(t, "hashes", func(b []byte) (s sums) {
		s.h32, s.h64 = [2]uint32{twmb.Sum32(b), twmb.SeedSum32(7, b)}, [2]uint64{twmb.Sum64(b), twmb.SeedSum64(8, b)}
		s.h1, s.h2 = twmb.SeedSum128(9, 10, b)
		s.s1, s.s2 = twmb.SeedStringSum128(9, 10, string(b))
		s.texts = [2]uint64{uint64(twmb.SeedStringSum32(7, string(b))), twmb.SeedStringSum64(8, string(b))}
		return s
	}, func(b []byte) (s sums) {
		s.h32, s.h64 = [2]uint32{murmur3.Sum32(b), murmur3.SeedSum32(7, b)}, [2]uint64{murmur3.Sum64(b), murmur3.SeedSum64(8, b)}
		s.h1, s.h2 = murmur3.SeedSum128(9, 10, b)
		s.s1, s.s2 = murmur3.SeedStringSum128(9, 10, string(b))
		s.texts = [2]uint64{uint64(murmur3.SeedStringSum32(7, string(b))), murmur3.SeedStringSum64(8, string(b))}
		return s
	})
	sameStream(t, twmb.SeedNew32(7), murmur3.SeedNew32(7))
	sameStream(t, twmb.SeedNew64(8), murmur3.SeedNew64(8))
	sameStream(t, twmb.SeedNew128(9, 10), murmur3.SeedNew128(9, 10))
	for _, h := range []hash.Hash{murmur3.New32(), murmur3.New64(), murmur3.New128()} {
		if _, ok := h.(hash.Cloner); !ok {
			t.Errorf("%T is no hash.Cloner", h)
		}
	}
}

func migrateBLAKE3(t *testing.T) {
	sameOf(t, "Sum256", zeeboblake3.Sum256, blake3.Sum256)
	sameOf(t, "Sum512", zeeboblake3.Sum512, blake3.Sum512)
	key := randomBytes(32)
	sameOf(t, "a key that is derived",
		func(b []byte) (out [100]byte) { zeeboblake3.DeriveKey("context", b, out[:]); return out },
		func(b []byte) (out [100]byte) { blake3.DeriveKey("context", b, out[:]); return out })
	sameStream(t, zeeboblake3.New(), blake3.New())
	sameStream(t, mustOf(zeeboblake3.NewKeyed(key)), mustOf(blake3.NewKeyed(key)))
	sameStream(t, zeeboblake3.NewDeriveKey("context"), blake3.NewDeriveKey("context"))
	outputOf := func(d io.ReadSeeker) [200]byte {
		mustOf(d.Seek(1000, io.SeekStart))
		var out [200]byte
		mustOf(io.ReadFull(d, out[:]))
		return out
	}
	sameOf(t, "output from byte 1000 on",
		func(b []byte) [200]byte { h := zeeboblake3.New(); h.Write(b); return outputOf(h.Digest()) },
		func(b []byte) [200]byte { h := blake3.New(); h.Write(b); return outputOf(h.Digest()) })
	for _, size := range []int{0, 31, 33} {
		_, theirs := zeeboblake3.NewKeyed(make([]byte, size))
		_, ours := blake3.NewKeyed(make([]byte, size))
		if (theirs == nil) != (ours == nil) {
			t.Errorf("a key of %d bytes: %v, want %v", size, ours, theirs)
		}
	}
}

func migrateHighwayHash(t *testing.T) {
	key := randomBytes(32)
	sameOf(t, "Sum", func(b []byte) [32]byte { return minio.Sum(b, key) }, func(b []byte) [32]byte { return highwayhash.Sum(b, key) })
	sameOf(t, "Sum128", func(b []byte) [16]byte { return minio.Sum128(b, key) }, func(b []byte) [16]byte { return highwayhash.Sum128(b, key) })
	sameOf(t, "Sum64", func(b []byte) uint64 { return minio.Sum64(b, key) }, func(b []byte) uint64 { return highwayhash.Sum64(b, key) })
	sameStream(t, mustOf(minio.New(key)), mustOf(highwayhash.New(key)))
	sameStream(t, mustOf(minio.New128(key)), mustOf(highwayhash.New128(key)))
	sameStream(t, mustOf(minio.New64(key)), mustOf(highwayhash.New64(key)))
	_, theirs := minio.New(key[1:])
	if _, ours := highwayhash.New(key[1:]); theirs == nil || ours == nil {
		t.Errorf("a short key: %v, want %v", ours, theirs)
	}
}

func migrateJump(t *testing.T) {
	for key := range uint64(1000) {
		for _, buckets := range []int{-1, 0, 1, 7, 1000, math.MaxInt32} {
			if got, want := jump.Hash(key*0x9e3779b97f4a7c15, buckets), dgryski.Hash(key*0x9e3779b97f4a7c15, buckets); got != want {
				t.Fatalf("bucket %d of %d, want %d", got, buckets, want)
			}
		}
	}
}

// decoded is what decoding returns: the error with its type and text.
type decoded struct {
	bytes []byte
	err   string
}

func decodedOf(bytes []byte, err error) decoded {
	return decoded{bytes, fmt.Sprintf("%T %v", err, err)}
}

// damaged returns texts with a byte at some place that is not in the alphabet, and cut off ones.
func damaged(text []byte) [][]byte {
	all := [][]byte{text}
	for _, at := range []int{0, 1, len(text) / 2, len(text) - 1} {
		if 0 <= at && at < len(text) {
			bad := bytes.Clone(text)
			bad[at] = '*'
			all = append(all, bad, text[:at])
		}
	}
	return all
}

func migrateBase64(t *testing.T) {
	for theirs, ours := range map[*stdbase64.Encoding]*base64.Encoding{
		stdbase64.StdEncoding: base64.StdEncoding, stdbase64.URLEncoding: base64.URLEncoding,
		stdbase64.RawStdEncoding: base64.RawStdEncoding, stdbase64.RawURLEncoding.Strict(): base64.RawURLEncoding.Strict(),
		stdbase64.StdEncoding.WithPadding('.'): base64.StdEncoding.WithPadding('.'),
	} {
		sameOf(t, "encoding", theirs.EncodeToString, ours.EncodeToString)
		sameOf(t, "decoding", func(b []byte) (all []decoded) {
			for _, text := range damaged(theirs.AppendEncode(nil, b)) {
				all = append(all, decodedOf(theirs.DecodeString(string(text))), decodedOf(theirs.AppendDecode(nil, text)))
			}
			return all
		}, func(b []byte) (all []decoded) {
			for _, text := range damaged(ours.AppendEncode(nil, b)) {
				all = append(all, decodedOf(ours.DecodeString(string(text))), decodedOf(ours.AppendDecode(nil, text)))
			}
			return all
		})
		sameOf(t, "streams",
			func(b []byte) decoded {
				var text bytes.Buffer
				w := stdbase64.NewEncoder(theirs, &text)
				w.Write(b)
				w.Close()
				return decodedOf(io.ReadAll(stdbase64.NewDecoder(theirs, &text)))
			},
			func(b []byte) decoded {
				var text bytes.Buffer
				w := base64.NewEncoder(ours, &text)
				w.Write(b)
				w.Close()
				return decodedOf(io.ReadAll(base64.NewDecoder(ours, &text)))
			})
	}
}

func migrateHex(t *testing.T) {
	sameOf(t, "encoding", stdhex.EncodeToString, hex.EncodeToString)
	sameOf(t, "Dump", stdhex.Dump, hex.Dump)
	sameOf(t, "decoding", func(b []byte) (all []decoded) {
		for _, text := range damaged(stdhex.AppendEncode(nil, b)) {
			all = append(all, decodedOf(stdhex.DecodeString(string(text))), decodedOf(stdhex.AppendDecode(nil, text)))
		}
		return all
	}, func(b []byte) (all []decoded) {
		for _, text := range damaged(hex.AppendEncode(nil, b)) {
			all = append(all, decodedOf(hex.DecodeString(string(text))), decodedOf(hex.AppendDecode(nil, text)))
		}
		return all
	})
}

// texts are strings, valid UTF-8 and not.
func texts() []string {
	all := []string{"", "plain", "<a href=\"x\">&amp;</a>", "tab\tnewline\nreturn\rquote\"backslash\\slash/", "\x00\x01\b\f\x1f\x7f",
		"é日本語🙂", "\u2028\u2029", "\xff", "a\xc3", "\xed\xa0\x80", "\U0010ffff", "\u00a0\u0085\ufeff", "\a\v", "half \xf0\x9f\x99"}
	for _, text := range all {
		all = append(all, strings.Repeat(text, 100))
	}
	return append(all, string(randomBytes(1000)))
}

func migrateUTF8(t *testing.T) {
	for _, s := range texts() {
		b := []byte(s)
		if utf8.Valid(b) != stdutf8.Valid(b) || utf8.ValidString(s) != stdutf8.ValidString(s) ||
			utf8.RuneCount(b) != stdutf8.RuneCount(b) || utf8.RuneCountInString(s) != stdutf8.RuneCountInString(s) {
			t.Errorf("%q: valid or counted otherwise", s)
		}
		if got, want := utf8.ToValidString(s, "?"), strings.ToValidUTF8(s, "?"); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func migrateUTF16(t *testing.T) {
	for _, s := range texts() {
		if got, want := utf16.Encode([]rune(s)), stdutf16.Encode([]rune(s)); !slices.Equal(got, want) || string(utf16.Decode(got)) != string(stdutf16.Decode(want)) {
			t.Errorf("%q becomes %x, want %x", s, got, want)
		}
	}
}

func migrateKafka(t *testing.T) {
	ours := kgo.StickyKeyPartitioner(kafka.Partition).ForTopic("topic")
	theirs := kgo.StickyKeyPartitioner(nil).ForTopic("topic")
	for _, size := range migratingSizes {
		for _, partitions := range []int{1, 2, 48, 1000} {
			record := &kgo.Record{Key: randomBytes(size)}
			if got, want := ours.Partition(record, partitions), theirs.Partition(record, partitions); got != want {
				t.Errorf("partition %d of %d, want %d", got, partitions, want)
			}
		}
	}
}

// manyStrings are strings of all kinds.
func manyStrings() *sinew.Strings {
	s := new(sinew.Strings)
	input := randomBytes(2000)
	for i := range 500 {
		s.AppendBytes(input[i:][:i%77])
	}
	for _, text := range texts() {
		s.Append(text)
	}
	return s
}

// sameRows checks values that were computed at once against those of each row.
func sameRows[T any](t *testing.T, what string, got []T, one func(i int) T) {
	t.Helper()
	for i := range got {
		if want := one(i); !reflect.DeepEqual(got[i], want) {
			t.Fatalf("%s: row %d is %v, want %v", what, i, got[i], want)
		}
	}
}

func callXXH3(t *testing.T) {
	s := manyStrings()
	out, words := make([]uint64, s.Len()), make([]uint64, s.Len())
	for i := range words {
		words[i] = uint64(i) * 0x9e3779b97f4a7c15
	}
	eight := func(i int) []byte { return binary.LittleEndian.AppendUint64(nil, words[i]) }
	xxh3.HashStrings(out, s, 42)
	sameRows(t, "HashStrings", out, func(i int) uint64 { return zeeboxxh3.HashSeed(s.At(i), 42) })
	mustOf(0, xxh3.HashColumn(out, s.Column(), 0))
	sameRows(t, "HashColumn", out, func(i int) uint64 { return zeeboxxh3.Hash(s.At(i)) })
	xxh3.HashUint64s(out, words, 42)
	sameRows(t, "HashUint64s", out, func(i int) uint64 { return zeeboxxh3.HashSeed(eight(i), 42) })
	xxhash.HashStrings(out, s, 0)
	sameRows(t, "xxhash.HashStrings", out, func(i int) uint64 { return cespare.Sum64(s.At(i)) })
	mustOf(0, xxhash.HashColumn(out, s.Column(), 0))
	sameRows(t, "xxhash.HashColumn", out, func(i int) uint64 { return cespare.Sum64(s.At(i)) })
	xxhash.HashUint64s(out, words, 0)
	sameRows(t, "xxhash.HashUint64s", out, func(i int) uint64 { return cespare.Sum64(eight(i)) })
}

func callMurmur3(t *testing.T) {
	s := manyStrings()
	narrow, wide := make([]uint32, s.Len()), make([][2]uint64, s.Len())
	murmur3.Sum32Strings(narrow, s, 42)
	sameRows(t, "Sum32Strings", narrow, func(i int) uint32 { return twmb.SeedSum32(42, s.At(i)) })
	mustOf(0, murmur3.Sum128Column(wide, s.Column(), 42))
	sameRows(t, "Sum128Column", wide, func(i int) [2]uint64 {
		h1, h2 := twmb.SeedSum128(42, 42, s.At(i))
		return [2]uint64{h1, h2}
	})
}

func callBLAKE3(t *testing.T) {
	s := manyStrings()
	out := make([][32]byte, s.Len())
	blake3.HashStrings(out, s)
	sameRows(t, "HashStrings", out, func(i int) [32]byte { return zeeboblake3.Sum256(s.At(i)) })
	clear(out)
	mustOf(0, blake3.HashColumn(out, s.Column()))
	sameRows(t, "HashColumn", out, func(i int) [32]byte { return zeeboblake3.Sum256(s.At(i)) })
}

func callKafka(t *testing.T) {
	s := manyStrings()
	out := make([]int32, s.Len())
	partition := franzPartition()
	kafka.PartitionStrings(out, s, kafkaPartitions)
	sameRows(t, "PartitionStrings", out, func(i int) int32 { return partition(s.At(i)) })
	clear(out)
	mustOf(0, kafka.PartitionColumn(out, s.Column(), kafkaPartitions))
	sameRows(t, "PartitionColumn", out, func(i int) int32 { return partition(s.At(i)) })
}

func callBuckets(t *testing.T) {
	keys, nodes := make([]uint64, 1000), []uint64{3, 1 << 60, 7, 99, 12345}
	for i := range keys {
		keys[i] = xxh3.HashString(fmt.Sprint(i))
	}
	out := make([]int32, len(keys))
	jump.HashUint64s(out, keys, 48)
	sameRows(t, "HashUint64s", out, func(i int) int32 { return dgryski.Hash(keys[i], 48) })
	rendezvous.ChooseUint64s(out, keys, nodes)
	sameRows(t, "ChooseUint64s", out, func(i int) int32 { return int32(rendezvous.Choose(keys[i], nodes)) })
}

func callCombine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	first, second, out := make([]uint64, 1000), make([]uint64, 1000), make([]uint64, 1000)
	for i := range out {
		first[i], second[i] = r.Uint64(), r.Uint64()
	}
	combine.Hashes(out, first, second)
	sameRows(t, "Hashes", out, func(i int) uint64 { return combine.Hash(first[i], second[i]) })
}

func callReductions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values, valid := make([]int64, 1000), make([]bool, 1000)
	sum, least, most := int64(0), int64(math.MaxInt64), int64(math.MinInt64)
	validSum, validCount := int64(0), 0
	for i := range values {
		values[i], valid[i] = r.Int64N(1<<40)-1<<39, r.IntN(3) > 0
		sum, least, most = sum+values[i], min(least, values[i]), max(most, values[i])
		if valid[i] {
			validSum += values[i]
			validCount++
		}
	}
	if got, err := aggregate.Sum(values); err != nil || got != sum {
		t.Errorf("Sum: %d, %v, want %d", got, err, sum)
	}
	if got, _ := aggregate.Min(values); got != least {
		t.Errorf("Min: %d, want %d", got, least)
	}
	if got, _ := aggregate.Max(values); got != most {
		t.Errorf("Max: %d, want %d", got, most)
	}
	if got, count, err := aggregate.SumValid(values, sinew.ValidityOf(valid)); err != nil || got != validSum || count != validCount {
		t.Errorf("SumValid: %d of %d, %v, want %d of %d", got, count, err, validSum, validCount)
	}
}

func stringsIn(s *sinew.Strings) []string {
	all := make([]string, s.Len())
	for i := range all {
		all[i] = string(s.At(i))
	}
	return all
}

func callBase64(t *testing.T) {
	s := manyStrings()
	var encoded, back sinew.Strings
	mustOf(0, base64.StdEncoding.EncodeColumn(&encoded, s.Column()))
	sameRows(t, "EncodeColumn", stringsIn(&encoded), func(i int) string { return stdbase64.StdEncoding.EncodeToString(s.At(i)) })
	mustOf(0, base64.StdEncoding.DecodeColumn(&back, encoded.Column()))
	sameRows(t, "DecodeColumn", stringsIn(&back), func(i int) string { return string(s.At(i)) })
}

func callUTF16(t *testing.T) {
	for _, s := range texts() {
		units := stdutf16.Encode([]rune(s))
		if got := utf16.AppendString(nil, s); !slices.Equal(got, units) {
			t.Errorf("%q becomes %x, want %x", s, got, units)
		}
		units = append(units, 0xd800, 'x', 0xdc00)
		if got, want := string(utf16.AppendUTF8(nil, units)), string(stdutf16.Decode(units)); got != want {
			t.Errorf("%x becomes %q, want %q", units, got, want)
		}
	}
}

func callMarshal(t *testing.T) {
	for _, s := range texts() {
		if got, want := json.AppendQuoteHTML(nil, s), mustOf(stdjson.Marshal(s)); !bytes.Equal(got, want) {
			t.Errorf("%q becomes %s, want %s", s, got, want)
		}
	}
}

func callEncoder(t *testing.T) {
	for _, s := range texts() {
		var want bytes.Buffer
		encoder := stdjson.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		mustOf(0, encoder.Encode(s))
		if got := append(json.AppendQuote(nil, s), '\n'); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%q becomes %s, want %s", s, got, want.Bytes())
		}
	}
}

func TestStrconvIsNotJSON(t *testing.T) {
	for _, s := range []string{"\x00", "\a", "\xff"} {
		if quoted := strconv.AppendQuote(nil, s); stdjson.Valid(quoted) || !stdjson.Valid(json.AppendQuote(nil, s)) {
			t.Errorf("%s", quoted)
		}
	}
}

func callUnmarshal(t *testing.T) {
	quoted := []string{`"\u0041\/\b\f\n\r\t\"\\"`, `"\ud83d\ude42"`, `"é"`, `""`, `"`, `x`, `"\x"`, `"\u12"`, "\"\n\"", `"a"b"`}
	for _, s := range texts() {
		quoted = append(quoted, string(mustOf(stdjson.Marshal(s))))
	}
	for _, text := range quoted {
		var want string
		err := stdjson.Unmarshal([]byte(text), &want)
		got, ourErr := json.AppendUnquote(nil, text)
		if (err == nil) != (ourErr == nil) || string(got) != want {
			t.Errorf("%s becomes %q, %v, want %q, %v", text, got, ourErr, want, err)
		}
	}
	// What the page says is refused.
	for _, text := range []string{`"\ud83d"`, `"\ude42x"`, "\"\xff\""} {
		var replaced string
		err := stdjson.Unmarshal([]byte(text), &replaced)
		if _, ourErr := json.AppendUnquote(nil, text); ourErr == nil || err != nil || !strings.Contains(replaced, "\ufffd") {
			t.Errorf("%s is %q, %v, here %v", text, replaced, err, ourErr)
		}
	}
}

func callValid(t *testing.T) {
	s := manyStrings()
	out := make([]byte, (s.Len()+7)/8)
	mustOf(0, utf8.ValidColumn(out, s.Column()))
	for i := range s.Len() {
		if got, want := out[i/8]>>(i%8)&1 != 0, stdutf8.Valid(s.At(i)); got != want {
			t.Errorf("%q is valid: %v", s.At(i), got)
		}
	}
}

func callVarint(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	unsigned, signed := make([]uint64, 1000), make([]int64, 1000)
	var wantUnsigned, wantSigned []byte
	for i := range unsigned {
		unsigned[i] = r.Uint64() >> r.IntN(64)
		signed[i] = int64(r.Uint64()) >> r.IntN(64)
		wantUnsigned, wantSigned = binary.AppendUvarint(wantUnsigned, unsigned[i]), binary.AppendVarint(wantSigned, signed[i])
	}
	if !bytes.Equal(varint.Append(nil, unsigned), wantUnsigned) || !bytes.Equal(varint.Append(nil, signed), wantSigned) {
		t.Error("other bytes")
	}
	if got, err := varint.AppendDecode([]uint64(nil), wantUnsigned); err != nil || !slices.Equal(got, unsigned) {
		t.Errorf("other values, %v", err)
	}
	if got, err := varint.AppendDecode([]int64(nil), wantSigned); err != nil || !slices.Equal(got, signed) {
		t.Errorf("other values, %v", err)
	}
}

func callGroupBy(t *testing.T) {
	type stats struct{ count, sum, least int64 }
	r := rand.New(rand.NewPCG(1, 2))
	groups := map[string]*stats{}
	var order []string
	var keys sinew.Strings
	values := make([]int64, 10_000)
	for i := range values {
		key := fmt.Sprint("key ", r.IntN(300))
		values[i] = r.Int64N(1000)
		keys.Append(key)
		if groups[key] == nil {
			groups[key] = &stats{least: math.MaxInt64}
			order = append(order, key)
		}
		g := groups[key]
		g.count, g.sum, g.least = g.count+1, g.sum+values[i], min(g.least, values[i])
	}
	g := mustOf(aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{sinew.String}, Values: []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.SumOf(0), aggregate.MinOf(0)}}))
	defer g.Close()
	mustOf(0, g.Update(keys.Column(), sinew.Int64s(values)))
	var b sinew.Batch
	defer b.Close()
	mustOf(0, g.Results(&b))
	if b.Len() != len(order) {
		t.Fatalf("%d groups, want %d", b.Len(), len(order))
	}
	counts, sums, leasts := sinew.Values[int64](b.Column(1)), sinew.Values[int64](b.Column(2)), sinew.Values[int64](b.Column(3))
	for i, key := range order {
		if got := (stats{counts[i], sums[i], leasts[i]}); string(b.Column(0).Bytes(i)) != key || got != *groups[key] {
			t.Errorf("group %d is %q, %v, want %q, %v", i, b.Column(0).Bytes(i), got, key, *groups[key])
		}
	}
}
