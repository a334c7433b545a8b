package stream

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

// What gzip 1.12, zstd 1.5.4 and lz4 1.9.4 make of text.
var (
	text   = strings.Repeat("{\"origin\":\"LAS\",\"delay\":33}\n{\"origin\":\"ATL\",\"delay\":19}\n", 3)
	packed = map[Compression][]byte{
		Gzip: fromHex("1f8b0800000000000203ab56ca2fca4ccfcc53b252f2710c56d2514a49cd49ac54b23236aee5aa46c83986f820e40c2d51e4e8a20f00ad7814b3a8000000"),
		Zstd: fromHex("28b52ffd24a87d010014027b226f726967696e223a224c4153222c2264656c6179223a33337d0a41544c3139040062ab148083c11ebc319db6b06bd8"),
		LZ4:  fromHex("04224d187440bd35000000f70d7b226f726967696e223a224c4153222c2264656c6179223a33337d0a1c003641544c1c002931391c000f38004d503a31397d0ac76b4948000000007b8f8d3a"),
		None: []byte(text),
	}
)

func fromHex(digits string) []byte {
	all, err := hex.DecodeString(digits)
	if err != nil {
		panic(err)
	}
	return all
}

// engines runs a test with the library, if there is one, and without.
func engines(t *testing.T, test func(t *testing.T)) {
	available := c.Available
	defer func() { c.Available = available }()
	if available {
		t.Run("library", test)
	}
	c.Available = false
	t.Run("Go", test)
}

// needs skips a test if nothing decodes a compression here.
func needs(t *testing.T, compression Compression) {
	if err := Load(compression); err != nil {
		t.Skip(err)
	}
}

// readAll reads a stream with calls for so many bytes.
func readAll(from io.Reader, options Options, size int) ([]byte, error) {
	r, err := NewReader(from, options)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var all []byte
	buffer := make([]byte, size)
	for {
		n, err := r.Read(buffer)
		all = append(all, buffer[:n]...)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
}

func TestReadsEveryCompression(t *testing.T) {
	engines(t, func(t *testing.T) {
		for compression, in := range packed {
			t.Run(compression.String(), func(t *testing.T) {
				needs(t, compression)
				for _, said := range []Compression{compression, Auto} {
					for _, size := range []int{1, 7, 1000} {
						for _, cut := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
							got, err := readAll(cut(bytes.NewReader(in)), Options{Compression: said}, size)
							if err != nil || string(got) != text {
								t.Fatalf("%q, %v", got, err)
							}
						}
					}
				}
				if compression == None {
					return
				}
				// Frames one behind the other, and one that is cut off.
				got, err := readAll(bytes.NewReader(bytes.Repeat(in, 3)), Options{}, 100)
				if err != nil || string(got) != strings.Repeat(text, 3) {
					t.Fatalf("%q, %v", got, err)
				}
				_, err = readAll(bytes.NewReader(in[:len(in)-1]), Options{}, 100)
				if !errors.Is(err, sinew.ErrTruncated) {
					t.Error(err)
				}
			})
		}
	})
}

// outcome is what becomes of a stream.
type outcome struct {
	text   string
	status sinew.Status
	offset int
}

func decode(in []byte, options Options) outcome {
	all, err := readAll(bytes.NewReader(in), options, 50)
	o := outcome{text: string(all)}
	var failure *sinew.Error
	if errors.As(err, &failure) {
		o.status, o.offset = failure.Status, failure.Offset
	} else if err != nil {
		panic(err)
	}
	return o
}

// compare decodes with the library and without, and fails if the results differ. In damaged bytes decoders
// get to different places, and take some for bytes that end too early.
func compare(t *testing.T, in []byte, options Options) outcome {
	t.Helper()
	available := c.Available
	defer func() { c.Available = available }()
	library := decode(in, options)
	c.Available = false
	plain := decode(in, options)
	isBad := func(o outcome) bool { return o.status == sinew.Corrupt || o.status == sinew.Truncated }
	if library != plain && !(isBad(library) && isBad(plain) && library.status+plain.status != 2*sinew.Truncated) {
		t.Fatalf("%x: %+v with the library, %+v without", in, library, plain)
	}
	return plain
}

func gzipOf(text string, header gzip.Header, level int) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		panic(err)
	}
	w.Header = header
	if _, err := io.WriteString(w, text); err != nil {
		panic(err)
	}
	w.Close()
	return out.Bytes()
}

func TestGzipTwins(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	long := strings.Repeat(text, 2000)
	for _, level := range []int{flate.NoCompression, flate.BestSpeed, flate.BestCompression, flate.HuffmanOnly} {
		for _, text := range []string{"", "x", text, long} {
			in := gzipOf(text, gzip.Header{Name: strings.Repeat("n", 1000), Comment: "c", Extra: []byte("extra")}, level)
			if o := compare(t, append(in, packed[Gzip]...), Options{}); o.text[:len(text)] != text {
				t.Fatalf("level %d: %q", level, o.text)
			}
			most := int64(len(text))
			if most == 0 {
				continue
			}
			if o := compare(t, in, Options{MaxSize: most}); o.text != text {
				t.Errorf("%d bytes of %d: %+v", len(o.text), most, o.status)
			}
			if o := compare(t, in, Options{MaxSize: most - 1}); most > 1 && o.status != sinew.Corrupt {
				t.Errorf("%+v", o)
			}
		}
	}
	in := gzipOf(text, gzip.Header{Name: "name", Comment: "c", Extra: []byte("extra")}, flate.DefaultCompression)
	for cut := 0; cut < len(in); cut += rounds.Of(1, 7) {
		compare(t, in[:cut], Options{})
		compare(t, append(bytes.Clone(in), in[:cut]...), Options{})
		if o := compare(t, in[:cut], Options{Compression: Gzip}); o.status != sinew.Truncated || o.offset != cut {
			t.Errorf("%d bytes: %+v", cut, o)
		}
	}
	for at := range in {
		for range rounds.Of(20, 2) {
			bad := bytes.Clone(in)
			bad[at] ^= 1 << random.IntN(8)
			compare(t, bad, Options{Compression: Gzip})
			compare(t, bad, Options{})
		}
	}
	for range rounds.Of(2000, 200) {
		some := make([]byte, random.IntN(8))
		for i := range some {
			some[i] = "\x1F\x8B\x08\x00\x28\xB5\x2F\xFD\x50\x5F\x2A\x4D\x18\x04\x22"[random.IntN(15)]
		}
		if first, _ := recognise(some); first != Zstd && first != LZ4 {
			compare(t, some, Options{})
		}
	}
}

// A fault of a header or a trailer has the same place in both.
func TestGzipFaults(t *testing.T) {
	good := gzipOf("text", gzip.Header{Name: "n", Extra: []byte("extra")}, flate.DefaultCompression)
	withCRC := append([]byte("\x1F\x8B\x08\x02\x00\x00\x00\x00\x00\x03\x00\x00"), good[len(good)-10:]...)
	for name, test := range map[string]struct {
		in     []byte
		offset int
	}{
		"magic":      {append(bytes.Clone(good), "x"...), len(good)},
		"method":     {append(bytes.Clone(good), "\x1F\x8B\x07"...), len(good) + 2},
		"flags":      {append(bytes.Clone(good), "\x1F\x8B\x08\x20"...), len(good) + 3},
		"header CRC": {withCRC, 11},
		"CRC":        {append(bytes.Clone(good[:len(good)-5]), "\xFF\x04\x00\x00\x00"...), len(good)},
		"size":       {append(bytes.Clone(good[:len(good)-4]), "\x05\x00\x00\x00"...), len(good)},
	} {
		t.Run(name, func(t *testing.T) {
			engines(t, func(t *testing.T) {
				if o := decode(test.in, Options{}); o.status != sinew.Corrupt || o.offset != test.offset {
					t.Errorf("%+v, not at %d", o, test.offset)
				}
			})
		})
	}
}

func TestErrorsOfTheReaderBeneath(t *testing.T) {
	broken := errors.New("broken")
	engines(t, func(t *testing.T) {
		for _, in := range [][]byte{packed[Gzip][:30], packed[Gzip][:5], packed[Gzip][:1], packed[Gzip], []byte(text), nil} {
			got, err := readAll(io.MultiReader(bytes.NewReader(in), iotest.ErrReader(broken)), Options{}, 10)
			if err != broken || in != nil && in[0] == '{' && string(got) != text {
				t.Errorf("%x: %q, %v", in, got, err)
			}
		}
		// Damage comes first.
		_, err := readAll(io.MultiReader(strings.NewReader("\x1F\x8B\x09"), iotest.ErrReader(broken)), Options{}, 10)
		if !errors.Is(err, sinew.ErrCorrupt) {
			t.Error(err)
		}
	})
}

func TestReset(t *testing.T) {
	engines(t, func(t *testing.T) {
		r, err := NewReader(bytes.NewReader(packed[Gzip]), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Compression() != Auto {
			t.Error(r.Compression())
		}
		for i, test := range []struct {
			in          []byte
			compression Compression
		}{{packed[Gzip], Gzip}, {[]byte(text), None}, {[]byte("\x1F\x8B!"), Gzip}, {packed[Gzip], Gzip}} {
			if err := r.Reset(bytes.NewReader(test.in)); err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if bad := i == 2; bad != errors.Is(err, sinew.ErrCorrupt) || !bad && string(got) != text || r.Compression() != test.compression {
				t.Errorf("%d: %q, %v, %v", i, got, err, r.Compression())
			}
			if c.Available && r.Memory() == 0 {
				t.Error("no memory")
			}
		}
		for range 2 {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
		if _, err := r.Read(make([]byte, 1)); err != sinew.ErrClosed || r.Reset(nil) != sinew.ErrClosed || r.Compression() != Auto || r.Memory() != 0 {
			t.Error(err)
		}
	})
}

func TestInvalidArguments(t *testing.T) {
	engines(t, func(t *testing.T) {
		for _, options := range []Options{{Compression: -1}, {Compression: Snappy}, {MaxSize: -1}, {MemoryLimit: -1}} {
			if _, err := NewReader(nil, options); !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%+v: %v", options, err)
			}
		}
		if err := Load(17); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
		if Compression(17).String() != "compression 17" || Zstd.String() != "zstd" {
			t.Error(Compression(17), Zstd)
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	RegisterDecompressor(Gzip, func(r io.Reader) (io.ReadCloser, error) { return nil, nil })
}

type closer struct {
	io.Reader
	closed *int
}

func (c closer) Close() error { *c.closed++; return nil }

func TestRegisterDecompressor(t *testing.T) {
	available := c.Available
	defer func() { c.Available = available }()
	c.Available = false
	err := Load(LZ4)
	if !errors.Is(err, sinew.ErrUnavailable) || !strings.Contains(err.Error(), "lz4: Sinew's library is not there") {
		t.Fatal(err)
	}
	if _, err := NewReader(bytes.NewReader(packed[LZ4]), Options{Compression: LZ4}); !errors.Is(err, sinew.ErrUnavailable) {
		t.Error(err)
	}
	if _, err := readAll(bytes.NewReader(packed[LZ4]), Options{}, 10); !errors.Is(err, sinew.ErrUnavailable) {
		t.Error(err)
	}
	closed := 0
	damaged := errors.New("damaged")
	RegisterDecompressor(LZ4, func(r io.Reader) (io.ReadCloser, error) {
		in, err := io.ReadAll(r)
		switch {
		case err != nil:
			return nil, err
		case len(in) < 8:
			return nil, io.ErrUnexpectedEOF
		case in[7] != packed[LZ4][7]:
			return nil, damaged
		}
		return closer{strings.NewReader(text), &closed}, nil
	})
	got, err := readAll(bytes.NewReader(packed[LZ4]), Options{}, 10)
	if err != nil || string(got) != text || closed != 1 || Load(LZ4) != nil {
		t.Errorf("%q, %v, closed %d times", got, err, closed)
	}
	if _, err = readAll(bytes.NewReader(packed[LZ4][:5]), Options{}, 10); !errors.Is(err, sinew.ErrTruncated) {
		t.Error(err)
	}
	if _, err = readAll(bytes.NewReader(make([]byte, 9)), Options{Compression: LZ4}, 10); !errors.Is(err, sinew.ErrCorrupt) || !strings.Contains(err.Error(), "damaged") {
		t.Error(err)
	}
	broken := errors.New("broken")
	if _, err = readAll(io.MultiReader(bytes.NewReader(packed[LZ4][:5]), iotest.ErrReader(broken)), Options{}, 10); err != broken {
		t.Error(err)
	}
}

// With the library, what is registered stands in for one that the library lacks, and for no other.
func TestRegisteredStandsIn(t *testing.T) {
	if !c.Available {
		t.Skip("without a library")
	}
	loads, lacks := codec.Loads, Compression(0)
	codec.Loads = func(compression int32) bool { return compression != int32(lacks) && loads(compression) }
	defer func() { codec.Loads = loads }()
	opened := 0
	RegisterDecompressor(LZ4, func(r io.Reader) (io.ReadCloser, error) {
		opened++
		in, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(in, packed[LZ4]) {
			return nil, errors.New("damaged")
		}
		return io.NopCloser(strings.NewReader(text)), nil
	})
	for _, lacks = range []Compression{LZ4, Gzip, None} {
		for compression, in := range packed {
			if Load(compression) != nil {
				continue
			}
			for _, said := range []Compression{compression, Auto} {
				opened = 0
				got, err := readAll(iotest.OneByteReader(bytes.NewReader(in)), Options{Compression: said}, 7)
				want := 0
				if compression == LZ4 && lacks == LZ4 {
					want = 1
				}
				if err != nil || string(got) != text || opened != want {
					t.Errorf("%v without %v: %q, %v, opened %d times", compression, lacks, got, err, opened)
				}
				if compression == None {
					continue
				}
				_, err = readAll(bytes.NewReader(in[:len(in)-1]), Options{Compression: said}, 100)
				if !errors.Is(err, sinew.ErrTruncated) && want == 0 {
					t.Errorf("%v without %v: %v", compression, lacks, err)
				}
				if _, err = readAll(bytes.NewReader(in), Options{Compression: said, MaxSize: 9}, 100); !errors.Is(err, sinew.ErrCorrupt) {
					t.Errorf("%v without %v: %v", compression, lacks, err)
				}
			}
		}
	}
}

func TestLimits(t *testing.T) {
	engines(t, func(t *testing.T) {
		_, err := readAll(bytes.NewReader(packed[Gzip]), Options{MaxSize: 20}, 10)
		if !errors.Is(err, sinew.ErrCorrupt) || !strings.Contains(err.Error(), "more than 20 bytes") {
			t.Error(err)
		}
		if _, err := readAll(bytes.NewReader(packed[Gzip]), Options{MemoryLimit: 2000}, 10); c.Available != errors.Is(err, sinew.ErrMemoryLimit) {
			t.Error(err)
		}
	})
}

// Every method refuses while another call has not ended.
func TestEveryMethodNotesItsUse(t *testing.T) {
	r, err := NewReader(strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	r.use.Enter()
	for name, call := range map[string]func(){
		"Read":        func() { r.Read(make([]byte, 1)) },
		"Reset":       func() { r.Reset(strings.NewReader(text)) },
		"Compression": func() { r.Compression() },
		"Memory":      func() { r.Memory() },
		"Close":       func() { r.Close() },
	} {
		usetest.Refuses(t, name, call)
	}
	r.use.Leave()
}

// In the steady state reading costs no memory of Go.
func TestAllocations(t *testing.T) {
	if !c.Available || testing.CoverMode() != "" {
		t.Skip("without a library, or with counts of coverage, it allocates")
	}
	r, err := NewReader(strings.NewReader(text), Options{Compression: Gzip})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	in := bytes.NewReader(nil)
	buffer := make([]byte, 100)
	if got := testing.AllocsPerRun(50, func() {
		in.Reset(packed[Gzip])
		r.Reset(in)
		for {
			if _, err := r.Read(buffer); err == io.EOF {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}); got != 0 {
		t.Errorf("%v allocations", got)
	}
}

func FuzzTwins(f *testing.F) {
	f.Add(packed[Gzip])
	f.Add([]byte(text))
	f.Fuzz(func(t *testing.T, in []byte) {
		if first, _ := recognise(in); first != Zstd && first != LZ4 {
			compare(t, in, Options{MaxSize: 1 << 20})
		}
	})
}
