"""Documents that people keep in a store, one small JSON file each: each is read whole or refused in words, and written
by one at a time. A file of a later form, which another version wrote, is left as it is.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from data.homes import Desk, home_of
from data.people import Person
from data.refused import Refused

Told = dict[str, Any]
Made = TypeVar("Made")
# what reading and parsing a file that anybody may have written can end in
UNREADABLE = (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError)


def sum_of(content: bytes) -> str:
    """What tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def version_of(path: Path) -> str:
    """What tells the present state of a file from another; empty where there is none."""
    try:
        return sum_of(path.read_bytes())
    except FileNotFoundError:
        return ""


@dataclass(frozen=True)
class Kind:
    """One kind of documents. part: their folder in the store. zh, en: what one is called. refused: what is raised of
    them. form: that which is written; lifts: form → what makes a content that of the next one. most: bytes.
    """

    part: str
    zh: str
    en: str
    refused: type[Refused]
    most: int
    form: int = 1
    lifts: Mapping[int, Callable[[Told], Told]] = field(default_factory=dict)

    @contextlib.contextmanager
    def writing(self, store: Path, by: Person) -> Iterator[Desk]:
        """Hold the store's documents for one writer. What the system refuses is refused."""
        try:
            with home_of(store).writing_documents(by) as desk:
                yield desk
        except OSError as error:
            raise self.refused(
                f"写不进去（{error.strerror}），什么也没有改；请告诉管理这台服务器的人",
                f"cannot be written ({error.strerror}), and nothing is changed: tell whoever runs this server",
            ) from error

    def written(self, told: Told, name: str) -> bytes:
        """The content of a file. Raises `refused` where it is too large; name: what the message calls it."""
        written = json.dumps(told | {"form": self.form}, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        if len(written) > self.most:
            raise self.refused(f"{name}: {self.zh}太大，没有保存", f"{name}: too large for a {self.en}, and not saved")
        return written

    def parsed(self, path: Path, made: Callable[[Told, str], Made]) -> Made:
        """What a file holds, made of its content in the present form and its version. Raises `refused` for what is
        none, FileNotFoundError where it has gone.
        """
        try:
            if path.stat().st_size > self.most:
                raise ValueError("size")
            content = path.read_bytes()
            told = json.loads(content)
            form = told["form"]
            if type(form) is int and form > self.form:
                raise self.refused(
                    f"{path.name}: 由更新的版本写成（form {form}），原样保留；升级后可打开",
                    f"{path.name}: written by a later version (form {form}) and kept as it is; upgrade to open it",
                )
            for earlier in range(form, self.form):
                told = self.lifts[earlier](told)
            return made(told, sum_of(content))
        except FileNotFoundError:
            raise
        except UNREADABLE as error:
            raise self.refused(
                f"{path.name}: 不是有效的{self.zh}（{str(error)[:100]}）；请修复或移走",
                f"{path.name}: no valid {self.en} ({str(error)[:100]}); mend it or move it away",
            ) from error
