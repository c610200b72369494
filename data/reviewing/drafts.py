"""Reviews that are not done: where one stopped, one small JSON file each in the store's drafts/, with its original.

A draft is of one document and one person. With each decision it keeps what was decided on, so that the decision finds
its figure again in a new reading, when the reader of documents reads more by then. A file of a later form, which
another version wrote, is left as it is. A save says which state of the file it was made of, and is refused where that
has another by now: nothing is lost.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import store
from data.homes import Change
from data.kept_documents import Kind, sum_of, version_of
from data.parts import part, read_documents
from data.people import Person, RightRefused, require
from data.reading.candidates import Candidate, plain
from data.reading.extract import Reading
from data.refused import Refused
from data.reviewing.about import About
from data.reviewing.decided import Decision, NewIndicator

ORIGINALS = "originals"
DRAFT_NAME = re.compile("[0-9a-f]{16}-[0-9a-f]{8}")
# what of a candidate a decision was made on; the first four tell it from others
ON = ("value_raw", "label_raw", "role", "year_to", "start", "end")


class DraftRefused(Refused):
    """A draft that cannot be read or written; nothing is lost."""


class DraftChanged(DraftRefused):
    """A save of a draft that has been saved since it was read; what is there stays."""


# a new form comes with the step from the one before and a file in tests/data/drafts
KIND = Kind("drafts", "草稿", "draft", DraftRefused, most=20_000_000)


@dataclass(frozen=True)
class Kept:
    """A decision, and of the candidate that it was made on the columns of ON, as texts."""

    decision: Decision
    on: Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """A review as it was left.

    draft_id: of the document and the person. sha256: of the original. kept: the decisions, made by `kept_of`. place:
    which candidate and what else the page wants to find again, as texts. who, saved_at (UTC): of the last save.
    version: what tells this state of the file from another; empty for one that was never saved.
    """

    draft_id: str
    name: str
    sha256: str
    about: About
    kept: tuple[Kept, ...] = ()
    new: tuple[NewIndicator, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    saved_at: str = ""
    version: str = ""

    def decisions_of(self, reading: Reading) -> tuple[tuple[Decision, ...], tuple[Kept, ...]]:
        """The decisions with the numbers of their candidates in a reading, and those that find none any more."""
        free = dict(enumerate(reading.candidates))
        found: dict[int, Decision] = {}
        left = list(self.kept)
        for is_same in (_is_same_place, _is_same_figure, _is_at_the_place):
            lost = []
            for one in left:
                number = _nearest(one, free, is_same)
                if number is None:
                    lost.append(one)
                else:
                    del free[number]
                    found[number] = replace(one.decision, number=number)
            left = lost
        return tuple(decision for _, decision in sorted(found.items())), tuple(left)


def _told(one: Candidate) -> dict[str, str]:
    return {column: plain(getattr(one, column)) for column in ON}


def kept_of(reading: Reading, decisions: Iterable[Decision]) -> tuple[Kept, ...]:
    """Decisions with what they were made on, to be kept in a draft."""
    candidates = reading.candidates
    return tuple(Kept(one, _told(candidates[one.number])) for one in decisions if 0 <= one.number < len(candidates))


def _is_same_place(on: Mapping[str, str], told: Mapping[str, str]) -> bool:
    return on == told


def _is_same_figure(on: Mapping[str, str], told: Mapping[str, str]) -> bool:
    return all(on.get(column) == told[column] for column in ON[:4])


def _is_at_the_place(on: Mapping[str, str], told: Mapping[str, str]) -> bool:
    return all(on.get(column) == told[column] for column in ("value_raw", "start"))


def _nearest(one: Kept, free: Mapping[int, Candidate], is_same: Callable[..., bool]) -> int | None:
    """The candidate that a decision was made on: of several the one that stands nearest to where it stood."""
    at = int(one.on.get("start") or 0) if re.fullmatch(r"-?\d{1,12}", one.on.get("start") or "") else 0
    same = [number for number, candidate in free.items() if is_same(one.on, _told(candidate))]
    return min(same, key=lambda number: abs(free[number].start - at), default=None)


def draft_id(sha256: str, by: Person) -> str:
    """The id of the draft of a document, by the sum of its original, and a person."""
    return f"{sha256[:16]}-{hashlib.sha256(by.name.encode(errors='replace')).hexdigest()[:8]}"


def save(
    draft: Draft, seen_version: str, content: bytes | None = None, folder: Path | None = None, *, by: Person
) -> Draft:
    """Keep a draft, with the original where it is given; return it with its new version.

    seen_version: of the draft that was read or saved before, empty for a new one. Raises RightRefused for the draft of
    somebody else, DraftChanged where another state is there by now, DraftRefused.
    """
    require(by, "editor")
    if draft.draft_id != draft_id(draft.sha256, by):
        raise RightRefused(
            f"{by.name}: 这份草稿是别人的，什么也没有改；请另读一次这份文件",
            f"{by.name}: this draft is of somebody else, and nothing is changed: read the document yourself",
        )
    if content is not None and sum_of(content) != draft.sha256:
        raise DraftRefused("草稿的原件与它不符，没有保存", "the original is not that of the draft, which is not saved")
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    made = replace(draft, who=by.name, saved_at=when)
    told = asdict(made)
    del told["version"]
    written = KIND.written(told, draft.name)
    with KIND.writing(folder or store.store_folder(), by) as desk:
        path = desk.folder / KIND.part / f"{draft.draft_id}.json"
        if (now := version_of(path)) != seen_version:
            raise DraftChanged(
                f"{draft.name}: 打开之后这份草稿又保存过或已删去，这次没有保存；请看最新的再改",
                f"{draft.name}: this draft was saved or deleted since it was opened, and this is not saved: look at "
                "what is there now",
            )
        files = {**_original(desk.folder, draft, content), f"{KIND.part}/{path.name}": written}
        after = {"name": draft.name[:200], "sha256": draft.sha256}
        # of a half-done review the log says that it was begun, not each of its steps
        desk.commit(Change(by, "draft", draft.draft_id, None, after, files=files, is_told=not now))
    return replace(made, version=sum_of(written))


def _original(folder: Path, draft: Draft, content: bytes | None) -> dict[str, bytes]:
    """The original of a draft where the store does not have it yet, under its name there. Raises DraftRefused."""
    name = f"{KIND.part}/{ORIGINALS}/{draft.sha256}"
    if (folder / name).is_file():
        return {}
    if content is None:
        raise DraftRefused(
            f"{draft.name}: 草稿的原件不在了，没有保存；请重新读入这份文件",
            f"{draft.name}: the original of this draft is gone, and it is not saved: read the document again",
        )
    return {name: content}


def _texts(kind: type, given: Mapping[str, Any]) -> dict[str, str]:
    """The texts that a class of texts takes, of what a file has."""
    return {one.name: str(given.get(one.name, "")) for one in fields(kind)}


def _parsed(path: Path) -> Draft:
    return KIND.parsed(path, lambda told, version: _draft_of(told, path.stem, version))


def _draft_of(told: dict[str, Any], name: str, version: str) -> Draft:
    kept = tuple(
        Kept(
            Decision(
                int(one["decision"]["number"]),
                str(one["decision"]["state"]),
                {str(key): str(text) for key, text in one["decision"]["changes"].items()},
                str(one["decision"]["note"]),
            ),
            {str(key): str(text) for key, text in one["on"].items()},
        )
        for one in told["kept"]
    )
    return Draft(
        name,
        str(told["name"]),
        str(told["sha256"]),
        About(**_texts(About, told["about"])),
        kept,
        tuple(NewIndicator(**_texts(NewIndicator, one)) for one in told["new"]),
        {str(key): str(text) for key, text in told["place"].items()},
        str(told["who"]),
        str(told["saved_at"]),
        version,
    )


def load(name: str, folder: Path | None = None) -> tuple[Draft, bytes]:
    """The draft of an id and its original. Raises DraftRefused where either is none or gone."""
    place = part(folder or store.store_folder(), "drafts")
    gone = DraftRefused(
        "这份草稿或它的原件不在了；请重新读入文件", "this draft, or its original, is gone: read the document again"
    )
    if not DRAFT_NAME.fullmatch(name):
        raise gone
    try:
        draft = _parsed(place / f"{name}.json")
        content = (place / ORIGINALS / draft.sha256).read_bytes() if _is_sum(draft.sha256) else b""
    except FileNotFoundError as error:
        raise gone from error
    if sum_of(content) != draft.sha256:
        raise gone
    return draft, content


def _is_sum(text: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", text) is not None


def read_all(folder: Path | None = None) -> tuple[list[Draft], list[DraftRefused]]:
    """All drafts, the latest first, and what is wrong with each file that is none."""
    found, faults = read_documents(folder or store.store_folder(), "drafts", _parsed, DraftRefused)
    return sorted(found, key=lambda one: one.saved_at, reverse=True), faults


def drafts(folder: Path | None = None) -> list[Draft]:
    """All drafts that can be read, the latest first."""
    return read_all(folder)[0]


def remove(name: str, folder: Path | None = None, *, by: Person) -> None:
    """Take a draft away, and its original where no other draft has it; nothing where it is gone.

    Its own person may, and a keeper. Raises RightRefused, DraftRefused.
    """
    require(by, "editor")
    if not DRAFT_NAME.fullmatch(name):
        return
    if not name.endswith(draft_id("", by)):
        require(by, "keeper")
    with KIND.writing(folder or store.store_folder(), by) as desk:
        place = desk.folder / KIND.part
        path = place / f"{name}.json"
        if not path.exists():
            return
        kept, faults = read_all(desk.folder)
        used = {draft.sha256 for draft in kept if draft.draft_id != name}
        files = {f"{KIND.part}/{path.name}": None}
        # of a file that cannot be read nobody knows which original is its own
        if not [one for one in faults if not str(one).startswith(f"{path.name}:")]:
            originals = sorted((place / ORIGINALS).glob("[!.]*"))
            files |= {f"{KIND.part}/{ORIGINALS}/{one.name}": None for one in originals if one.name not in used}
        desk.commit(Change(by, "draft.remove", name, {"sha256": version_of(path)}, None, files=files))
