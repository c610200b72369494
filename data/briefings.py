"""Briefings: what somebody put together for a meeting, one small JSON file each in the store's briefings/.

Every change keeps the file's former state in briefings/undone/, so that the last change can be taken back, a deletion
too, also after a restart. A file of an earlier form is lifted to the present one as it is read, and written so with its
next change; one of a later form, which another version wrote, is left as it is. Keys that are not known stay.
"""

import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import store
from data.writing import locked, put

# a briefing or a step as its file has it, and its id
Briefing = dict[str, Any]
# the form that is written; a new one comes with the step from the one before and a file in tests/data/briefings
FORM = 1
# form → what makes a file's content that of the next form; by FORM every earlier one has its step
LIFTS: dict[int, Callable[[Briefing], Briefing]] = {}
KEPT_STEPS = 200
ITEM: dict[str, type | tuple[type, ...]] = {
    "view": str,
    "choices": dict,
    "headline": (str, type(None)),
    "takeaway": (str, type(None)),
    "ledger": str,
    "figures": dict,
}


class BriefingRefused(Exception):
    """A briefing that cannot be read or written; the message, in both languages, names it and says the mend."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self._told = {"zh": zh, "en": en}

    def told(self, language: str) -> str:
        """The message in one language: zh or en."""
        return self._told[language]


def _folder(folder: Path | None) -> Path:
    return (folder or store.store_folder()) / "briefings"


def _steps(folder: Path) -> list[Path]:
    return sorted((folder / "undone").glob("*.json"))


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
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) and _is_later(content.get("form")) else None


def _names(folder: Path | None) -> dict[str, str]:
    """id → name of all briefings, those too that this version cannot open."""
    later = {path.stem: (_of_later_form(path) or {}).get("name") for path in _folder(folder).glob("*.json")}
    return later | {briefing["id"]: briefing["name"] for briefing in read_all(folder)[0]}


def _parsed(path: Path) -> Briefing:
    """A file's briefing in the present form. Raises BriefingRefused for what is none, and for a later form."""
    try:
        briefing = json.loads(path.read_bytes())
    except ValueError as error:
        raise BriefingRefused(
            f"{path.name}: 不是有效的 JSON（{error}）；请修复或移走",
            f"{path.name}: not valid JSON; mend it or move it away",
        ) from None
    form = briefing.get("form") if isinstance(briefing, dict) else None
    if _is_later(form):
        raise _later_form(path, form)
    if form != FORM and form not in LIFTS:
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
    if wrong:
        raise BriefingRefused(
            f"{path.name}: {', '.join(wrong)} 缺失或类型不对；请修复或移走",
            f"{path.name}: {', '.join(wrong)} missing or of a wrong kind; mend it",
        )
    return {**briefing, "id": path.stem}


def read_all(folder: Path | None = None) -> tuple[list[Briefing], list[str]]:
    """All briefings by name, and a message for each file that is none: (briefings, faults).

    A briefing is a dict of id, name and items; an item is a dict of view, choices, headline and takeaway (None for the
    system's own), ledger (the fingerprint when it was taken in) and figures then (fact_id → as printed); both with what
    else stands in the file.
    """
    found, faults = [], []
    for path in sorted(_folder(folder).glob("*.json")):
        try:
            found.append(_parsed(path))
        except BriefingRefused as fault:
            faults.append(str(fault))
    return sorted(found, key=lambda briefing: briefing["name"]), faults


def _remember(place: Path, briefing_id: str, name: str, action: str) -> None:
    """Keep the present state of a file under the next number, before it changes."""
    path = place / f"{briefing_id}.json"
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    steps = _steps(place)
    number = int(steps[-1].stem) + 1 if steps else 1
    step = {"id": briefing_id, "name": name, "action": action, "before": before}
    put(place / "undone" / f"{number:08d}.json", json.dumps(step, ensure_ascii=False, indent=1).encode())
    for old in steps[: max(len(steps) + 1 - KEPT_STEPS, 0)]:
        old.unlink()


def save(briefing: Briefing, action: str, folder: Path | None = None) -> str:
    """Write a briefing, a new one where it has no id; return its id. action: the word for the undo (add, edit …).

    What else the briefing and its items hold is written too. Raises BriefingRefused for an empty name, for a name that
    another briefing has, and where a later version has written the briefing since.
    """
    place = _folder(folder)
    name = re.sub(r"\s+", " ", briefing["name"]).strip()
    briefing_id = briefing.get("id") or secrets.token_hex(6)
    if not name:
        raise BriefingRefused("汇报要有名称", "a briefing needs a name")
    with locked(place):
        path = place / f"{briefing_id}.json"
        if later := _of_later_form(path):
            raise _later_form(path, later["form"])
        if any(other == name and other_id != briefing_id for other_id, other in _names(folder).items()):
            raise BriefingRefused(
                f"{name}: 已有同名的汇报，请换一个名称", f"{name}: there is one of that name; choose another"
            )
        _remember(place, briefing_id, name, action)
        unread = {key: value for key, value in briefing.items() if key != "id"}
        content = unread | {"form": FORM, "name": name, "items": briefing["items"]}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        put(path, text.encode())
    return briefing_id


def delete(briefing_id: str, folder: Path | None = None) -> None:
    """Take a briefing away; undo brings it back. Raises BriefingRefused where there is none."""
    place = _folder(folder)
    with locked(place):
        path = place / f"{briefing_id}.json"
        if not path.is_file():
            raise BriefingRefused(f"{briefing_id}: 没有这个汇报", f"{briefing_id}: there is no such briefing")
        _remember(place, briefing_id, _parsed(path)["name"], "delete")
        path.unlink()


def last_step(folder: Path | None = None) -> Briefing | None:
    """The change that undo would take back: action and name; None where there is none, or a later version made it."""
    place = _folder(folder)
    steps = _steps(place)
    step = json.loads(steps[-1].read_bytes()) if steps else None
    return None if step is None or _of_later_form(place / f"{step['id']}.json") else step


def undo(folder: Path | None = None) -> Briefing | None:
    """Take the last change back, and return it: action, name, and name_before, which it has again (None for a new one
    that is gone); None where there is no change.
    """
    place = _folder(folder)
    with locked(place):
        step = last_step(folder)
        if step is None:
            return None
        path = place / f"{step['id']}.json"
        if step["before"] is None:
            path.unlink(missing_ok=True)
        else:
            put(path, step["before"].encode())
        _steps(place)[-1].unlink()
    return {**step, "name_before": step["before"] and json.loads(step["before"]).get("name")}
