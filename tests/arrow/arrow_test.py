"""Takes batches of Sinew to pyarrow and back: `arrow_test.py LIBRARY`, the path of libsinew.so."""

import ctypes
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from sinew import BatchOptions, Column, Error

try:
    import pyarrow as pa
except ImportError as error:
    sys.exit(f"pyarrow is missing ({error}): cmake/venv.sh installs it, which needs the network")

lib = ctypes.CDLL(sys.argv[1])


class DictionaryOptions(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_size_t),
        ("type", ctypes.c_int32),
        ("memory_limit", ctypes.c_size_t),
        ("expected_values", ctypes.c_size_t),
        ("seed", ctypes.c_uint64),
    ]


lib.sinew_batch_column.restype = Column
lib.sinew_batch_column.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
for counter in (lib.sinew_batch_row_count, lib.sinew_batch_column_count, lib.sinew_dictionary_count):
    counter.restype = ctypes.c_size_t
    counter.argtypes = [ctypes.c_void_p]


def call(function, *arguments):
    error = Error()
    if function(*arguments, ctypes.byref(error)) != 0:
        raise ValueError(error.message.decode())


class Batch:
    def __init__(self):
        self.handle = ctypes.c_void_p()
        call(lib.sinew_batch_create, ctypes.byref(BatchOptions(ctypes.sizeof(BatchOptions), 0)), ctypes.byref(self.handle))

    def close(self):
        lib.sinew_batch_destroy(self.handle)
        self.handle = None


# struct ArrowSchema and struct ArrowArray have 9 and 10 words.
def structs():
    return (ctypes.c_uint64 * 9)(), (ctypes.c_uint64 * 10)()


def to_pyarrow(batch):
    schema, array = structs()
    call(lib.sinew_batch_export, batch.handle, schema, array)
    return pa.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))


def to_sinew(exported, batch):
    schema, array = structs()
    exported._export_to_c(ctypes.addressof(array), ctypes.addressof(schema))
    try:
        call(lib.sinew_batch_import, batch.handle, schema, array)
    except ValueError:
        # What was refused is still ours to release; pyarrow takes it back.
        type(exported)._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))
        raise


TYPES = [
    (pa.bool_(), lambda n: n % 2 == 0),
    (pa.int8(), lambda n: n % 100 - 50),
    (pa.int16(), lambda n: n - 300),
    (pa.int32(), lambda n: n << 20),
    (pa.int64(), lambda n: n << 40),
    (pa.uint8(), lambda n: n % 256),
    (pa.uint16(), lambda n: n * 3),
    (pa.uint32(), lambda n: n << 20),
    (pa.uint64(), lambda n: n << 50),
    (pa.float32(), lambda n: n / 4),
    (pa.float64(), lambda n: n / 3),
    (pa.date32(), lambda n: n + 20000),
    (pa.timestamp("s", "UTC"), lambda n: n),
    (pa.timestamp("ms", "UTC"), lambda n: n * 1000),
    (pa.timestamp("us", "UTC"), lambda n: n * 1000),
    (pa.timestamp("ns", "UTC"), lambda n: n * 1000),
    (pa.binary(16), lambda n: bytes([n % 256]) * 16),
    (pa.string(), lambda n: "x" * (n % 5)),
    (pa.large_string(), lambda n: "é" * (n % 7)),
    (pa.binary(), lambda n: b"\0" * (n % 9)),
    (pa.large_binary(), lambda n: b"\xff" * (n % 3)),
    (pa.list_(pa.int64()), lambda n: [None if i % 4 == 3 else n << i for i in range(n % 6)]),
    (pa.large_list(pa.bool_()), lambda n: [i % 2 == 0 for i in range(n % 5)]),
    (pa.list_(pa.large_string()), lambda n: ["é" * i for i in range(n % 4)]),
    (pa.large_list(pa.string()), lambda n: [None, "x"][: n % 3]),
    (pa.list_(pa.binary(16)), lambda n: [bytes([n % 256]) * 16] * (n % 3)),
]


def record(rows, nulls):
    columns, names = [], []
    for at, (kind, value) in enumerate(TYPES):
        values = [None if nulls and (row + at) % 3 == 0 else value(row) for row in range(rows)]
        columns.append(pa.array(values, type=kind))
        names.append(str(kind))
    return pa.RecordBatch.from_arrays(columns, names=names)


def test_round_trips():
    for rows in (0, 1, 8, 200):
        for nulls in (False, True):
            whole = record(rows, nulls)
            for wanted in (whole, whole.slice(rows // 3), whole.slice(rows // 4, rows // 2)):
                batch = Batch()
                to_sinew(wanted, batch)
                assert lib.sinew_batch_row_count(batch.handle) == wanted.num_rows
                have = to_pyarrow(batch)
                batch.close()
                have.validate(full=True)
                assert have.schema.equals(wanted.schema), (have.schema, wanted.schema)
                assert have.equals(wanted), (have, wanted)


def test_single_arrays():
    batch = Batch()
    to_sinew(pa.array([1, None, 3]), batch)
    assert lib.sinew_batch_column_count(batch.handle) == 1
    assert to_pyarrow(batch).column(0).to_pylist() == [1, None, 3]
    batch.close()


def test_refusals():
    batch = Batch()
    to_sinew(pa.array([1, 2, 3]), batch)
    for refused, words in (
        (pa.array([[[1]], [[2]]]), "not supported"),
        (pa.array([[{"a": 1}]]), "not supported"),
        (pa.array(["a", "b", "a"]).dictionary_encode(), "dictionary-encoded"),
        (pa.array([None, None]), "not supported"),
        (pa.array([{"a": 1}, None]), "null as a whole"),
        (pa.array([1], pa.decimal128(10)), "not supported"),
    ):
        try:
            to_sinew(refused, batch)
        except ValueError as error:
            assert words in str(error), error
        else:
            raise AssertionError(refused)
        assert to_pyarrow(batch).column(0).to_pylist() == [1, 2, 3]
    batch.close()


def test_dictionary_of_a_record():
    cities = pa.array(["Oslo", "Rome", None, "Oslo", "Lima"], pa.string())
    batch, values = Batch(), Batch()
    to_sinew(cities, batch)
    dictionary = ctypes.c_void_p()
    options = DictionaryOptions(ctypes.sizeof(DictionaryOptions), 96, 0, 0, 0)
    call(lib.sinew_dictionary_create, ctypes.byref(options), ctypes.byref(dictionary))
    indices = (ctypes.c_uint32 * len(cities))()
    column = lib.sinew_batch_column(batch.handle, 0)
    call(lib.sinew_dictionary_encode, dictionary, ctypes.byref(column), indices)
    assert list(indices) == [0, 1, 0, 0, 2]
    count = ctypes.c_size_t(lib.sinew_dictionary_count(dictionary))
    call(lib.sinew_dictionary_values, dictionary, ctypes.c_size_t(0), count, values.handle)
    out = to_pyarrow(values)
    lib.sinew_dictionary_destroy(dictionary)
    batch.close()
    values.close()
    assert out.column("value").to_pylist() == ["Oslo", "Rome", "Lima"]


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
        print(name, "passed")
