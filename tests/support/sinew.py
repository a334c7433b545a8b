"""The C functions of Sinew that tests and benchmarks in Python call: `library = sinew.Library(PATH)`."""

import ctypes

TYPES = {
    "bool": 1, "i32": 18, "i64": 19, "u64": 35, "f64": 50, "date32": 64, "timestamp_us": 67, "string": 96,
    "large_string": 97,
}  # fmt: skip
NAMES = {number: name for name, number in TYPES.items()}
ROWS, SUM, MIN, MAX, MEAN = 1, 3, 4, 5, 6
COUNT_DISTINCT, QUANTILE_CONTINUOUS, QUANTILE_DISCRETE = 22, 23, 24
CSV_HEADER, CSV_NO_QUOTES, CSV_EMPTY_IS_NULL = 1, 2, 16
NDJSON_VALIDATE = 1
END = 1
FULL = 7

size_t, pointer, text = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p
i32, u32, u64 = ctypes.c_int32, ctypes.c_uint32, ctypes.c_uint64


def struct(title, /, **fields):
    return type(title, (ctypes.Structure,), {"_fields_": list(fields.items())})


Error = struct("Error", offset=size_t, status=i32, message=ctypes.c_char * 244)
Column = struct(
    "Column", type=i32, count=size_t, values=pointer, values_size=size_t, offsets=pointer, validity=pointer,
    validity_offset=size_t, values_offset=size_t,
)  # fmt: skip
BatchOptions = struct("BatchOptions", size=size_t, memory_limit=size_t)
Field = struct("Field", path=text, name=text, type=i32, flags=u32)
DecoderOptions = struct(
    "DecoderOptions", size=size_t, fields=ctypes.POINTER(Field), field_count=size_t, max_rows=size_t,
    max_record_size=size_t, max_value_size=size_t, max_rejects=size_t, memory_limit=size_t, flags=u32,
)  # fmt: skip
NDJSONOptions = struct("NDJSONOptions", size=size_t, max_depth=size_t, flags=u32)
CSVOptions = struct(
    "CSVOptions", size=size_t, null_text=text, max_columns=size_t, flags=u32, delimiter=ctypes.c_uint8, quote=ctypes.c_uint8
)
CodecResult = struct("CodecResult", read=size_t, written=size_t, status=i32)
Counts = struct("Counts", bytes=u64, records=u64, rows=u64, rejected_records=u64, rejected_values=u64, rejects=size_t)
Named = struct("Named", text=text, name=text)
Aggregate = struct(
    "Aggregate", function=i32, text=text, name=text, where=text, second=text, fraction=ctypes.c_double, lg_k=u32,
    relative_accuracy=ctypes.c_double,
)  # fmt: skip
PipelineOptions = struct(
    "PipelineOptions", size=size_t, decoder=pointer, columns=pointer, column_count=size_t, where=text, computed=pointer,
    computed_count=size_t, keys=ctypes.POINTER(Named), key_count=size_t, aggregates=ctypes.POINTER(Aggregate),
    aggregate_count=size_t, memory_limit=size_t, expected_groups=size_t, seed=u64,
)  # fmt: skip
ExpressionColumn = struct("ExpressionColumn", name=text, type=i32)
ExpressionOptions = struct(
    "ExpressionOptions", size=size_t, text=text, text_size=size_t, columns=ctypes.POINTER(ExpressionColumn),
    column_count=size_t, memory_limit=size_t,
)  # fmt: skip
ExpressionResult = struct("ExpressionResult", count=size_t, faults=size_t, status=i32)


AggregateSpec = struct(
    "AggregateSpec", size=size_t, function=i32, column=u32, flags=u32, filter=u32, second=u32, fraction=ctypes.c_double,
    lg_k=u32, relative_accuracy=ctypes.c_double,
)  # fmt: skip
ReduceResult = struct(
    "ReduceResult", type=i32, status=i32, count=size_t, i64=ctypes.c_int64, u64=u64, f64=ctypes.c_double, row=size_t
)
GroupByOptions = struct(
    "GroupByOptions", size=size_t, key_types=ctypes.POINTER(i32), key_count=size_t, value_types=ctypes.POINTER(i32),
    value_count=size_t, aggregates=ctypes.POINTER(AggregateSpec), aggregate_count=size_t, memory_limit=size_t,
    expected_groups=size_t, seed=u64,
)  # fmt: skip


def array(kind, values):
    return (kind * len(values))(*values)


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        for name, result, arguments in (
            ("batch_column", Column, (pointer, size_t)),
            ("batch_row_count", size_t, (pointer,)),
            ("decoder_decode", CodecResult, (pointer, pointer, size_t, pointer, u32, pointer)),
            ("decoder_reset", i32, (pointer,)),
            ("decoder_stats", Counts, (pointer,)),
            ("pipeline_write", CodecResult, (pointer, pointer, size_t, pointer, u32, pointer)),
            ("pipeline_results", i32, (pointer, pointer, pointer, pointer)),
            ("pipeline_reset", i32, (pointer,)),
            ("reduce", ReduceResult, (ctypes.POINTER(Column), ctypes.POINTER(AggregateSpec))),
            ("groupby_update", i32, (pointer, ctypes.POINTER(Column), size_t, ctypes.POINTER(Column), size_t, pointer)),
            ("groupby_count", size_t, (pointer,)),
            ("groupby_results", i32, (pointer, size_t, size_t, pointer, pointer)),
            ("groupby_reset", i32, (pointer,)),
            ("expression_destroy", None, (pointer,)),
            ("expression_evaluate", i32, (pointer, ctypes.POINTER(Column), size_t, size_t, pointer, pointer)),
            ("expression_filter", ExpressionResult, (pointer, ctypes.POINTER(Column), size_t, size_t, pointer)),
        ):
            function = getattr(self.c, "sinew_" + name)
            function.restype, function.argtypes = result, arguments

    def create(self, name, *arguments):
        """Returns the handle that sinew_<name>_create makes. It lives as long as the process."""
        handle, error = pointer(), Error()
        if getattr(self.c, f"sinew_{name}_create")(*arguments, ctypes.byref(handle), ctypes.byref(error)) != 0:
            raise ValueError(f"sinew_{name}_create: {error.message.decode()}")
        return handle

    def batch(self):
        return self.create("batch", ctypes.byref(BatchOptions(ctypes.sizeof(BatchOptions), 0)))

    def decoder(self, fields, csv=None, flags=0, delimiter=",", options=0):
        """Fields are (path, name, type), options the flags of any format. With `csv`, which are its flags, of delimited text, else of NDJSON."""
        options = DecoderOptions(size=ctypes.sizeof(DecoderOptions), field_count=len(fields), flags=options)
        options.fields = array(Field, [Field(path.encode(), name.encode(), TYPES[kind], 0) for path, name, kind in fields])
        if csv is None:
            format = NDJSONOptions(ctypes.sizeof(NDJSONOptions), 0, flags)
        else:
            format = CSVOptions(size=ctypes.sizeof(CSVOptions), flags=csv, delimiter=ord(delimiter))
        return self.create("ndjson" if csv is None else "csv", ctypes.byref(options), ctypes.byref(format))

    def decode(self, decoder, data, batch, use):
        """Calls use() for each batch of the whole input."""
        self.c.sinew_decoder_reset(decoder)
        buffer = ctypes.create_string_buffer(data, len(data))
        at, status = 0, FULL
        while status == FULL:
            result = self.c.sinew_decoder_decode(decoder, ctypes.addressof(buffer) + at, len(data) - at, batch, END, None)
            at, status = at + result.read, result.status
            use()
        if status != 0 or at != len(data):
            raise ValueError(f"status {status} at {at}")

    def pipeline(self, decoder, key, aggregates, where=None):
        """Aggregates are (function, text)."""
        options = PipelineOptions(size=ctypes.sizeof(PipelineOptions), decoder=decoder, key_count=1, aggregate_count=len(aggregates))
        options.where = where and where.encode()
        options.keys = array(Named, [Named(key.encode(), None)])
        options.aggregates = array(Aggregate, [Aggregate(f, t and t.encode()) for f, t in aggregates])
        return self.create("pipeline", ctypes.byref(options))

    def groupby(self, key, value, aggregates):
        """Over a key column and a value column of these types; aggregates are (function, fraction)."""
        options = GroupByOptions(size=ctypes.sizeof(GroupByOptions), key_count=1, value_count=1, aggregate_count=len(aggregates))
        options.key_types, options.value_types = array(i32, [TYPES[key]]), array(i32, [TYPES[value]])
        options.aggregates = array(AggregateSpec, [self.aggregate(*one) for one in aggregates])
        return self.create("groupby", ctypes.byref(options))

    def aggregate(self, function, fraction=0):
        return AggregateSpec(size=ctypes.sizeof(AggregateSpec), function=function, fraction=fraction)

    def evaluate(self, expression, columns, rows, results):
        """Makes `results` the values of an expression over a batch whose columns have these names and types."""
        options = ExpressionOptions(size=ctypes.sizeof(ExpressionOptions), column_count=len(columns))
        options.text, options.text_size = expression.encode(), len(expression.encode())
        options.columns = array(ExpressionColumn, [ExpressionColumn(name.encode(), TYPES[kind]) for name, kind in columns.items()])
        handle, error = self.create("expression", ctypes.byref(options)), Error()
        views = array(Column, [self.c.sinew_batch_column(rows, i) for i in range(len(columns))])
        count = self.c.sinew_batch_row_count(rows)
        if self.c.sinew_expression_evaluate(handle, views, len(columns), count, results, ctypes.byref(error)) != 0:
            raise ValueError(f"{expression}: {error.message.decode()}")
        self.c.sinew_expression_destroy(handle)

    def values(self, batch, index):
        """Returns a column as a list."""
        column = self.c.sinew_batch_column(batch, index)
        name, rows = NAMES[column.type], column.count

        def bit(address, i):
            return ctypes.cast(address, ctypes.POINTER(ctypes.c_uint8))[i // 8] >> i % 8 & 1

        def elements(kind, address, count):
            return ctypes.cast(address, ctypes.POINTER(kind))[:count] if count else []

        if name == "bool":
            values = [bool(bit(column.values, column.values_offset + i)) for i in range(rows)]
        elif name in ("string", "large_string"):
            offsets = elements(ctypes.c_int32 if name == "string" else ctypes.c_int64, column.offsets, rows + 1)
            data = ctypes.string_at(column.values, column.values_size)
            values = [data[offsets[i] : offsets[i + 1]].decode() for i in range(rows)]
        else:
            kind = {"i32": i32, "date32": i32, "u64": u64, "f64": ctypes.c_double}.get(name, ctypes.c_int64)
            values = elements(kind, column.values, rows)
        if column.validity:
            values = [v if bit(column.validity, column.validity_offset + i) else None for i, v in enumerate(values)]
        return values
