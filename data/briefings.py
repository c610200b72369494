"""Briefings: what somebody put together for a meeting, one small JSON file each in the store's briefings/.

Every change is made by an editor (data/people.py), else it is a RightRefused. It keeps the file's former state in
briefings/undone/, so that the last change can be taken back, a deletion too, also after a restart. A file of an earlier
form is lifted to the present one as it is read, and written so with its next change; one of a later form, which another
version wrote, is left as it is. Keys that are not known stay.

What is read says by `as_read` which state of the file it is; a change is refused where the file has another by now.
"""

import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from data import store
from data.homes import Change, Desk, home_of
from data.log import State
from data.parts import is_file_name, part, read_documents
from data.people import Person, require, require_regions
from data.refused import Refused
from data.shape import CONTROL

# a briefing or a step as its file has it, and its id
Briefing = dict[str, Any]
# the form that is written; a new one comes with the step from the one before and a file in tests/data/briefings
FORM = 1
# form → what makes a file's content that of the next form; by FORM every earlier one has its step
LIFTS: dict[int, Callable[[Briefing], Briefing]] = {}
KEPT_STEPS = 200
PART = "briefings"
# the words of the changes; what is done is said of each by the page
ACTIONS = ("add", "create", "copy", "rename", "order", "drop", "edit", "accept", "delete")
MOST_LETTERS = 200
UNSEEN = re.compile(f"{CONTROL.pattern}|[\ufffe\uffff]")
# what reading and parsing a file that anybody may have written can end in; deep nesting is a RecursionError
UNREADABLE = (OSError, ValueError, RecursionError)
# the choices of a view that say of which regions it tells
REGION_CHOICES = ("region", "other")
ITEM: dict[str, type | tuple[type, ...]] = {
    "view": str,
    "choices": dict,
    "headline": (str, type(None)),
    "takeaway": (str, type(None)),
    "ledger": str,
    "figures": dict,
}


class BriefingRefused(Refused):
    """A briefing that cannot be read or written; the message, in both languages, names it and says the mend."""


class BriefingChanged(BriefingRefused):
    """A change of a briefing that is not, or no longer, what was read; it can be kept as a copy."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 打开之后别人改过或删去了，这次的改动没有写入；可另存为副本，或看最新的",
            f"{name}: somebody has changed or deleted it since it was opened, and this change is not written; "
            "keep it as a copy, or look at what is there now",
        )


def _store(folder: Path | None) -> Path:
    return folder or store.store_folder()


@contextlib.contextmanager
def _writing(folder: Path | None, by: Person) -> Iterator[tuple[Desk, Path]]:
    """Hold the briefings for one writer, an editor; what the system refuses is a BriefingRefused."""
    require(by, "editor")
    try:
        with home_of(_store(folder)).writing_documents(by) as desk:
            yield desk, desk.folder / PART
    except OSError as error:
        raise BriefingRefused(
            f"写不进去（{error.strerror}），什么也没有改；请告诉管理这台服务器的人",
            f"cannot be written ({error.strerror}), and nothing is changed: tell whoever runs this server",
        ) from error


def _steps(folder: Path) -> list[Path]:
    """The files of undone/ in the order of the changes; what else lies there is none of ours."""
    return sorted(path for path in (folder / "undone").glob("*.json") if re.fullmatch("[0-9]{8}", path.stem))


def _sum(content: bytes | None) -> str:
    """What tells one state of a file from another; empty for no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _told(content: bytes | None) -> State:
    """What the log says of one state of a file: the briefing's name, None where it has none, and the file's sum."""
    if content is None:
        return None
    try:
        name = json.loads(content)["name"]
    except (*UNREADABLE, KeyError, TypeError):
        name = None
    return {"name": name[:MOST_LETTERS] if isinstance(name, str) else None, "sha256": _sum(content)}


def _regions(content: bytes | None) -> dict[str, str]:
    """The regions of which a briefing tells → its name; none for a file that cannot be read."""
    try:
        briefing = json.loads(content or b"{}")
        chosen = [item["choices"].get(choice) for item in briefing["items"] for choice in REGION_CHOICES]
        return {region: str(briefing["name"]) for region in chosen if region not in (None, "", "all")}
    except (*UNREADABLE, KeyError, TypeError, AttributeError):
        return {}


def _require_regions(by: Person, *states: bytes | None) -> None:
    """Let pass whom a briefing concerns, as it was and as it is to be: it tells of a region of theirs, or of none.

    Raises RightRefused.
    """
    for told in map(_regions, states):
        if by.regions is not None and not by.regions & told.keys():
            require_regions(by, told)


def _is_later(form: object) -> bool:
    return type(form) is int and form > FORM


def _later_form(path: Path, form: object) -> BriefingRefused:
    return BriefingRefused(
        f"{path.name}: 由更新的版本写成（form {form}），原样保留；升级后可打开",
        f"{path.name}: written by a later version (form {form}) and kept as it is; upgrade to open it",
    )


def _of_later_form(path: Path) -> Briefing | None:
    """The content of a file that a later version wrote, which this one must leave as it is; None for any other."""
    try:
        content = json.loads(path.read_bytes())
    except UNREADABLE:
        return None
    return content if isinstance(content, dict) and _is_later(content.get("form")) else None


def _names(store: Path) -> dict[str, str]:
    """id → name of all briefings, those too that this version cannot open."""
    later = {path.stem: (_of_later_form(path) or {}).get("name") for path in part(store, "briefings").glob("*.json")}
    return later | {briefing["id"]: briefing["name"] for briefing in read_all(store)[0]}


def _seen(value: object) -> object:
    """A text, or the texts of a dict, with a mark in the place of what no screen shows and no office file may hold."""
    if isinstance(value, dict):
        return {_seen(key): _seen(text) for key, text in value.items()}
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def _is_of_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _parsed(path: Path) -> Briefing:
    """A file's briefing in the present form. Raises BriefingRefused for what is none, and for a later form;
    FileNotFoundError where it has gone.
    """
    try:
        content = path.read_bytes()
        briefing = json.loads(content)
        # half a letter can stand in JSON, and nowhere else
        json.dumps(briefing, ensure_ascii=False).encode()
    except FileNotFoundError:
        if path.is_symlink():
            raise BriefingRefused(
                f"{path.name}: 链接已失效，请移走", f"{path.name}: a dead link; move it away"
            ) from None
        raise
    except UNREADABLE as error:
        why = error.strerror if isinstance(error, OSError) else str(error)[:100]
        raise BriefingRefused(
            f"{path.name}: 不是有效的 JSON（{why}）；请修复或移走",
            f"{path.name}: not valid JSON ({why}); mend it or move it away",
        ) from None
    form = briefing.get("form") if isinstance(briefing, dict) else None
    if _is_later(form):
        raise _later_form(path, form)
    if type(form) is not int or (form != FORM and form not in LIFTS):
        raise BriefingRefused(
            f"{path.name}: form 应为 {FORM}；请移走", f"{path.name}: form must be {FORM}; move the file away"
        )
    for earlier in range(form, FORM):
        briefing = {**LIFTS[earlier](briefing), "form": earlier + 1}
    shape = {"name": str, "items": list}
    wrong = [key for key, kind in shape.items() if not isinstance(briefing.get(key), kind)]
    for place, item in enumerate(briefing["items"] if not wrong else [], start=1):
        is_whole = isinstance(item, dict)
        wrong += [
            f"items[{place}].{key}" for key, kind in ITEM.items() if not is_whole or not isinstance(item.get(key), kind)
        ]
        wrong += [
            f"items[{place}].{key}" for key in ("choices", "figures") if is_whole and not _is_of_words(item.get(key))
        ]
    if wrong:
        keys = ", ".join(list(dict.fromkeys(wrong))[:10])
        raise BriefingRefused(
            f"{path.name}: {keys} 缺失或类型不对；请修复或移走",
            f"{path.name}: {keys} missing or of a wrong kind; mend it",
        )
    items = [item | {key: _seen(item[key]) for key in ITEM if key in item} for item in briefing["items"]]
    return {**briefing, "name": _seen(briefing["name"]), "items": items, "id": path.stem, "as_read": _sum(content)}


def read_all(folder: Path | None = None) -> tuple[list[Briefing], list[BriefingRefused]]:
    """All briefings by name, and what is wrong with each file that is none: (briefings, faults).

    A briefing is a dict of id, as_read, name and items; an item is a dict of view, choices, headline and takeaway (None
    for the system's own), ledger (the fingerprint when it was taken in) and figures then (fact_id → as printed); both
    with what else stands in the file.
    """
    found, faults = read_documents(_store(folder), "briefings", _parsed, BriefingRefused)
    return sorted(found, key=lambda briefing: briefing["name"]), faults


def _remembered(place: Path, briefing_id: str, name: str, action: str, after: bytes | None) -> dict[str, bytes | None]:
    """The present state of a file under the next number, before it becomes `after`, and the oldest states that go."""
    before = _content(place / f"{briefing_id}.json")
    steps = _steps(place)
    number = int(steps[-1].stem) + 1 if steps else 1
    step = {
        "id": briefing_id,
        "name": name,
        "action": action,
        "before": None if before is None else before.decode("utf-8", "replace"),
        "after": _sum(after),
    }
    kept = json.dumps(step, ensure_ascii=False, indent=1).encode()
    old = steps[: max(len(steps) + 1 - KEPT_STEPS, 0)]
    return {f"{PART}/undone/{number:08d}.json": kept, **{f"{PART}/undone/{left.name}": None for left in old}}


def save(briefing: Briefing, action: str, folder: Path | None = None, *, by: Person) -> str:
    """Write a briefing, a new one where it has no id; return its id. action: one of ACTIONS.

    What else the briefing and its items hold is written too. Raises BriefingRefused for a name that cannot be or that
    another briefing has, and where a later version has written the briefing since; BriefingChanged where its file is
    not as it was read.
    """
    name = re.sub(r"\s+", " ", briefing["name"]).strip()
    briefing_id = briefing.get("id") or secrets.token_hex(6)
    if not name:
        raise BriefingRefused("汇报要有名称", "a briefing needs a name")
    if len(name) > MOST_LETTERS:
        raise BriefingRefused(
            f"{name[:20]}…: 名称至多 {MOST_LETTERS} 字", f"{name[:20]}…: a name has at most {MOST_LETTERS} letters"
        )
    with _writing(folder, by) as (desk, place):
        path = _path(place, briefing_id)
        if later := _of_later_form(path):
            raise _later_form(path, later["form"])
        if briefing.get("id") and briefing.get("as_read") != _sum(_content(path)):
            raise BriefingChanged(name)
        if any(other == name and other_id != briefing_id for other_id, other in _names(_store(folder)).items()):
            raise BriefingRefused(
                f"{name}: 已有同名的汇报，请换一个名称", f"{name}: there is one of that name; choose another"
            )
        unread = {key: value for key, value in briefing.items() if key not in ("id", "as_read")}
        content = unread | {"form": FORM, "name": name, "items": briefing["items"]}
        text = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        _require_regions(by, _content(path), text)
        before, after = _told(_content(path)), _told(text)
        files = {**_remembered(place, briefing_id, name, action, text), f"{PART}/{path.name}": text}
        desk.commit(Change(by, f"briefing.{action}", briefing_id, before, after, files=files))
    return briefing_id


def _path(place: Path, briefing_id: str) -> Path:
    if not is_file_name(briefing_id):
        raise BriefingRefused(f"{briefing_id[:50]}: 没有这个汇报", f"{briefing_id[:50]}: there is no such briefing")
    return place / f"{briefing_id}.json"


def delete(briefing_id: str, as_read: str, folder: Path | None = None, *, by: Person) -> None:
    """Take a briefing away; undo brings it back. Raises BriefingRefused where there is none, BriefingChanged where its
    file is not as it was read.
    """
    with _writing(folder, by) as (desk, place):
        path = _path(place, briefing_id)
        if (content := _content(path)) is None:
            raise BriefingRefused(f"{briefing_id}: 没有这个汇报", f"{briefing_id}: there is no such briefing")
        name = _parsed(path)["name"]
        if as_read != _sum(content):
            raise BriefingChanged(name)
        _require_regions(by, content)
        files = {**_remembered(place, briefing_id, name, "delete", None), f"{PART}/{path.name}": None}
        desk.commit(Change(by, "briefing.delete", briefing_id, _told(content), None, files=files))


def _step(path: Path) -> Briefing | None:
    """A change as undone/ has it; None where its file is no such thing, or gone."""
    try:
        step = json.loads(path.read_bytes())
        json.dumps(step, ensure_ascii=False).encode()  # half a letter, as in _parsed
    except UNREADABLE:
        return None
    kinds: dict[str, type | tuple[type, ...]] = {"id": str, "name": str, "action": str, "before": (str, type(None))}
    is_whole = isinstance(step, dict) and all(key in step and isinstance(step[key], kinds[key]) for key in kinds)
    if not is_whole:
        return None
    return step if is_file_name(step["id"]) and step["action"] in ACTIONS else None


def _last(place: Path) -> tuple[Path, Briefing] | None:
    """The last change that can be taken back.

    A step whose change was never written, as its writer was killed before, and a file that is no step are passed over;
    a change that another one came after which is not known is not taken back.
    """
    for path in reversed(_steps(place)):
        step = _step(path)
        now = _content(place / f"{step['id']}.json") if step else None
        if step is None or step["before"] == (None if now is None else now.decode("utf-8", "replace")):
            continue
        is_known = step.get("after", _sum(now)) == _sum(now)
        return (path, step) if is_known and not _of_later_form(place / f"{step['id']}.json") else None
    return None


def last_step(folder: Path | None = None) -> Briefing | None:
    """The change that undo would take back: action and name; None where there is none, or a later version made it."""
    found = _last(part(_store(folder), "briefings"))
    return found[1] if found else None


def undo(folder: Path | None = None, *, by: Person) -> Briefing | None:
    """Take the last change back, and return it: action, name, and name_before, which it has again (None for a new one
    that is gone); None where there is no change. Raises BriefingRefused where it cannot be written.
    """
    with _writing(folder, by) as (desk, place):
        found = _last(place)
        if found is None:
            return None
        last, step = found
        path = place / f"{step['id']}.json"
        former = None if step["before"] is None else step["before"].encode()
        _require_regions(by, _content(path), former)
        before, after = _told(_content(path)), _told(former)
        undone = [f"{PART}/undone/{left.name}" for left in _steps(place) if left >= last]
        files = {f"{PART}/{path.name}": former, **dict.fromkeys(undone)}
        desk.commit(Change(by, "briefing.undo", step["id"], before, after, files=files))
    return {**step, "name_before": after and after["name"]}
