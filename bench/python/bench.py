"""Interleaved rows, as bench/support has them for C++, with the same JSON on standard output."""

import argparse
import json
import statistics
import sys
import time

MIN_ROUNDS, MAX_ROUNDS = 5, 11
ROW_SECONDS = 4  # a row of slow contenders stops here, if it has its rounds


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("library", help="the path of libsinew.so")
    parser.add_argument("--quick", action="store_true", help="less input")
    parser.add_argument("--filter", default="", help="run the rows whose table and name contain this")
    return parser.parse_args()


class Table:
    def __init__(self, name, chosen):
        self.name, self.chosen, self.failed = name, chosen, False

    def run(self, name, unit, amount, sinew, peers):
        """Contenders are functions without arguments, which return a function that makes their result comparable: it is
        called before they are timed. The unit is in millions of the amount a second."""
        if self.chosen.filter not in f"{self.name} {name}":
            return
        expected = sinew()()
        for peer, work in peers:
            if (got := work()()) != expected:
                print(f"{self.name}: {name}: {peer} does not agree with Sinew: {got} and {expected}", file=sys.stderr)
                self.failed = True
                return
        contenders = [sinew, *(work for _, work in peers)]
        times = [[] for _ in contenders]
        start = time.perf_counter()
        for turn in range(MAX_ROUNDS):
            if turn >= MIN_ROUNDS and (self.chosen.quick or time.perf_counter() - start > ROW_SECONDS):
                break
            for work, spent in zip(contenders, times):
                before = time.perf_counter()
                work()
                spent.append(time.perf_counter() - before)

        def figure(spent):
            return float(f"{amount / statistics.median(spent) / 1e6:.4g}")

        line = {"table": self.name, "row": name, "unit": unit, "sinew": figure(times[0]), "peers": []}
        for (peer, _), spent in zip(peers, times[1:]):
            ratio = statistics.median(theirs / ours for theirs, ours in zip(spent, times[0]))
            line["peers"].append({"name": peer, "value": figure(spent), "ratio": round(ratio, 3)})
        print(json.dumps(line), flush=True)
        text = "".join(f"   {p['name']} {p['value']} ({p['ratio']:.2f}x)" for p in line["peers"])
        print(f"{self.name:18} {name:30} {line['sinew']:8} {unit}{text}", file=sys.stderr)
