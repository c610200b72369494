"""Who has which role on a server for others: roles.toml in the store, written by hand and read with every change.

    trusted_proxies = ["127.0.0.1"]         # addresses or networks of the proxies that say who asks
    user_header = "X-Planledger-User"       # the header in which they say it

    [people]
    "li@example.cn" = "editor"              # name or e-mail, as the proxy or the login gives it → one of ROLES
    "wang@example.cn" = { role = "editor", regions = ["qingdao"] }      # for these regions alone

Whoever is not named is a reader. A file that cannot be read as this gives nobody a role. What the environment says of
proxies and their header (PROXIES, HEADER), as a container is told it, stands in the place of what the file says.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any

from data.parts import ROLES_FILE
from data.people import ROLES, Person
from data.refused import Refused

Network = IPv4Network | IPv6Network
REGION = re.compile("[a-z][a-z0-9_-]*")
KEYS = ("trusted_proxies", "user_header", "people")
# addresses and networks apart by blanks or commas; the name of the header
PROXIES, HEADER = "PLANLEDGER_TRUSTED_PROXIES", "PLANLEDGER_USER_HEADER"


class RolesFault(Refused):
    """What is wrong with roles.toml; nobody has a role until it is mended."""


@dataclass(frozen=True)
class Roles:
    """Name → person; the networks of the proxies that are believed, and the header, in small letters, in which they say
    who asks.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    trusted_proxies: tuple[Network, ...] = ()
    user_header: str = ""

    def person(self, name: str) -> Person:
        """The person of this name: with the role that is written, else a reader."""
        return self.people.get(name) or Person(name, "reader")

    def is_trusted(self, address: str) -> bool:
        """Whether an address is that of a proxy that is believed."""
        try:
            peer = ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self.trusted_proxies)


def read(store: Path) -> Roles:
    """The roles of a store, none where there is no file, and the proxies that are believed. Raises RolesFault."""
    try:
        content = tomllib.loads((store / ROLES_FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        content = {}
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)[:100]
        raise _fault(f"不是有效的 TOML（{why}）", f"not valid TOML ({why})") from None
    if unknown := sorted(content.keys() - set(KEYS)):
        names = ", ".join(unknown)[:100]
        raise _fault(f"没有这一项：{names}；可用：{', '.join(KEYS)}", f"unknown: {names}; there are {', '.join(KEYS)}")
    told = re.split(r"[\s,]+", os.environ.get(PROXIES, "").strip(" ,"))
    proxies = _proxies(told if any(told) else content.get("trusted_proxies", []))
    header = _header(os.environ.get(HEADER, "").strip() or content.get("user_header", ""))
    if bool(proxies) != bool(header):
        raise _fault(
            f"trusted_proxies 和 user_header（或环境变量 {PROXIES}、{HEADER}）要一起写",
            f"trusted_proxies and user_header (or {PROXIES}, {HEADER} in the environment) are given together or not at "
            "all",
        )
    return Roles(_people(content.get("people", {})), proxies, header)


def _fault(zh: str, en: str) -> RolesFault:
    return RolesFault(
        f"{ROLES_FILE}: {zh}，改好以前没有人有权限", f"{ROLES_FILE}: {en}; until it is mended nobody has a role"
    )


def _people(given: Any) -> dict[str, Person]:
    if not isinstance(given, dict):
        raise _fault("[people] 应是一张表：名字 = 权限", "[people] is a table: name = role")
    return {name: _person(name, role) for name, role in given.items()}


def _person(name: str, given: Any) -> Person:
    told = given if isinstance(given, dict) else {"role": given}
    role, regions = told.get("role"), told.get("regions")
    are_ids = regions is None or (
        isinstance(regions, list)
        and bool(regions)
        and all(isinstance(one, str) and REGION.fullmatch(one) for one in regions)
    )
    if role in ROLES and name.strip() and name == name.strip() and are_ids and told.keys() <= {"role", "regions"}:
        return Person(name, role, None if regions is None else frozenset(regions))
    told_of = f"[people] {name[:50]!r} = {str(given)[:50]!r}"
    example = '{ role = "editor", regions = ["qingdao"] }'
    raise _fault(
        f"{told_of}：权限只有 {', '.join(ROLES)}，名字前后不留空格；只管几个地区的写成 {example}",
        f"{told_of}: a role is one of {', '.join(ROLES)}, and a name has no blank at its ends; for some regions alone "
        f"it is {example}",
    )


def _proxies(given: Any) -> tuple[Network, ...]:
    try:
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise ValueError(str(given)[:50])
        return tuple(ip_network(one) for one in given)
    except ValueError as error:
        why = str(error)[:100]
        raise _fault(
            f"trusted_proxies 或 {PROXIES} 应是 IP 地址或网段（{why}）",
            f"trusted_proxies or {PROXIES} has addresses or networks ({why})",
        ) from None


def _header(given: Any) -> str:
    if given == "":
        return ""
    if not isinstance(given, str) or not re.fullmatch("[A-Za-z0-9-]{1,100}", given):
        raise _fault(
            f"user_header 或 {HEADER} 应是一个 HTTP 头的名字",
            f"user_header or {HEADER} is the name of a header of HTTP",
        )
    return given.lower()
