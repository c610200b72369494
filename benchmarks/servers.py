"""How two app servers with one store in PostgreSQL bear many writers: `python -m benchmarks.servers`.

A PostgreSQL of its own, durable as Debian sets it; two processes, each with its mirror, its follower, a reader who
asks again and again, and half of the writers. Each writer takes in one import of ROWS facts after the other. Said at
the end: how many were accepted, how long until both servers had each, what was lost, twice, or refused though nothing
was wrong; then what one change takes while nobody else writes, and what a new server takes to fetch all of it.
"""

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import duckdb

from data import homes, imports, store
from data.homes.mirror import Mirror
from data.homes.postgres import PostgresHome
from data.people import Person
from tests.databases import programs, running

ROWS = 20
KEEPER = Person("赵", "keeper")
SMALL = Path(__file__).parents[1] / "tests/data/small"
DOCUMENTS = "document_id,title_zh,issuer,kind,region_id"
FACTS = (
    "fact_id,document_id,region_id,indicator_id,role,place,locator,label_raw,value_raw,value,comparator,unit,"
    "year_from,year_to,basis,basis_source,reliability"
)


def import_of(folder: Path, name: str, region: str, indicator: str) -> Path:
    """A folder to import: one document with ROWS facts of years in which nobody else has any."""
    for part in ("catalog", "facts"):
        (folder / name / part).mkdir(parents=True)
    document = f"{name},试验 {name},试验单位,press,{region}"
    rows = [
        f"{name}.text{row},{name},{region},{indicator},actual,text,第{row}段,新增,{row},{row},eq,万人,"
        f"{1950 + row},{1950 + row},total,printed,B"
        for row in range(1, ROWS + 1)
    ]
    (folder / name / "catalog/documents.csv").write_text(f"{DOCUMENTS}\n{document}\n", encoding="utf-8")
    (folder / name / f"facts/{name}.csv").write_text("\n".join([FACTS, *rows]) + "\n", encoding="utf-8")
    return folder / name


def imports_of(folder: Path, shipped: Path) -> set[str]:
    """The imports that the ledger of a store has facts of."""
    asked = "select import_id, count(*) from facts where import_id <> 'shipped' group by 1"
    while True:
        # one that another has taken the place of between the two steps is gone
        with (
            contextlib.suppress(duckdb.IOException),
            duckdb.connect(str(store.built_file(folder, shipped)), read_only=True) as ledger,
        ):
            found = ledger.execute(asked).fetchall()
            break
    assert all(count == ROWS for _, count in found), "half an import"
    return {import_id for import_id, _ in found}


def serve(given: argparse.Namespace) -> None:
    """Be one server: follow, read, and write with so many threads; what happened goes to standard output as JSON."""
    shipped = Path(given.shipped)
    home = PostgresHome(given.address, Path(given.mirror), shipped)
    home.open()
    homes.opened(home)
    is_over, told = threading.Event(), {"accepted": {}, "seen": {}, "refused": [], "answers": 0}

    def follow() -> None:
        while not is_over.is_set():
            home.follow_on(2, is_over)

    def write(number: int) -> None:
        for turn in range(given.commits):
            name = f"{given.name}-{number}-{turn}"
            with tempfile.TemporaryDirectory() as aside:
                source = import_of(Path(aside), name, given.region, given.indicator)
                try:
                    imports.commit(source, name, home.folder, shipped, by=KEEPER)
                    told["accepted"][name] = time.time()
                except Exception as refused:
                    told["refused"].append(f"{name}: {refused}")

    def read() -> None:
        while not is_over.is_set():
            for name in imports_of(home.folder, shipped) - told["seen"].keys():
                told["seen"][name] = time.time()
            told["answers"] += 1
            is_over.wait(1)

    others = [threading.Thread(target=work, daemon=True) for work in (follow, read)]
    writers = [threading.Thread(target=write, args=(number,)) for number in range(given.writers)]
    for thread in (*others, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    print("written", flush=True)
    sys.stdin.readline()
    is_over.set()
    for thread in others:
        thread.join()
    told["last"] = sorted(imports_of(home.folder, shipped))
    print(json.dumps(told), flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.servers", description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--commits", type=int, default=100)
    parser.add_argument("--small", action="store_true", help="the small ledger of the tests, not the shipped one")
    parser.add_argument("--bare", action="store_true", help="ledgers of their tables alone, without any rule")
    for hidden in ("address", "mirror", "shipped", "name", "region", "indicator"):
        parser.add_argument(f"--{hidden}", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.bare:
        store.RULES, store.rule = (), lambda connection, names=(): None
    if given.name:
        serve(given)
        return 0
    with tempfile.TemporaryDirectory(prefix="planledger-servers-") as aside, running(programs(), ()) as cluster:
        folder = Path(aside)
        shipped = shutil.copytree(SMALL, folder / "shipped") if given.small else store.SHIPPED
        region, indicator = ("demo-east", "demo_jobs") if given.small else ("qingdao", "new_urban_jobs")
        address, begun = cluster.address(cluster.new()), time.time()
        about = {"address": address, "shipped": shipped, "region": region, "indicator": indicator}
        about |= {"writers": given.writers // 2, "commits": given.commits}
        servers = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks.servers", "--name", name, "--mirror", str(folder / name)]
                + ["--bare"] * given.bare
                + [word for key, value in about.items() for word in (f"--{key}", str(value))],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for name in ("one", "two")
        ]  # fmt: skip
        for server in servers:
            assert server.stdout.readline() == "written\n"
        took = time.time() - begun
        time.sleep(15)
        told = [json.loads(server.communicate("\n")[0].splitlines()[-1]) for server in servers]
        report(told, took, cluster.folder, address)
        one_change(folder, address, shipped, region, indicator)
    return 0


def report(told: list[dict], took: float, folder: Path, address: str) -> None:
    """Print what the servers told."""
    accepted = told[0]["accepted"] | told[1]["accepted"]
    waits = [max(one["seen"].get(name, float("inf")) for one in told) - when for name, when in accepted.items()]
    with PostgresHome(address, folder).database.reading() as reading:
        there = reading.imports()
        lines = [json.loads(line)["of"] for line in reading.log_lines(0)]
    print(f"accepted: {len(accepted)} in {took:.0f} s; refused: {sum(len(one['refused']) for one in told)}")
    print(f"seen on both after: median {median(waits):.1f} s, longest {max(waits):.1f} s")
    print(f"lost: {len(accepted.keys() - there.keys())}; unasked: {len(there.keys() - accepted.keys())}")
    print(f"logged: {len(lines)}, twice: {len(lines) - len(set(lines))}")
    print(f"last states of both are all: {all(set(one['last']) == there.keys() for one in told)}")
    print(f"answers: {sum(one['answers'] for one in told)}, each of whole imports")
    for refused in [line for one in told for line in one["refused"]][:5]:
        print(refused)


def one_change(folder: Path, address: str, shipped: Path, region: str, indicator: str) -> None:
    """Print what one change takes alone, and what a new server takes to fetch all."""
    home = PostgresHome(address, folder / "alone", shipped)
    begun = time.perf_counter()
    with home.database.reading() as reading:
        Mirror(folder / "fetched").lay_imports(reading)
    print(f"all fetched anew: {time.perf_counter() - begun:.1f} s")
    home.open()
    homes.opened(home)
    took = []
    for turn in range(3):
        source = import_of(folder / "given", f"alone-{turn}", region, indicator)
        begun = time.perf_counter()
        imports.commit(source, f"alone-{turn}", home.folder, shipped, by=KEEPER)
        took.append(time.perf_counter() - begun)
    print(f"one change of {ROWS} rows: {', '.join(f'{seconds:.1f}' for seconds in took)} s")


if __name__ == "__main__":
    sys.exit(main())
