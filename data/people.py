"""Who changes the store, and what each role may do: DESIGN section 8.

A reader explores, presents and exports; an editor writes briefings, results and reviewed plans too; a keeper takes
imports in and out and restores. Whatever writes asks `require` first: the pages, what the server answers by itself and
the command line alike. A role may hold for some regions alone; what is of a region, or of all, then asks
`require_regions` too.
"""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass

from data.refused import Refused

# each may what the one before it may
ROLES = ("reader", "editor", "keeper")
_ROLES_ZH = {"reader": "只读（reader）", "editor": "编辑（editor）", "keeper": "管理（keeper）"}


class RightRefused(Refused):
    """A change that this person may not make; nothing is changed."""


@dataclass(frozen=True)
class Person:
    """Somebody who asks: a name, empty where nobody has said who it is, one of ROLES, and the ids of the regions for
    which it holds, None for all. Raises ValueError for another role.
    """

    name: str
    role: str
    regions: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(self.role)

    def may(self, role: str) -> bool:
        """Whether this person may do what a role (one of ROLES) may."""
        return ROLES.index(self.role) >= ROLES.index(role)


# the region of what concerns all of them
EVERYWHERE = ""
NOBODY = Person("", "reader")


def of_this_machine() -> Person:
    """The system's user, who keeps what lies on the own machine: whoever uses the command line or the one desk."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        name = f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"
    return Person(name, "keeper")


def require(by: Person, role: str) -> None:
    """Let a person pass who may what a role may. Raises RightRefused."""
    if by.may(role):
        return
    if not by.name:
        raise RightRefused(
            "没有登录，只能查看、放映和导出，什么也没有改；请登录，或请管理这台服务器的人按 docs/serving.md 设置",
            "nobody is logged in, so one can look, present and export, and nothing is changed: log in, or where there "
            "is no way to, whoever runs this server sets it up as docs/serving.md says",
        )
    raise RightRefused(
        f"{by.name}: 权限是{_ROLES_ZH[by.role]}，这项改动要{_ROLES_ZH[role]}，什么也没有改；"
        "请管理这台服务器的人改 roles.toml",
        f"{by.name}: has the role {by.role}, this change asks for {role}, and nothing is changed: whoever runs this "
        "server writes roles.toml",
    )


def require_regions(by: Person, found: Mapping[str, str]) -> None:
    """Let a person pass who may write for all of these regions. Raises RightRefused, which names those that are not.

    found: region id, or EVERYWHERE → where it stands.
    """
    if by.regions is None or not (foreign := sorted(found.keys() - by.regions)):
        return
    own = ", ".join(sorted(by.regions))
    zh = "、".join(f"{region or '涉及所有地区的内容'}（{found[region]}）" for region in foreign[:10])
    en = ", ".join(f"{region or 'what concerns all regions'} ({found[region]})" for region in foreign[:10])
    raise RightRefused(
        f"{by.name}: 只能改 {own} 的，这里有 {zh}，什么也没有改；请去掉这些，或请管理这台服务器的人改 roles.toml",
        f"{by.name}: may write for {own} alone, and here is {en}; nothing is changed: leave it out, or whoever runs "
        "this server writes roles.toml",
    )
