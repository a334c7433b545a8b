"""Sketches of the same random values by Sinew and by Apache DataSketches, each read by the other: `hll_test.py LIBRARY
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

I64 = 19  # SINEW_TYPE_I64
KINDS = (datasketches.HLL_4, datasketches.HLL_6, datasketches.HLL_8)
Options = sinew.struct("Options", size=sinew.size_t, lg_k=sinew.u32, memory_limit=sinew.size_t)
Estimate = sinew.struct("Estimate", value=ctypes.c_double, lower=ctypes.c_double, upper=ctypes.c_double)


def check(is_right, *what):
    if not is_right:
        sys.exit(f"seed {seed}: {what}")


def make(lg_k):
    hll = ctypes.c_void_p()
    check(c.sinew_hll_create(ctypes.byref(Options(ctypes.sizeof(Options), lg_k, 0)), ctypes.byref(hll), None) == 0, "create")
    return hll


def update(hll, values):
    words = (ctypes.c_int64 * len(values))(*values)
    column = sinew.Column(I64, len(values), ctypes.addressof(words), 8 * len(values))
    check(c.sinew_hll_update(hll, ctypes.byref(column), None) == 0, "update")


def encode(hll):
    out = ctypes.create_string_buffer(c.sinew_hll_encoded_size(hll))
    check(c.sinew_hll_encode(hll, out, len(out)).written == len(out), "encode")
    return out.raw


def decode(data):
    hll = ctypes.c_void_p()
    check(c.sinew_hll_decode(data, ctypes.c_size_t(len(data)), ctypes.c_size_t(0), ctypes.byref(hll), None) == 0, "decode", data)
    return hll


def near(a, b, part=1e-7):
    return abs(a - b) <= part * abs(b)


def registers(data):
    return data[40:] if data[0] == 10 else None


library = sinew.Library(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
random.seed(seed)
c = library.c
c.sinew_hll_estimate.restype, c.sinew_hll_encode.restype = Estimate, sinew.CodecResult
c.sinew_hll_encoded_size.restype = ctypes.c_size_t
c.sinew_hll_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
for _ in range(150):
    lg_k, other_lg_k = random.randint(4, 14), random.randint(4, 14)
    count = random.choice((0, 1, 7, 8, 20, 300, 5000))
    values = [random.getrandbits(random.choice((8, 62))) for _ in range(count)]
    hll, kind = make(lg_k), random.choice(KINDS)
    theirs = datasketches.hll_sketch(lg_k, kind)
    update(hll, values)
    for value in values:
        theirs.update(value)
    estimate = c.sinew_hll_estimate(hll, 2)
    check(near(estimate.value, theirs.get_estimate()), lg_k, count, estimate.value, theirs.get_estimate())
    # Theirs here, ours there.
    read = decode(theirs.serialize_compact() if random.random() < 0.5 else theirs.serialize_updatable())
    check(registers(encode(read)) == registers(encode(hll)), "registers", lg_k, count)
    check(near(c.sinew_hll_estimate(read, 2).value, theirs.get_estimate()), "estimate of theirs", lg_k, count)
    back = datasketches.hll_sketch.deserialize(encode(hll))
    check(near(back.get_estimate(), theirs.get_estimate()), "estimate of ours", lg_k, count)
    # Merged.
    more = [random.getrandbits(62) for _ in range(random.choice((3, 50, 4000)))]
    other, union = make(other_lg_k), datasketches.hll_union(lg_k)
    update(other, more)
    union.update(back)
    union.update(datasketches.hll_sketch.deserialize(encode(other)))
    check(c.sinew_hll_merge(hll, other, None) == 0, "merge")
    merged = union.get_result(datasketches.HLL_8)
    check(registers(encode(hll)) == registers(merged.serialize_compact()), "merged registers", lg_k, other_lg_k, count)
    error = 3 * 1.04 / 2 ** (min(lg_k, other_lg_k) / 2)
    check(near(c.sinew_hll_estimate(hll, 2).value, merged.get_estimate(), error), "merged", lg_k, other_lg_k, count)
    for each in (hll, read, other):
        c.sinew_hll_destroy(each)
