"""Decodes random JSON and CSV by Sinew and by DuckDB: `decoders_test.py LIBRARY [SEED]`, the path of libsinew.so.

What they define differently is not generated: values of another type than their field, which DuckDB casts if it can; a
name that an object has twice; -0 without a point, which DuckDB reads as an integer; and of damaged CSV what DuckDB takes,
see damaged().
"""

import datetime
import json
import os
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

RUNS, RECORDS, DAMAGED = 12, 300, 20
EPOCH = datetime.datetime(1970, 1, 1)
# By Sinew's type.
SQL = {
    "i64": "BIGINT", "u64": "UBIGINT", "f64": "DOUBLE", "bool": "BOOLEAN", "string": "VARCHAR", "timestamp_us": "TIMESTAMP",
    "date32": "DATE",
}  # fmt: skip
LETTERS = 'abcxyz ABC09,;:{}[]"\\/\n\r\t\x01\x7f\u00e9\u20ac\u4e2d\U0001f600'


def comparable(value):
    """A value of DuckDB as Sinew has it, and both so that floats compare bit by bit."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // datetime.timedelta(microseconds=1)
    if isinstance(value, datetime.date):
        return (value - EPOCH.date()).days
    if isinstance(value, float):
        return struct.pack("<d", value)
    return value


class Generator(random.Random):
    def text(self):
        return "".join(self.choices(LETTERS, k=self.choice((0, 1, 3, 8, 15, 16, 17, 40))))

    def decimal(self):
        return self.choice(
            (
                lambda: repr(struct.unpack("<d", struct.pack("<Q", self.getrandbits(62)))[0]),
                lambda: f"{self.uniform(-1e6, 1e6):.{self.randrange(18)}f}",
                lambda: f"{self.randrange(10**18)}.{self.randrange(10**18)}e{self.randrange(-300, 280)}",
                lambda: f"-{self.randrange(1, 1000)}",
                lambda: "0.1",
                lambda: f"{self.randrange(10**self.randrange(1, 30))}",
            )
        )()

    def value(self, kind):
        """The text of a value."""
        if kind == "i64":
            edge = self.choice((-(2**63), 2**63 - 1, 0, -1))
            return str(edge if self.random() < 0.1 else self.randrange(-(10 ** self.randrange(1, 19)), 10 ** self.randrange(1, 19)))
        if kind == "u64":
            return str(2**64 - 1 if self.random() < 0.1 else self.getrandbits(self.randrange(1, 65)))
        if kind == "f64":
            return self.decimal()
        if kind == "bool":
            return self.choice(("true", "false"))
        if kind == "string":
            return self.text()
        when = EPOCH + datetime.timedelta(days=self.randrange(-40000, 60000), microseconds=self.randrange(86400 * 10**6))
        if kind == "date32":
            return when.strftime("%Y-%m-%d")
        if self.random() < 0.5:
            when = when.replace(microsecond=0)
        return when.isoformat(sep=self.choice(" T"))


def spaces(r):
    return r.choice(("", "", "", " ", "\t", "  "))


def quoted(r, text):
    """A string of JSON, with characters as they are or escaped."""
    out = []
    for ch in text:
        if ch in '"\\' or ch < " ":
            short = json.dumps(ch)[1:-1]
            out.append(short if r.random() < 0.7 else f"\\u{ord(ch):04x}")
        elif ch == "/" and r.random() < 0.5:
            out.append("\\/")
        elif r.random() < 0.1:
            out.append(json.dumps(ch)[1:-1] if ord(ch) > 127 else f"\\u{ord(ch):04X}")
        else:
            out.append(ch)
    return '"' + "".join(out) + '"'


def json_value(r, kind):
    text = r.value(kind)
    return quoted(r, text) if kind in ("string", "timestamp_us", "date32") else text


def junk(r, depth=3):
    """Something that no field wants."""
    kind = r.randrange(7 if depth else 5)
    if kind < 4:
        return json_value(r, ("i64", "f64", "bool", "string")[kind])
    if kind == 4:
        return "null"
    parts = [junk(r, depth - 1) for _ in range(r.randrange(4))]
    if kind == 5:
        return "[" + spaces(r) + ("," + spaces(r)).join(parts) + "]"
    return json_object(r, [(f"k{i}", part) for i, part in enumerate(parts)])


def json_object(r, members):
    between = lambda: spaces(r)
    return "{" + ",".join(f"{between()}{quoted(r, name)}{between()}:{between()}{value}{between()}" for name, value in members) + "}"


# Of each field its path, type, and where DuckDB has it.
FIELDS = [
    ("integer", "i64", '"integer"'), ("natural", "u64", '"natural"'), ("real", "f64", '"real"'),
    ("truth", "bool", '"truth"'), ("text", "string", '"text"'), ("time", "timestamp_us", '"time"'),
    ("day", "date32", '"day"'), ("/user/id", "i64", '"user".id'), ("/user/home/city", "string", '"user".home.city'),
    ("/tags/0", "string", "tags[1]"), ("/numbers/2", "f64", "numbers[3]"),
]  # fmt: skip
JSON_COLUMNS = {name: SQL[kind] for name, kind, _ in FIELDS if name[0] != "/"} | {
    "user": "STRUCT(id BIGINT, home STRUCT(city VARCHAR))",
    "tags": "VARCHAR[]",
    "numbers": "DOUBLE[]",
}


def json_record(r):
    def perhaps(name, value):
        if r.random() < 0.8:
            yield name, value() if r.random() < 0.85 else "null"

    def user():
        home = lambda: json_object(r, list(perhaps("city", lambda: json_value(r, "string"))) + [("zip", junk(r, 1))])
        return json_object(r, [*perhaps("id", lambda: json_value(r, "i64")), *perhaps("home", home)])

    members = [m for name, kind, _ in FIELDS if name[0] != "/" for m in perhaps(name, lambda: json_value(r, kind))]
    members += perhaps("user", user)
    for name, kind in (("tags", "string"), ("numbers", "f64")):
        members += perhaps(name, lambda: "[" + ",".join(spaces(r) + json_value(r, kind) for _ in range(r.randrange(5))) + "]")
    members += [(f"other{i}", junk(r)) for i in range(r.randrange(4))]
    if r.random() < 0.5:
        r.shuffle(members)
    return json_object(r, members)


def csv_value(r, kind):
    if r.random() < 0.1:
        return ""
    text = r.value(kind)
    if kind == "string" and (set(text) & set(',"\n\r') or text == "" or r.random() < 0.2):
        return '"' + text.replace('"', '""') + '"'
    return text


class Differential:
    def __init__(self, library):
        self.library = sinew.Library(library)
        self.batch = self.library.batch()
        self.duckdb = duckdb.connect(config={"threads": 1})
        self.file = tempfile.NamedTemporaryFile(suffix=".txt")

    def compare(self, what, data, decoder, fields, query):
        ours = [[] for _ in fields]
        self.library.decode(decoder, data, self.batch, lambda: [c.extend(self.library.values(self.batch, i)) for i, c in enumerate(ours)])
        counts = self.library.c.sinew_decoder_stats(decoder)
        with open(self.file.name, "wb") as file:
            file.write(data)
        theirs = self.duckdb.execute(query.format(self.file.name)).fetchall()
        ours = [tuple(map(comparable, row)) for row in zip(*ours)]
        theirs = [tuple(map(comparable, row)) for row in theirs]
        for i, (a, b) in enumerate(zip(ours, theirs)):
            if a != b:
                sys.exit(f"{what}: row {i}\n  {fields}\n  Sinew  {a}\n  DuckDB {b}")
        if len(ours) != len(theirs) or counts.rejected_records or counts.rejected_values:
            sys.exit(f"{what}: {len(ours)} rows, DuckDB has {len(theirs)}; {counts.rejected_records} records rejected, {counts.rejected_values} values")

    def json(self, r, what):
        data = "".join(json_record(r) + r.choice(("\n", "\n", "\r\n")) for _ in range(RECORDS)).encode()
        decoder = self.library.decoder([(path, path, kind) for path, kind, _ in FIELDS], flags=r.choice((0, sinew.NDJSON_VALIDATE)))
        columns = ", ".join(f'"{name}": \'{kind}\'' for name, kind in JSON_COLUMNS.items())
        self.compare(what, data, decoder, FIELDS, "SELECT " + ", ".join(of for _, _, of in FIELDS) +
                     " FROM read_json('{0}', format = 'newline_delimited', columns = {{" + columns + "}})")  # fmt: skip

    def csv(self, r, what):
        fields = [(f"c{i}", kind) for i, kind in enumerate(r.choices(list(SQL), k=r.randrange(2, 9)))]
        end, end_name = r.choice((("\n", "\\n"), ("\r\n", "\\r\\n")))
        lines = [",".join(name for name, _ in fields)]
        lines += [",".join(csv_value(r, kind) for _, kind in fields) for _ in range(RECORDS)]
        wanted = sorted(r.sample(fields, r.randrange(1, len(fields) + 1)))
        decoder = self.library.decoder([(name, name, kind) for name, kind in wanted], csv=sinew.CSV_HEADER | sinew.CSV_EMPTY_IS_NULL)
        columns = ", ".join(f"'{name}': '{SQL[kind]}'" for name, kind in fields)
        self.compare(what, (end.join(lines) + end).encode(), decoder, wanted, "SELECT " + ", ".join(name for name, _ in wanted) +
                     " FROM read_csv('{0}', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                     f"new_line = '{end_name}', allow_quoted_nulls = false, columns = {{{{{columns}}}}})")  # fmt: skip


    def damaged_csv(self, r):
        """Strings with a byte too many, too few or of another kind, a record at a time: the same ones are rejected."""
        names = [f"c{i}" for i in range(r.randrange(2, 6))]
        decoder = self.library.decoder([(name, name, "string") for name in names], csv=sinew.CSV_HEADER | sinew.CSV_EMPTY_IS_NULL)
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        rejected = 0
        for _ in range(DAMAGED):
            line = damaged(r, ",".join(csv_value(r, "string") for _ in names).translate({10: " ", 13: " "}), len(names))
            data = (",".join(names) + "\n" + line + "\n").encode()
            ours = [[] for _ in names]
            self.library.decode(decoder, data, self.batch, lambda: [c.extend(self.library.values(self.batch, i)) for i, c in enumerate(ours)])
            rejected += self.library.c.sinew_decoder_stats(decoder).rejected_records
            with open(self.file.name, "wb") as file:
                file.write(data)
            theirs = self.duckdb.execute(
                f"SELECT * FROM read_csv('{self.file.name}', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                f"new_line = '\\n', allow_quoted_nulls = false, store_rejects = true, columns = {{{columns}}})"
            ).fetchall()
            if list(zip(*ours)) != theirs:
                sys.exit(f"damaged csv: {line!r}\n  Sinew  {list(zip(*ours))}\n  DuckDB {theirs}")
        return rejected


def damaged(r, line, count):
    """The line, perhaps damaged, but not so that DuckDB takes it: it has one more field if that is empty, and a quote in a field
    that does not begin with one."""
    if r.random() < 0.5:
        return line
    at, byte = r.randrange(len(line) + 1), r.choice('",x')
    changed = r.choice((line[:at] + byte + line[at:], line[:at] + line[at + 1 :], line[:at] + byte + line[at + 1 :], line + ",x"))
    fields, rest = 0, changed
    while True:
        fields += 1
        if rest.startswith('"'):
            # To the quote that closes the field.
            end = 1
            while (end := rest.find('"', end)) >= 0 and rest[end + 1 : end + 2] == '"':
                end += 2
            if end < 0:
                break
            text, comma, rest = rest[end + 1 :].partition(",")
        else:
            text, comma, rest = rest.partition(",")
            if '"' in text:
                return line
        if not comma:
            if fields == count + 1 and changed.endswith(","):
                return line
            break
    return changed


def main():
    differential = Differential(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(first, first + RUNS):
        for name in ("json", "csv"):
            getattr(differential, name)(Generator(seed), f"{name}, seed {seed}")
    rejected = sum(differential.damaged_csv(Generator(seed)) for seed in range(first, first + RUNS))
    if rejected < RUNS:
        sys.exit(f"{rejected} damaged records were rejected")
    print(f"{2 * RUNS} inputs of {RECORDS} records agree with DuckDB {duckdb.__version__}")


if __name__ == "__main__":
    main()
