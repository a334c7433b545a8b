"""Computes random expressions by Sinew and by DuckDB: `expressions_test.py LIBRARY [SEED]`, the path of libsinew.so.

What SQL has in another way is written so: division of integers, the parts of an `if`, what does not fit, which is an
error there and null here, and casts of floats, which round there. NaN is not generated: DuckDB has it equal to itself.
"""

import datetime
import json
import math
import pathlib
import random
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import sinew

try:
    import duckdb
except ImportError as error:
    sys.exit(f"duckdb is missing ({error}): cmake/venv.sh installs it, which needs the network")

RUNS, TREES, ROWS = 8, 40, 200
EPOCH = datetime.datetime(1970, 1, 1)
COLUMNS = {
    "i": ("i64", "BIGINT"), "j": ("i64", "BIGINT"), "f": ("f64", "DOUBLE"), "g": ("f64", "DOUBLE"), "b": ("bool", "BOOLEAN"),
    "s": ("string", "VARCHAR"), "t": ("timestamp_us", "TIMESTAMP"), "d": ("date32", "DATE"),
}  # fmt: skip
WORDS = ("", "a", "ab", "JFK", "LGA", "J", "it's", "zürich", "K", "jfk", "longer than sixteen bytes")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


class Generator(random.Random):
    """Every method that makes an expression returns it as Sinew and as DuckDB write it."""

    def row(self):
        when = EPOCH + datetime.timedelta(days=self.randrange(-30000, 50000), microseconds=self.randrange(86400 * 10**6))
        values = {
            "i": self.choice((self.randrange(-9, 9), self.randrange(-(10**6), 10**6), 2**63 - 1, -(2**63), 2**62)),
            "j": self.randrange(-5, 6),
            "f": self.choice((0.0, -0.0, 2.5, -2.5, 1e10, self.uniform(-1e3, 1e3))),
            "g": float(self.randrange(-3, 4)),
            "b": self.random() < 0.5,
            "s": self.choice(WORDS),
            "t": when.isoformat(sep=" "),
            "d": when.strftime("%Y-%m-%d"),
        }
        return {name: value for name, value in values.items() if self.random() < 0.85}

    def any(self, kind, depth):
        return getattr(self, kind)(depth)

    def column(self, *names):
        name = self.choice(names)
        return name, name

    def case(self, kind, depth):
        (c, cs), (a, as_), (b, bs) = self.bool(depth - 1), self.any(kind, depth - 1), self.any(kind, depth - 1)
        if self.random() < 0.5:
            return f"coalesce({a}, {b})", f"coalesce({as_}, {bs})"
        return f"if({c}, {a}, {b})", f"CASE WHEN {cs} THEN {as_} ELSE {bs} END"

    def int(self, depth):
        if depth <= 0 or self.random() < 0.2:
            if self.random() < 0.7:
                return self.column("i", "j")
            value = self.choice((0, 1, 2, 7, 100, 2**40, 2**63 - 1))
            return str(value), f"{value}::BIGINT"
        choice = self.randrange(10)
        if choice < 5:
            (a, as_), (b, bs), operator = self.int(depth - 1), self.int(depth - 1), self.choice("+-*/%")
            return f"({a} {operator} {b})", f"TRY({as_} {'//' if operator == '/' else operator} {bs})"
        if choice == 5:
            a, as_ = self.int(depth - 1)
            return f"(-{a})", f"TRY(-({as_}))"
        if choice == 6:
            return self.case("int", depth)
        if choice == 7:
            a, as_ = self.string(depth - 1)
            return f"length({a})", f"strlen({as_})"
        if choice == 8:
            part = self.choice(("year", "month", "day", "hour", "minute", "second", "weekday"))
            a, as_ = self.time(depth - 1) if part in ("hour", "minute", "second") or self.random() < 0.5 else self.date(depth - 1)
            return f"{part}({a})", f"{'dayofweek' if part == 'weekday' else part}({as_})"
        kind = self.choice(("float", "bool", "time"))
        a, as_ = self.any(kind, depth - 1)
        sql = {"float": f"TRY_CAST(trunc({as_}) AS BIGINT)", "bool": f"CAST({as_} AS BIGINT)", "time": f"epoch_us({as_})"}
        return f"cast({a} as i64)", sql[kind]

    def float(self, depth):
        if depth <= 0 or self.random() < 0.2:
            if self.random() < 0.7:
                return self.column("f", "g")
            value = self.choice(("0.1e0", "2.5e0", "1e3", "0e0"))
            return value, value
        choice = self.randrange(5)
        if choice < 2:
            (a, as_), (b, bs), operator = self.float(depth - 1), self.any(self.choice(("int", "float")), depth - 1), self.choice("+-*")
            return f"({a} {operator} {b})", f"({as_} {operator} {bs})"
        if choice == 2:
            (a, as_), by = self.float(depth - 1), self.choice(("3e0", "0.7e0"))
            return f"({a} / {by})", f"({as_} / {by})"
        if choice == 3:
            return self.case("float", depth)
        a, as_ = self.any(self.choice(("int", "bool")), depth - 1)
        return f"cast({a} as f64)", f"CAST({as_} AS DOUBLE)"

    def string(self, depth):
        if depth > 0 and self.random() < 0.2:
            return self.case("string", depth)
        word = quoted(self.choice(WORDS))
        return self.column("s") if self.random() < 0.8 else (word, word)

    def time(self, depth):
        if depth > 0 and self.random() < 0.4:
            choice = self.randrange(3)
            if choice == 0:
                return self.case("time", depth)
            if choice == 1:
                a, as_ = self.date(depth - 1)
                return f"cast({a} as timestamp_us)", f"CAST({as_} AS TIMESTAMP)"
            a, as_ = self.time(depth - 1)
            width, interval = self.choice((("5m", "5 minutes"), ("7d", "7 days"), ("36h", "36 hours"), ("250ms", "250 milliseconds")))
            return f"bucket({a}, '{width}')", f"time_bucket(INTERVAL '{interval}', {as_}, TIMESTAMP '1970-01-01')"
        return self.column("t")

    def date(self, depth):
        if depth > 0 and self.random() < 0.3:
            if self.random() < 0.5:
                return self.case("date", depth)
            a, as_ = self.time(depth - 1)
            return f"cast({a} as date)", f"CAST({as_} AS DATE)"
        return self.column("d")

    def bool(self, depth):
        if depth <= 0:
            return self.column("b") if self.random() < 0.8 else self.choice((("true", "true"), ("false", "false")))
        choice = self.randrange(9)
        if choice < 3:
            (a, as_), (b, bs), word = self.bool(depth - 1), self.bool(depth - 1), self.choice(("and", "or"))
            return f"({a} {word} {b})", f"({as_} {word} {bs})"
        if choice == 3:
            a, as_ = self.bool(depth - 1)
            return f"(not {a})", f"(NOT {as_})"
        kind = self.choice(("int", "float", "string", "time", "date"))
        a, as_ = self.any(kind, depth - 1)
        if choice == 4:
            word = self.choice(("is null", "is not null"))
            return f"({a} {word})", f"({as_} {word})"
        if choice == 5:
            part, sql = self.choice((("starts_with", "starts_with"), ("ends_with", "suffix"), ("contains", "contains")))
            (a, as_), word = self.string(depth - 1), quoted(self.choice(WORDS))
            return f"{part}({a}, {word})", f"{sql}({as_}, {word})"
        negated = self.choice(("", "not "))
        if choice == 6:
            if kind in ("string", "int"):
                items = [quoted(self.choice(WORDS)) if kind == "string" else str(self.randrange(-5, 9)) for _ in range(self.randrange(1, 5))]
                items += ["null"] * (self.random() < 0.2)
                return f"({a} {negated}in ({', '.join(items)}))", f"({as_} {negated}in ({', '.join(items)}))"
            (b, bs), (c, cs) = self.any(kind, depth - 1), self.any(kind, depth - 1)
            return f"({a} {negated}between {b} and {c})", f"({as_} {negated}between {bs} and {cs})"
        other = {"int": "float", "float": "int", "time": "date", "date": "time"}.get(kind, kind) if self.random() < 0.3 else kind
        (b, bs), relation = self.any(other, depth - 1), self.choice(("=", "<>", "<", "<=", ">", ">="))
        return f"({a} {relation} {b})", f"({as_} {relation} {bs})"


def comparable(value):
    """A value of DuckDB as Sinew has it, and both so that floats compare bit by bit."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // datetime.timedelta(microseconds=1)
    if isinstance(value, datetime.date):
        return (value - EPOCH.date()).days
    if isinstance(value, float):
        return "nan" if math.isnan(value) else struct.pack("<d", value)
    return value


def main():
    library, connection = sinew.Library(sys.argv[1]), duckdb.connect(config={"threads": 1})
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(first, first + RUNS):
        r = Generator(seed)
        data = "".join(json.dumps(r.row()) + "\n" for _ in range(ROWS)).encode()
        batch, results = library.batch(), library.batch()
        decoder = library.decoder([(name, name, kind) for name, (kind, _) in COLUMNS.items()])
        library.decode(decoder, data, batch, lambda: None)
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(data)
            file.flush()
            columns = ", ".join(f"{name}: '{sql}'" for name, (_, sql) in COLUMNS.items())
            connection.execute(f"CREATE OR REPLACE TABLE rows AS SELECT * FROM read_json('{file.name}', format = 'newline_delimited', columns = {{{columns}}})")
        trees = [r.any(r.choice(("bool", "bool", "int", "float", "string", "time", "date")), r.randrange(1, 6)) for _ in range(TREES)]
        theirs = connection.execute("SELECT " + ", ".join(sql for _, sql in trees) + " FROM rows ORDER BY rowid").fetchall()
        for k, (text, sql) in enumerate(trees):
            library.evaluate(text, {name: kind for name, (kind, _) in COLUMNS.items()}, batch, results)
            for i, (a, row) in enumerate(zip(library.values(results, 0), theirs, strict=True)):
                if comparable(a) != comparable(row[k]):
                    values = {name: library.values(batch, at)[i] for at, name in enumerate(COLUMNS)}
                    sys.exit(f"seed {seed}, row {i} {values}\n  {text}\n  {sql}\n  Sinew {a!r}\n  DuckDB {row[k]!r}")
    print(f"{RUNS * TREES} expressions over {ROWS} rows agree with DuckDB {duckdb.__version__}")


if __name__ == "__main__":
    main()
