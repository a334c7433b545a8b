"""Quantiles of random columns by Sinew and by DuckDB: `quantiles_test.py LIBRARY [SEED]`, the path of libsinew.so.

What lies between two values may differ in its last bits: of values that are the same DuckDB interpolates, too, and values of
both signs cancel out.
"""

import ctypes
import math
import os
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import sinew

try:
    import duckdb
except ImportError as error:
    sys.exit(f"duckdb is missing ({error}): cmake/venv.sh installs it, which needs the network")

RUNS = 30
SQL = {"i32": "INTEGER", "i64": "BIGINT", "u64": "UBIGINT", "f64": "DOUBLE"}
C = {"i32": ctypes.c_int32, "i64": ctypes.c_int64, "u64": ctypes.c_uint64, "f64": ctypes.c_double}
FUNCTIONS = {sinew.QUANTILE_CONTINUOUS: "quantile_cont", sinew.QUANTILE_DISCRETE: "quantile_disc"}


def random_value(kind, choose):
    if kind == "f64":
        return choose.choice((choose.gauss(0, 1), float(choose.randrange(9)), math.inf, math.nan, -0.0))
    if kind == "u64":
        return choose.getrandbits(choose.randrange(1, 65))
    bits = choose.randrange(1, 32 if kind == "i32" else 64)
    return choose.getrandbits(bits) * choose.choice((-1, 1))


def column(kind, values):
    data = (C[kind] * len(values))(*(0 if value is None else value for value in values))
    valid = bytearray((len(values) + 7) // 8)
    for i, value in enumerate(values):
        valid[i // 8] |= (value is not None) << i % 8
    bits = (ctypes.c_uint8 * len(valid))(*valid)
    made = sinew.Column(
        sinew.TYPES[kind], len(values), ctypes.addressof(data), ctypes.sizeof(data), None, ctypes.addressof(bits), 0, 0
    )
    made.memory = data, bits
    return made


def is_same(ours, theirs, scale):
    if ours is None or theirs is None or theirs != theirs or ours == theirs:
        return ours is theirs or ours == theirs or (ours != ours and theirs != theirs)
    return abs(ours - theirs) <= scale * 1e-15


def main():
    library = sinew.Library(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "little")
    choose = random.Random(seed)
    connection = duckdb.connect()
    batch = library.batch()
    for run in range(RUNS):
        kind = choose.choice(tuple(SQL))
        rows = choose.choice((1, 2, 3, 10, 100, 1500))
        values = [None if choose.random() < 0.1 else random_value(kind, choose) for _ in range(rows)]
        keys = [choose.randrange(choose.choice((1, 5, 1000))) for _ in range(rows)]
        fractions = [choose.choice((0, 1, 0.5, choose.randrange(101) / 100, choose.random())) for _ in range(3)]
        lists = f"unnest(?::BIGINT[]) AS k, unnest(?::{SQL[kind]}[]) AS v"
        connection.execute(f"CREATE OR REPLACE TABLE t AS SELECT {lists}", [keys, values])
        aggregates = [(function, fraction) for function in FUNCTIONS for fraction in fractions]
        scale = max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0)
        text = ", ".join(f"{FUNCTIONS[function]}(v, {fraction!r}::DOUBLE)" for function, fraction in aggregates)
        of_rows = column(kind, values)
        for (function, fraction), theirs in zip(aggregates, connection.execute(f"SELECT {text} FROM t").fetchone()):
            result = library.c.sinew_reduce(ctypes.byref(of_rows), ctypes.byref(library.aggregate(function, fraction)))
            member = {50: "f64", 35: "u64"}.get(result.type, "i64")
            ours = getattr(result, member) if result.count else None
            if result.status != 0 or not is_same(ours, theirs, scale):
                sys.exit(f"seed {seed}, run {run}: {FUNCTIONS[function]} {fraction} of {kind}: {ours}, DuckDB {theirs}: {values}")
        groupby = library.groupby("i64", kind, aggregates)
        if library.c.sinew_groupby_update(groupby, ctypes.byref(column("i64", keys)), 1, ctypes.byref(of_rows), 1, None) != 0:
            sys.exit("the rows are refused")
        library.c.sinew_groupby_results(groupby, 0, library.c.sinew_groupby_count(groupby), batch, None)
        ours = sorted(zip(*(library.values(batch, i) for i in range(1 + len(aggregates)))), key=lambda row: row[0])
        theirs = connection.execute(f"SELECT k, {text} FROM t GROUP BY k ORDER BY k").fetchall()
        for mine, other in zip(ours, theirs, strict=True):
            if mine[0] != other[0] or not all(is_same(a, b, scale) for a, b in zip(mine, other)):
                sys.exit(f"seed {seed}, run {run}: {aggregates} of {kind}: {mine}, DuckDB {other}")
        library.c.sinew_groupby_destroy(groupby)


main()
