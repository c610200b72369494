"""Drafts of a region's next targets under a name, one small JSON file each in the store's targets/.

What an office weighs before a plan is set is no fact: no rule reads it. A save says which state of the file it was made
of, and is refused where that has another by now: nothing is lost. A file of a later form is left as it is.
"""

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from data import store
from data.homes import Change
from data.kept_documents import Kind, Told, sum_of, version_of
from data.parts import read_documents
from data.people import Person, require, require_regions
from data.refused import Refused

PART = "targets"
MOST_ROWS, LONGEST = 500, 80
INDICATOR = re.compile("[a-z][a-z0-9_]{0,120}")


class DraftRefused(Refused):
    """Drafts that cannot be read or written; nothing is lost."""


class DraftChanged(DraftRefused):
    """A save of drafts that have been saved since they were read; what is there stays."""


KIND = Kind(PART, "目标草案", "draft of targets", DraftRefused, most=100_000)


@dataclass(frozen=True)
class TargetDrafts:
    """The drafts of a region's next targets: indicator_id → number, in the unit of the plans' rows.

    who, saved_at (UTC): of the last save. version: what tells this state of the file from another; empty for one that
    was never saved.
    """

    name: str
    region_id: str
    numbers: Mapping[str, float]
    who: str = ""
    saved_at: str = ""
    version: str = ""

    @property
    def draft_id(self) -> str:
        return hashlib.sha256(f"{self.region_id}\n{self.name}".encode(errors="replace")).hexdigest()[:16]


def read_all(folder: Path | None = None) -> tuple[list[TargetDrafts], list[DraftRefused]]:
    """All that can be read, the latest first, and what is wrong with each file that cannot."""
    found, faults = read_documents(folder or store.store_folder(), PART, _parsed, DraftRefused)
    return sorted(found, key=lambda one: one.saved_at, reverse=True), faults


def save(drafts: TargetDrafts, folder: Path | None = None, *, by: Person) -> TargetDrafts:
    """Keep drafts under their name; return them with their new version.

    Their version is that of what was read, empty for a new name. Raises RightRefused, DraftChanged, DraftRefused.
    """
    _check(drafts, by)
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    made = replace(drafts, who=by.name, saved_at=when)
    told = asdict(made)
    del told["version"]
    written = KIND.written(told, drafts.name)
    with KIND.writing(folder or store.store_folder(), by) as desk:
        name = f"{PART}/{drafts.draft_id}.json"
        if (now := version_of(desk.folder / name)) != drafts.version:
            raise DraftChanged(
                f"{drafts.name}: 打开之后又有人存过或删去，这次没有保存；请看最新的再改",
                f"{drafts.name}: saved or deleted since it was opened, and this is not saved: see what is there now",
            )
        after = {"name": drafts.name, "region_id": drafts.region_id, "sha256": sum_of(written)}
        before = {"sha256": now} if now else None
        desk.commit(Change(by, "targets", drafts.draft_id, before, after, files={name: written}))
    return replace(made, version=sum_of(written))


def remove(drafts: TargetDrafts, folder: Path | None = None, *, by: Person) -> None:
    """Take drafts away, in the state in which they were read. Raises RightRefused, DraftChanged, DraftRefused."""
    _check(drafts, by)
    with KIND.writing(folder or store.store_folder(), by) as desk:
        name = f"{PART}/{drafts.draft_id}.json"
        if not (now := version_of(desk.folder / name)):
            return
        if now != drafts.version:
            raise DraftChanged(
                f"{drafts.name}: 打开之后又有人存过，没有删去；请看最新的",
                f"{drafts.name}: saved since it was opened, and not deleted: look at what is there now",
            )
        desk.commit(Change(by, "targets.remove", drafts.draft_id, {"sha256": now}, None, files={name: None}))


def _check(drafts: TargetDrafts, by: Person) -> None:
    require(by, "editor")
    require_regions(by, {drafts.region_id: drafts.name})
    if len(drafts.numbers) > MOST_ROWS:
        raise DraftRefused(
            f"{drafts.name}: 草案至多 {MOST_ROWS} 项，没有保存", f"{drafts.name}: {MOST_ROWS} rows at most; not saved"
        )
    if not drafts.name.strip() or len(drafts.name) > LONGEST or not drafts.name.isprintable():
        raise DraftRefused(
            f"草案要有名字，不超过 {LONGEST} 个字，不含控制符，没有保存",
            f"a draft needs a name of at most {LONGEST} letters, without control characters; nothing is saved",
        )


def _made(told: Told, version: str) -> TargetDrafts:
    numbers = {str(key): float(number) for key, number in told["numbers"].items()}
    if not all(INDICATOR.fullmatch(key) and math.isfinite(number) for key, number in numbers.items()):
        raise ValueError("numbers")
    name, region_id, who, saved_at = (str(told[key]) for key in ("name", "region_id", "who", "saved_at"))
    return TargetDrafts(name, region_id, numbers, who, saved_at, version)


def _parsed(path: Path) -> TargetDrafts:
    def made(told: Told, version: str) -> TargetDrafts:
        found = _made(told, version)
        if found.draft_id != path.stem:
            raise ValueError("name")
        return found

    return KIND.parsed(path, made)
