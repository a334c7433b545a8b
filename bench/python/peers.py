"""Times Sinew's C functions against DuckDB and Polars: `peers.py LIBRARY [--quick] [--filter TEXT]`.

All of them run in this process, on one thread, and read files that are in memory.
"""

import os
import pathlib
import random
import sys
import tempfile

os.environ["POLARS_MAX_THREADS"] = "1"

import ctypes  # noqa: E402

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tests/support"))
import bench  # noqa: E402
import sinew  # noqa: E402

DUCKDB, POLARS = f"DuckDB {duckdb.__version__}", f"Polars {pl.__version__}"
PIECE = 256 << 10


def rounded(rows):
    """Groups in the order of their names, with means that are rounded: some add up in another order."""
    return sorted((name, *(round(value, 6) for value in values)) for name, *values in rows)


class Ingest:
    """Files to groups."""

    def __init__(self, chosen, library, folder):
        self.library, self.folder = library, folder
        self.table = bench.Table("python/ingest", chosen)
        self.size = (8 if chosen.quick else 64) << 20
        self.duckdb = duckdb.connect(config={"threads": 1})
        self.batch = library.batch()
        self.piece = ctypes.create_string_buffer(PIECE)

    def write(self, name, line, header=""):
        """Writes lines of at least `size` bytes, and returns the path and the number of lines."""
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(header)
            some = [line() for _ in range(50_000)]
            rows = 0
            while file.tell() < self.size:
                file.write("".join(some))
                random.shuffle(some)
                rows += len(some)
        return path, rows

    def sinew(self, path, columns, **how):
        """A function that gives a file to a pipeline."""
        key, aggregates, where = how.pop("key"), how.pop("aggregates"), how.pop("where", None)
        decoder = self.library.decoder(columns, **how)
        pipeline = self.library.pipeline(decoder, key, aggregates, where)
        c, address = self.library.c, ctypes.addressof(self.piece)

        def run():
            c.sinew_decoder_reset(decoder)
            c.sinew_pipeline_reset(pipeline)
            with open(path, "rb", buffering=0) as file:
                while True:
                    size = file.readinto(self.piece)
                    result = c.sinew_pipeline_write(pipeline, address, size, decoder, 0 if size else sinew.END, None)
                    if result.status != 0 or result.read != size:
                        raise ValueError(f"status {result.status}")
                    if not size:
                        break
            if c.sinew_pipeline_results(pipeline, None, self.batch, None) != 0:
                raise ValueError("no results")
            return lambda: rounded(zip(*(self.library.values(self.batch, i) for i in range(1 + len(aggregates)))))

        return run

    def sql(self, query):
        def run():
            columns = self.duckdb.execute(query).fetchnumpy().values()
            return lambda: rounded(zip(*(column.tolist() for column in columns)))

        return run

    def lazily(self, query):
        def run():
            frame = query.collect()
            return lambda: rounded(frame.rows())

        return run

    def run_all(self):
        airports = ["".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3)) for _ in range(300)]

        def flight():
            return (
                f"2001-{random.randrange(1, 13):02}-{random.randrange(1, 29):02} {random.randrange(24):02}:{random.randrange(60):02}:00",
                random.randrange(-20, 45), random.randrange(60, 2460), random.choice(airports), random.choice(airports),
            )  # fmt: skip

        names = ("date", "delay", "distance", "origin", "destination")
        types = dict(zip(names, ("VARCHAR", "BIGINT", "BIGINT", "VARCHAR", "VARCHAR")))
        schema = {"date": pl.String, "delay": pl.Int64, "distance": pl.Int64, "origin": pl.String, "destination": pl.String}
        fields = [("origin", "origin", "string"), ("delay", "delay", "i64"), ("distance", "distance", "i64")]
        by_origin = {"key": "origin", "aggregates": [(sinew.ROWS, None), (sinew.MEAN, "delay")]}
        counted = [pl.len(), pl.col("delay").mean()]
        query = "SELECT origin, count(*), avg(delay) FROM {} {} GROUP BY origin"

        def json_line():
            date, delay, distance, origin, destination = flight()
            return f'{{"date":"{date}","delay":{delay},"distance":{distance},"origin":"{origin}","destination":"{destination}"}}\n'

        path, rows = self.write("flights.ndjson", json_line)
        read = f"read_json('{path}', format = 'newline_delimited', columns = {{origin: 'VARCHAR', delay: 'BIGINT', distance: 'BIGINT'}})"
        scan = pl.scan_ndjson(path, schema=schema)
        self.table.run("NDJSON, flights by origin", "Mrows/s", rows, self.sinew(path, fields[:2], **by_origin), [
            (DUCKDB + " read_json", self.sql(query.format(read, ""))), (POLARS, self.lazily(scan.group_by("origin").agg(counted)))])  # fmt: skip
        self.table.run("NDJSON, flights by origin where distance > 1000", "Mrows/s", rows,
                       self.sinew(path, fields, where="distance > 1000", **by_origin), [
            (DUCKDB + " read_json", self.sql(query.format(read, "WHERE distance > 1000"))),
            (POLARS, self.lazily(scan.filter(pl.col("distance") > 1000).group_by("origin").agg(counted)))])  # fmt: skip
        os.remove(path)

        path, rows = self.write("flights.csv", lambda: ",".join(map(str, flight())) + "\n", ",".join(names) + "\n")
        read = f"read_csv('{path}', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {types})"
        scan = pl.scan_csv(path, schema=schema)
        self.table.run("CSV, flights by origin", "Mrows/s", rows, self.sinew(path, fields[:2], csv=sinew.CSV_HEADER, **by_origin), [
            (DUCKDB + " read_csv", self.sql(query.format(read, ""))), (POLARS, self.lazily(scan.group_by("origin").agg(counted)))])  # fmt: skip
        os.remove(path)

        for count in (413, 10_000):
            stations = ["".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=random.randrange(3, 15))) for _ in range(count)]
            path, rows = self.write("stations.txt", lambda: f"{random.choice(stations)};{random.randrange(-999, 1000) / 10}\n")
            read = f"read_csv('{path}', auto_detect = false, header = false, delim = ';', quote = '', escape = '', columns = {{name: 'VARCHAR', degrees: 'DOUBLE'}})"
            scan = pl.scan_csv(path, separator=";", quote_char=None, has_header=False, schema={"name": pl.String, "degrees": pl.Float64})
            degrees = pl.col("degrees")
            self.table.run(f"name;degrees, {count:,} names", "Mrows/s", rows,
                           self.sinew(path, [("0", "name", "string"), ("1", "degrees", "f64")], csv=sinew.CSV_NO_QUOTES, delimiter=";", key="name",
                                      aggregates=[(sinew.MIN, "degrees"), (sinew.MEAN, "degrees"), (sinew.MAX, "degrees")]), [
                (DUCKDB + " read_csv", self.sql(f"SELECT name, min(degrees), avg(degrees), max(degrees) FROM {read} GROUP BY name")),
                (POLARS, self.lazily(scan.group_by("name").agg(degrees.min().alias("a"), degrees.mean().alias("b"), degrees.max().alias("c"))))])  # fmt: skip
            os.remove(path)


class Aggregates:
    """Quantiles and distinct values, of a column and of the groups of one."""

    def __init__(self, chosen, library):
        self.library = library
        self.table = bench.Table("python/aggregate", chosen)
        self.rows = (1 if chosen.quick else 10) * 1_000_000
        self.duckdb = duckdb.connect(config={"threads": 1})
        self.batch = library.batch()

    def column(self, kind, values):
        return sinew.Column(sinew.TYPES[kind], len(values), values.ctypes.data, values.nbytes)

    def median(self):
        values = np.random.default_rng(7).standard_normal(self.rows)
        column, spec = self.column("f64", values), self.library.aggregate(sinew.QUANTILE_CONTINUOUS, 0.5)
        frame = pl.DataFrame({"v": values})
        given = {"v": values}  # noqa: F841, which the query names
        self.duckdb.execute("CREATE TABLE v AS SELECT * FROM given")

        def run():
            result = self.library.c.sinew_reduce(ctypes.byref(column), ctypes.byref(spec))
            return lambda: round(result.f64, 12)

        def sql():
            median = self.duckdb.execute("SELECT median(v) FROM v").fetchone()[0]
            return lambda: round(median, 12)

        def eagerly():
            median = frame["v"].median()
            return lambda: round(median, 12)

        self.table.run("median", "Mrows/s", self.rows, run, [(DUCKDB, sql), (POLARS, eagerly)])

    def groups(self, row, keys, kind, values, aggregates, sql, expressions):
        """Times aggregates, as pairs of a function and a fraction, in SQL and of Polars, by keys."""
        c = self.library.c
        groupby = self.library.groupby("i64", kind, aggregates)
        key, value = self.column("i64", keys), self.column(kind, values)
        frame = pl.DataFrame({"k": keys, "v": values})
        given = {"k": keys, "v": values}  # noqa: F841
        self.duckdb.execute("CREATE OR REPLACE TABLE t AS SELECT * FROM given")
        piece = 65536

        def run():
            c.sinew_groupby_reset(groupby)
            for first in range(0, self.rows, piece):
                key.count = value.count = min(piece, self.rows - first)
                key.values, value.values = keys.ctypes.data + 8 * first, values.ctypes.data + 8 * first
                key.values_size = value.values_size = 8 * key.count
                if c.sinew_groupby_update(groupby, ctypes.byref(key), 1, ctypes.byref(value), 1, None) != 0:
                    raise ValueError("the rows are refused")
            if c.sinew_groupby_results(groupby, 0, c.sinew_groupby_count(groupby), self.batch, None) != 0:
                raise ValueError("no results")
            return lambda: rounded(zip(*(self.library.values(self.batch, i) for i in range(1 + len(aggregates)))))

        def query():
            columns = self.duckdb.execute(f"SELECT k, {sql} FROM t GROUP BY k").fetchnumpy().values()
            return lambda: rounded(zip(*(column.tolist() for column in columns)))

        def lazily():
            result = frame.lazy().group_by("k").agg(expressions).collect()
            return lambda: rounded(result.rows())

        self.table.run(row, "Mrows/s", self.rows, run, [(DUCKDB, query), (POLARS, lazily)])

    def run_all(self):
        random = np.random.default_rng(8)
        fractions = (0.5, 0.9, 0.99)
        self.median()
        for groups in (1_000, 100_000):
            self.groups(
                f"p50, p90 and p99 of {groups:,} groups",
                random.integers(0, groups, self.rows), "f64", random.standard_normal(self.rows),
                [(sinew.QUANTILE_CONTINUOUS, p) for p in fractions],
                ", ".join(f"quantile_cont(v, {p})" for p in fractions),
                [pl.col("v").quantile(p, "linear").alias(str(p)) for p in fractions],
            )  # fmt: skip
        for groups, distinct in ((10, 1_000), (1_000, 1_000_000), (100_000, 1_000_000)):
            self.groups(
                f"distinct values, {distinct:,}, of {groups:,} groups",
                random.integers(0, groups, self.rows), "i64", random.integers(0, distinct, self.rows),
                [(sinew.COUNT_DISTINCT, 0.0)], "count(DISTINCT v)", [pl.col("v").n_unique()],
            )  # fmt: skip


class Expressions:
    """How many rows of a table a condition keeps."""

    ROWS = 1 << 20
    CASES = (
        "a > 5 and b < 7 or c in (3, 5, 8)",
        "a + b > 2 * c",
        "a between 3 and 6 and d > 0.25",
        "d * 2.5 - a > b",
    )

    def __init__(self, chosen, library):
        self.library = library
        self.table = bench.Table("python/expression", chosen)
        generator = np.random.default_rng(7)
        self.columns = {name: generator.integers(0, 12, self.ROWS) for name in "abc"} | {"d": generator.random(self.ROWS)}
        self.frame = pl.DataFrame(self.columns)
        self.duckdb = duckdb.connect(config={"threads": 1})
        given = self.columns  # noqa: F841, which the query names
        self.duckdb.execute("CREATE TABLE t AS SELECT * FROM given")

    def sinew(self, text):
        described = sinew.array(
            sinew.ExpressionColumn, [sinew.ExpressionColumn(name.encode(), sinew.TYPES["f64" if name == "d" else "i64"]) for name in self.columns]
        )
        options = sinew.ExpressionOptions(ctypes.sizeof(sinew.ExpressionOptions), text.encode(), len(text), described, len(described), 0)
        expression = self.library.create("expression", ctypes.byref(options))
        bitmap = ctypes.create_string_buffer(self.ROWS // 8)
        columns = sinew.array(
            sinew.Column,
            [sinew.Column(sinew.TYPES["f64" if name == "d" else "i64"], self.ROWS, v.ctypes.data, v.nbytes) for name, v in self.columns.items()],
        )

        def run():
            count = self.library.c.sinew_expression_filter(expression, columns, len(columns), self.ROWS, bitmap).count
            return lambda: count

        return run

    def run_all(self):
        for text in self.CASES:
            kept = self.frame.lazy().filter(pl.sql_expr(text)).select(pl.len())
            query = f"SELECT count(*) FROM t WHERE {text}"

            def sql():
                count = self.duckdb.execute(query).fetchone()[0]
                return lambda: count

            def lazily():
                count = kept.collect().item()
                return lambda: count

            self.table.run(text, "Mrows/s", self.ROWS, self.sinew(text), [(DUCKDB, sql), (POLARS, lazily)])


def main():
    chosen = bench.options()
    library = sinew.Library(chosen.library)
    random.seed(1)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        ingest = Ingest(chosen, library, folder)
        ingest.run_all()
    expressions = Expressions(chosen, library)
    expressions.run_all()
    aggregates = Aggregates(chosen, library)
    aggregates.run_all()
    sys.exit(ingest.table.failed or expressions.table.failed or aggregates.table.failed)


if __name__ == "__main__":
    main()
