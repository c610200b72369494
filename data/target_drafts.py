"""Drafts of a region's next targets under a name, one small JSON file each in the store's targets/.

What an office weighs before a plan is set is no fact: no rule reads it. A save says which state of the file it was made
of, and is refused where that has another by now: nothing is lost. A file of a later form is left as it is.
"""

import contextlib
import hashlib
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import store
from data.log import logged
from data.parts import read_documents, writing_documents
from data.people import Person, require, require_regions
from data.refused import Refused
from data.writing import put, sync_names

PART = "targets"
# the form that is written; a new one comes with the step from the one before
FORM = 1
LIFTS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
MOST_BYTES, MOST_ROWS, LONGEST = 100_000, 500, 80
INDICATOR = re.compile("[a-z][a-z0-9_]{0,120}")
# what reading and parsing a file that anybody may have written can end in
UNREADABLE = (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError)


class DraftRefused(Refused):
    """Drafts that cannot be read or written; nothing is lost."""


class DraftChanged(DraftRefused):
    """A save of drafts that have been saved since they were read; what is there stays."""


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
    written = _written(made)
    with _writing(folder) as place:
        path = place / f"{drafts.draft_id}.json"
        if (now := _version(path)) != drafts.version:
            raise DraftChanged(
                f"{drafts.name}: 打开之后又有人存过或删去，这次没有保存；请看最新的再改",
                f"{drafts.name}: saved or deleted since it was opened, and this is not saved: see what is there now",
            )
        after = {"name": drafts.name, "region_id": drafts.region_id, "sha256": _sum(written)}
        with logged(place.parent, by, "targets", drafts.draft_id, {"sha256": now} if now else None, after):
            put(path, written)
    return replace(made, version=_sum(written))


def remove(drafts: TargetDrafts, folder: Path | None = None, *, by: Person) -> None:
    """Take drafts away, in the state in which they were read. Raises RightRefused, DraftChanged, DraftRefused."""
    _check(drafts, by)
    with _writing(folder) as place:
        path = place / f"{drafts.draft_id}.json"
        if not (now := _version(path)):
            return
        if now != drafts.version:
            raise DraftChanged(
                f"{drafts.name}: 打开之后又有人存过，没有删去；请看最新的",
                f"{drafts.name}: saved since it was opened, and not deleted: look at what is there now",
            )
        with logged(place.parent, by, "targets.remove", drafts.draft_id, {"sha256": now}, None):
            path.unlink(missing_ok=True)
            sync_names(place)


def _check(drafts: TargetDrafts, by: Person) -> None:
    require(by, "editor")
    require_regions(by, {drafts.region_id: drafts.name})
    if not drafts.name.strip() or len(drafts.name) > LONGEST or not drafts.name.isprintable():
        raise DraftRefused(
            f"草案要有名字，不超过 {LONGEST} 个字，不含控制符，没有保存",
            f"a draft needs a name of at most {LONGEST} letters, without control characters; nothing is saved",
        )


@contextlib.contextmanager
def _writing(folder: Path | None) -> Iterator[Path]:
    """Hold the store's documents for one writer; what the system refuses is a DraftRefused."""
    try:
        with writing_documents(folder or store.store_folder(), PART) as place:
            yield place
    except OSError as error:
        raise DraftRefused(
            f"写不进去（{error.strerror}），什么也没有改；请告诉管理这台服务器的人",
            f"cannot be written ({error.strerror}), and nothing is changed: tell whoever runs this server",
        ) from error


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _version(path: Path) -> str:
    try:
        return _sum(path.read_bytes())
    except FileNotFoundError:
        return ""


def _written(drafts: TargetDrafts) -> bytes:
    told = asdict(drafts) | {"form": FORM}
    del told["version"]
    written = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace")
    if len(written) > MOST_BYTES or len(drafts.numbers) > MOST_ROWS:
        raise DraftRefused(f"{drafts.name}: 草案太大，没有保存", f"{drafts.name}: too large, and not saved")
    return written


def _parsed(path: Path) -> TargetDrafts:
    """A file's drafts. Raises DraftRefused for what is none, FileNotFoundError where it has gone."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("size")
        content = path.read_bytes()
        told = json.loads(content)
        form = told["form"]
        if type(form) is int and form > FORM:
            raise DraftRefused(
                f"{path.name}: 由更新的版本写成（form {form}），原样保留；升级后可打开",
                f"{path.name}: written by a later version (form {form}) and kept as it is; upgrade to open it",
            )
        for earlier in range(form, FORM):
            told = LIFTS[earlier](told)
        numbers = {str(key): float(number) for key, number in told["numbers"].items()}
        if not all(INDICATOR.fullmatch(key) and math.isfinite(number) for key, number in numbers.items()):
            raise ValueError("numbers")
        name, region_id, who, saved_at = (str(told[key]) for key in ("name", "region_id", "who", "saved_at"))
        found = TargetDrafts(name, region_id, numbers, who, saved_at, _sum(content))
        if found.draft_id != path.stem:
            raise ValueError("name")
        return found
    except FileNotFoundError:
        raise
    except UNREADABLE as error:
        raise DraftRefused(
            f"{path.name}: 不是有效的目标草案（{str(error)[:100]}）；请修复或移走",
            f"{path.name}: no valid drafts of targets ({str(error)[:100]}); mend it or move it away",
        ) from error
