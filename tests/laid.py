"""Connections on which the rules are laid but once, for the many invented ledgers of a handful of rows."""

import re
from collections.abc import Callable
from functools import cache

import duckdb
import pandas as pd

from data import store

JUDGED = tuple(name for name in store.RULES if name not in store.FOUND)
FOUND = (*JUDGED, *store.FINDINGS)
CREATED = re.compile(r"^create (?:or replace )?(?:temp )?(table|view|macro) (\w+)( as\b)?", flags=re.MULTILINE)


class Laid:
    """One connection with schema and rules: its tables hold one ledger after another.

    What a rule makes of the facts (create table … as …) is made anew of each ledger, by the same statement, prepared.
    """

    def __init__(self, names: tuple[str, ...] = JUDGED):
        self.connection = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1})
        # a handful of rows is read sooner than the best way to read them is found
        self.connection.execute("pragma disable_optimizer")
        self.connection.execute((store.SHIPPED / "schema.sql").read_text(encoding="utf-8"))
        for table in ("periods", "themes", "units"):
            file = store.SHIPPED / "catalog" / f"{table}.csv"
            self.connection.execute(f"insert into {table} by name from read_csv(?, all_varchar = true)", [str(file)])
        store.rule(self.connection, [])
        # what each rule's name stands on, as far as words tell
        self.words: dict[str, set[str]] = {}
        # the tables that are made of the facts, in their order, and those that are made of the ledger that is held
        self.made: list[str] = []
        self.filled: set[str] = set()
        self.held: object = None
        for name in names:
            self._lay((store.SHIPPED / name).read_text(encoding="utf-8"))
        self.connection.execute(store.AFTER_RULES)

    def _lay(self, rules: str) -> None:
        for statement in self.connection.extract_statements(rules):
            text = statement.query
            self.connection.execute(text)
            if created := CREATED.search(text):
                kind, name, is_made = created.groups()
                self.words[name] = self.words.get(name, set()) | set(re.findall(r"\w+", text)) - {name}
                if kind == "table" and is_made:
                    self.made.append(name)
                    self.connection.execute(f"prepare fill_{name} as insert into {name} {text[created.end() :]}")

    def _needed(self, sql: str) -> set[str]:
        """The rules on which a statement stands, by the words that it and they use."""
        needed, asked = set(), set(re.findall(r"\w+", sql))
        while found := (asked & self.words.keys()) - needed:
            needed |= found
            asked = set().union(*(self.words[name] for name in found))
        return needed

    def hold(
        self, state: object, tables: Callable[[], dict[str, list[dict]]], sql: str | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Take the rows of a ledger in the place of those that are there, unless they are its own.

        state: what stands for the ledger as it is now. tables: its rows, in the order in which they refer to each
        other. sql: what is asked next, of all that is made of the facts; None: anything.
        """
        if self.held != state:
            self.held = None
            self._take(tables())
            self.held = state
        needed = self.words.keys() if sql is None else self._needed(sql)
        for table in self.made:
            if table in needed and table not in self.filled:
                self.connection.execute(f"execute fill_{table}")
                self.filled.add(table)
        return self.connection

    def _take(self, tables: dict[str, list[dict]]) -> None:
        for table in reversed([*tables, *self.made]):
            self.connection.execute(f"delete from {table}")
        self.filled.clear()
        for table, rows in tables.items():
            if rows:
                texts = [{key: x if x is None else str(x) for key, x in row.items()} for row in rows]
                self.connection.register("given", pd.DataFrame(texts, dtype=object))
                self.connection.execute(f"insert into {table} by name select * from given")
                self.connection.unregister("given")


@cache
def laid(names: tuple[str, ...] = JUDGED) -> Laid:
    """The connection of this process that has these rules."""
    return Laid(names)
