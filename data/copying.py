"""A whole store moved from one home to another, folder or PostgreSQL, then counted and compared."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from data import log, roles, state, store
from data.homes import Change, home_of, until_it_stands
from data.imports import ImportRefused
from data.log import LOG
from data.parts import DOCUMENTS, KEPT, KEPT_FILES, part
from data.people import Person, require

# what of a store is counted, in the order in which it is told
KINDS = ("imports", "files", "rows", "documents", "log", "rights")


@dataclass(frozen=True)
class Counted:
    """How many of one kind a store has, and the sum of them all."""

    count: int
    sha256: str


def counted(folder: Path) -> dict[str, Counted]:
    """What a store has of each of KINDS. Raises RolesFault."""
    imports = part(folder, "imports")
    files = {path.relative_to(imports).as_posix(): path.read_bytes() for path in _files(imports)}
    kept = [path for name in DOCUMENTS for path in _files(part(folder, name))]
    lines = [str(line) for line in log.read(folder)]
    people = sorted(
        f"{one.name}\t{one.role}\t{sorted(one.regions or ())}" for one in roles.read(folder).people.values()
    )
    told: dict[str, list[str] | list[bytes]] = {
        "imports": sorted({name.split("/")[0] for name in files}),
        "files": [f"{name}\t{hashlib.sha256(content).hexdigest()}" for name, content in files.items()],
        "rows": [line for name, content in files.items() if name.endswith(".csv") for line in content.splitlines()[1:]],
        "documents": [f"{path.name}\t{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in kept],
        "log": lines,
        "rights": people,
    }
    return {kind: Counted(len(told[kind]), _sum(told[kind])) for kind in KINDS}


def _files(folder: Path) -> list[Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not any(name.startswith(".") for name in path.relative_to(folder).parts)]


def _sum(told: list[str] | list[bytes]) -> str:
    digest = hashlib.sha256()
    for one in told:
        digest.update((one.encode(errors="replace") if isinstance(one, str) else one) + b"\n")
    return digest.hexdigest()


def copy(
    source: Path, target: Path, shipped: Path = store.SHIPPED, *, by: Person
) -> dict[str, tuple[Counted, Counted]]:
    """Put all that a store holds into another, which is empty; return what each has of KINDS, the other's read anew.

    Raises RightRefused, ImportRefused where the other has something already, LedgerFault where no ledger can be built
    of it; then nothing has changed.
    """
    require(by, "keeper")
    if source == target:
        raise ImportRefused("两处是同一个存放处", "both are the same store")
    home = home_of(source)
    with home.writing() as desk, desk.with_documents(None):
        whole = home.fetched(desk.asides / "source")
        before = counted(whole)
        until_it_stands(lambda: _copied(whole, target, shipped, by))
    state.look_again()
    with tempfile.TemporaryDirectory(prefix="planledger-copied-") as aside:
        after = counted(home_of(target).fetched(Path(aside)))
    return {kind: (before[kind], after[kind]) for kind in KINDS}


def _copied(source: Path, target: Path, shipped: Path, by: Person) -> None:
    home = home_of(target)
    with home.writing() as desk:
        if [
            kind
            for kind, there in counted(home.fetched(desk.asides / "there")).items()
            if there.count and kind != "rights"
        ]:
            raise ImportRefused(
                "目标存放处已有内容，没有复制；请用空的",
                "the other store is not empty, and nothing is copied: take an empty one",
            )
        whole = desk.asides / "copied"
        for name in KEPT:
            if (place := part(source, name)).is_dir():
                shutil.copytree(place, whole / name, ignore=shutil.ignore_patterns(".*"))
        (whole / "imports").mkdir(parents=True, exist_ok=True)
        for name in KEPT_FILES:
            if (source / name).is_file():
                shutil.copyfile(source / name, whole / name)
        desk.prove((whole / "imports").glob("[!.]*/"), shipped)
        with desk.with_documents(by):
            # of a copy the log tells nothing: it is the same store
            desk.commit(Change(by, "copy", LOG, None, None, whole=whole, is_told=False))
