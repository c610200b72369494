"""Hostile inputs as strategies of hypothesis: what may be wrong with a CSV, a zip, a briefing's file, an address."""

import io
import json
import zipfile
from collections.abc import Sequence
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

# texts that have broken programs, ours among them
NASTY = (
    "", " ", "\0", "\x1b[31m", "‮", "\ufeff", "﷽", "𝔘", "e\u0301", "٣", "１２", "−1", "NaN", "nan", "inf", "-0",
    "1e999", "999999999999", "-999999999999", "99999999999.999999",
    "-99999999999", "0.00000000000000001", "1" + "0" * 400, "9" * 5000, "x" * 5000,
    "0x1f", "1_000", "2020-13", "0000-00-00", "9999-12-31", "=cmd|' /C calc'!A0", "@x", "+1", "-1", "\t", '"',
    '""', "a,b", "a\nb", "a\rb", "'; drop table facts; --", "$region_ids", "{value}", "{0}", "%s", "${x}",
    "../../etc/passwd", "/etc/passwd", "C:\\x", "<script>alert(1)</script>", "![x](http://foreign.invalid)",
    "null", "None", "true", "shipped", "demo-plan", "qingdao", "..", ".", "a/b", "a\\b", "CON", "%00", "%ff",
    "%2e%2e", "＝1", "[" * 300, "new_urban_jobs", "14fyp", "all",
)  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
# what HTTP can carry and a program hand on: no half letters
letters = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


def broken(content: bytes) -> SearchStrategy[bytes]:
    """The same bytes after up to four accidents: flipped, cut, doubled, put in, taken out."""
    place = st.integers(0, max(len(content) - 1, 0))

    def after(accidents: list[tuple[str, int, int, bytes]]) -> bytes:
        made = content
        for kind, at, length, more in accidents:
            if kind == "flip" and at < len(made):
                made = made[:at] + bytes([made[at] ^ (1 << length % 8)]) + made[at + 1 :]
            elif kind == "cut":
                made = made[:at]
            elif kind == "double":
                made = made[: at + length] + made[at:]
            elif kind == "in":
                made = made[:at] + more + made[at:]
            else:
                made = made[:at] + made[at + length :]
        return made

    kinds = st.sampled_from(("flip", "flip", "in", "out", "double", "cut"))
    more = st.one_of(st.binary(max_size=8), st.sampled_from(NASTY[:40]).map(lambda text: text.encode()))
    return st.lists(st.tuples(kinds, place, st.integers(0, 200), more), min_size=1, max_size=4).map(after)


def tables(contents: Sequence[tuple[str, str]]) -> SearchStrategy[tuple[str, bytes]]:
    """(place, bytes) of a CSV of these (place, text) with cells, lines, columns, letters or bytes that are wrong."""

    def of(one: tuple[str, str]) -> SearchStrategy[tuple[str, bytes]]:
        place, text = one
        lines = [line.split(",") for line in text.splitlines()]
        cell = st.tuples(st.integers(0, len(lines) - 1), st.integers(0, len(lines[0]) - 1), texts, st.booleans())

        def with_cells(cells: list[tuple[int, int, str, bool]]) -> bytes:
            rows = [list(line) for line in lines]
            for row, column, found, is_quoted in cells:
                # the header is left alone more often than not, or nothing else would be looked at
                row = row or (len(found) % 3 and 1) or 0
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = f'"{found.replace(chr(34), chr(34) * 2)}"' if is_quoted else found
            return "\n".join(",".join(row) for row in rows).encode("utf-8", "replace") + b"\n"

        encodings = st.sampled_from(("utf-16", "gb18030", "utf-32", "latin-1", "utf-8-sig", "utf-7"))
        return st.tuples(
            st.just(place),
            st.one_of(
                st.lists(cell, min_size=1, max_size=3).map(with_cells),
                st.lists(cell, min_size=1, max_size=3).map(with_cells),
                broken(text.encode()),
                encodings.map(lambda encoding: text.encode(encoding, "replace")),
                st.sampled_from(("\r", "\r\n", "\n\n", "\0\n")).map(lambda end: text.replace("\n", end).encode()),
                st.binary(max_size=60),
            ),
        )

    return st.sampled_from(contents).flatmap(of)


def archives(backup: bytes) -> SearchStrategy[bytes]:
    """Bytes of a zip: a backup that accidents befell, or one of entries that nobody of ours has packed."""
    with zipfile.ZipFile(io.BytesIO(backup)) as archive:
        known = {name: archive.read(name) for name in archive.namelist()}
    parts = st.sampled_from(
        ("imports", "briefings", "log.jsonl", "roles.toml", "planledger-backup.json", "..", "", "built")
    )
    name = st.one_of(
        st.sampled_from(sorted(known)),
        st.builds("/".join, st.lists(st.one_of(parts, letters), min_size=1, max_size=4)),
    )
    content = st.one_of(
        st.sampled_from([text.encode() for text in NASTY]),
        st.sampled_from(sorted(known.values())),
        st.just(b"\0" * 100_000),
        json_like.map(lambda value: json.dumps(value).encode()),
    )
    kinds = st.sampled_from((0, 0o100644, 0o120777, 0o040755, 0o010644, 0o060644, 0o104755))

    def packed(entries: list[tuple[str, bytes, int, int]]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for entry, inside, kind, method in entries:
                about = zipfile.ZipInfo(entry)
                about.external_attr = kind << 16
                about.compress_type = method
                archive.writestr(about, inside)
        return out.getvalue()

    entry = st.tuples(
        name, content, kinds, st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA))
    )
    with_more = st.lists(entry, min_size=1, max_size=3).map(
        lambda more: packed([(one, inside, 0, zipfile.ZIP_STORED) for one, inside in known.items()] + more)
    )
    return st.one_of(broken(backup), broken(backup), st.lists(entry, max_size=5).map(packed), with_more)


json_like = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inside: st.one_of(st.lists(inside, max_size=4), st.dictionaries(texts, inside, max_size=4)),
    max_leaves=12,
)


def briefing_files(known: Sequence[dict]) -> SearchStrategy[bytes]:
    """Bytes of a briefing's file: one of these with parts replaced, any JSON, or bytes that accidents befell."""

    def replaced(whole: dict, changes: list[tuple[list[int], object]]) -> bytes:
        made = json.loads(json.dumps(whole))
        for way, value in changes:
            place = made
            for step in way[:-1]:
                inside = list(place.values()) if isinstance(place, dict) else place
                inner = [one for one in inside if isinstance(one, dict | list) and one]
                if not inner:
                    break
                place = inner[step % len(inner)]
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if keys:
                place[keys[way[-1] % len(keys)]] = value
        return json.dumps(made, ensure_ascii=True).encode()

    way = st.lists(st.integers(0, 9), min_size=1, max_size=4)
    whole = [json.dumps(one, ensure_ascii=False).encode() for one in known]
    half_a_letter = b'{"form":1,"name":"\\ud800","items":[]}'
    endless = (b"[" * 20_000, b'{"a":' * 20_000, b'{"form": ' + b"9" * 5000 + b"}")
    odd = (b"", b"[", b'{"form": 1e999}', b"NaN", b"\xef\xbb\xbf{}", half_a_letter, *endless)
    return st.one_of(
        st.builds(replaced, st.sampled_from(known), st.lists(st.tuples(way, json_like), min_size=1, max_size=3)),
        st.builds(replaced, st.sampled_from(known), st.lists(st.tuples(way, texts), min_size=1, max_size=3)),
        json_like.map(lambda value: json.dumps(value).encode()),
        st.sampled_from(whole).flatmap(broken),
        st.sampled_from(odd),
    )


def addresses(questions: dict[str, Sequence[str]], briefings: Sequence[str]) -> SearchStrategy[dict]:
    """A request as ASGI has it: method, path, query and headers, each as a hostile program may write it.

    questions: name → parameters of those that there are. briefings: names of those that there are.
    """
    quoted = st.one_of(
        letters.map(lambda text: quote(text, safe="")),
        letters.map(lambda text: quote(text, safe="/%&=?#;+")),
        st.text("%0123456789abcdef/&=.,;+", max_size=20),
    )
    every = sorted({key for keys in questions.values() for key in keys} | {"lang", "look", "only"})
    asked = st.tuples(st.sampled_from(sorted(questions)), st.sampled_from(("csv", "json", "csv", "xml", ""))).map(
        ".".join
    )
    path = st.one_of(
        asked.map(lambda name: f"/data/{name}"),
        asked.map(lambda name: f"/data/{name}"),
        quoted.map(lambda name: f"/data/{name}.csv"),
        quoted.map(lambda name: f"/data/{name}"),
        quoted.map(lambda name: f"/present/{name}"),
        st.sampled_from([f"/present/{quote(name, safe='')}" for name in briefings]),
        quoted.map(lambda name: f"/{name}"),
    )
    pair = st.tuples(st.one_of(st.sampled_from(every), quoted), quoted).map("=".join)
    query = st.one_of(st.lists(pair, max_size=3).map("&".join), quoted)
    names = ("host", "origin", "if-none-match", "cookie", "x-forwarded-for", "forwarded", "x-planledger-user", "accept")
    header = st.tuples(
        st.sampled_from(names).map(str.encode),
        st.one_of(letters.map(lambda text: text.encode()[:300]), st.just(b'W/"x"'), st.just(b"127.0.0.1:8501")),
    )
    own = st.just((b"host", b"127.0.0.1:8501"))
    headers = st.tuples(st.one_of(*(own,) * 9, header), st.lists(header, max_size=2)).map(lambda two: [two[0], *two[1]])
    methods = st.sampled_from((*("GET",) * 16, "HEAD", "POST", "TRACE", "get"))
    return st.fixed_dictionaries({"method": methods, "raw": path, "query": query, "headers": headers})
