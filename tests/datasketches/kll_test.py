"""KLL sketches of the same random values by Sinew and by Apache DataSketches, each read by the other: `kll_test.py LIBRARY
[SEED]`, the path of libsinew.so."""

import ctypes
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import sinew

try:
    import datasketches
except ImportError as error:
    sys.exit(f"datasketches is missing ({error}): cmake/venv.sh installs it, which needs the network")

F32, F64 = 49, 50  # SINEW_TYPE_F32, SINEW_TYPE_F64
Options = sinew.struct("Options", size=sinew.size_t, type=sinew.i32, k=sinew.u32, seed=sinew.u64, memory_limit=sinew.size_t)
Result = sinew.struct("Result", count=sinew.size_t, status=sinew.i32)
double = ctypes.c_double


def check(is_right, *what):
    if not is_right:
        sys.exit(f"seed {seed}: {what}")


def make(kind, k):
    kll = ctypes.c_void_p()
    options = Options(ctypes.sizeof(Options), kind, k, random.getrandbits(64), 0)
    check(c.sinew_kll_create(ctypes.byref(options), ctypes.byref(kll), None) == 0, "create")
    return kll


def update(kll, values):
    rows = (double * len(values))(*values)
    column = sinew.Column(F64, len(values), ctypes.addressof(rows), 8 * len(values))
    check(c.sinew_kll_update(kll, ctypes.byref(column), None) == 0, "update")


def encode(kll):
    out = ctypes.create_string_buffer(c.sinew_kll_encoded_size(kll))
    check(c.sinew_kll_encode(kll, out, len(out)).written == len(out), "encode")
    return out.raw


def decode(data, kind):
    kll, size, zero = ctypes.c_void_p(), ctypes.c_size_t(len(data)), ctypes.c_size_t(0)
    check(c.sinew_kll_decode(data, size, kind, ctypes.c_uint64(1), zero, ctypes.byref(kll), None) == 0, "decode", data)
    return kll


def of(function, kll, numbers):
    out = (double * len(numbers))()
    check(function(kll, (double * len(numbers))(*numbers), len(numbers), out).status == 0, function)
    return list(out)


def same(kll, theirs, what):
    """Both have the same values, so that ranks and quantiles are the same."""
    count = theirs.n
    numbers = [random.gauss(0, 1) for _ in range(20)]
    found, wanted = of(c.sinew_kll_ranks, kll, numbers), [theirs.get_rank(x, True) for x in numbers]
    check(found == wanted, what, "ranks", found, wanted)
    fractions = [random.random() for _ in range(20)]
    found = of(c.sinew_kll_quantiles, kll, fractions)
    wanted = [theirs.get_quantile((int(f * (count - 1)) + 0.5) / count, False) for f in fractions]
    check(found == wanted, what, "quantiles", found, wanted)
    check(of(c.sinew_kll_quantiles, kll, [0, 1]) == [theirs.get_min_value(), theirs.get_max_value()], what, "least, greatest")
    check(abs(c.sinew_kll_rank_error(kll) - theirs.normalized_rank_error(False)) < 1e-15, what, "error")


library = sinew.Library(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
random.seed(seed)
c = library.c
c.sinew_kll_encode.restype, c.sinew_kll_encoded_size.restype, c.sinew_kll_rank_error.restype = sinew.CodecResult, ctypes.c_size_t, double
c.sinew_kll_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
for function in (c.sinew_kll_quantiles, c.sinew_kll_ranks):
    function.restype, function.argtypes = Result, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]
for _ in range(100):
    kind, sketch = random.choice(((F32, datasketches.kll_floats_sketch), (F64, datasketches.kll_doubles_sketch)))
    k, other_k = random.choice((8, 20, 200, 1000)), random.choice((8, 200, 4096))
    count = random.choice((1, 2, 7, 200, 3000, 20000))
    values = [random.gauss(0, 1) for _ in range(count)]
    kll, theirs = make(kind, k), sketch(k)
    update(kll, values)
    for value in values:
        theirs.update(value)
    what = (kind, k, count)
    # Theirs here, ours there.
    read = decode(theirs.serialize(), kind)
    same(read, theirs, ("theirs", *what))
    again = decode(encode(read), kind)
    same(again, theirs, ("theirs, written", *what))
    back = sketch.deserialize(encode(kll))
    same(kll, back, ("ours", *what))
    check(back.n == count, what, back.n)
    # Merged, there and here, with what goes on.
    other = make(kind, other_k)
    update(other, [random.gauss(0, 1) for _ in range(random.choice((5, 5000)))])
    back.merge(sketch.deserialize(encode(other)))
    back.merge(theirs)
    for _ in range(1000):
        back.update(random.gauss(0, 1))
    check(c.sinew_kll_merge(kll, decode(back.serialize(), kind), None) == 0, "merge")
    same(kll, sketch.deserialize(encode(kll)), ("merged", *what))
    median = of(c.sinew_kll_ranks, kll, [0])[0]
    check(abs(median - 0.5) < c.sinew_kll_rank_error(kll) + 3 / count**0.5, "median", median, what)
    for each in (kll, read, again, other):
        c.sinew_kll_destroy(each)
