"""Who has which role on a server for others: roles.toml in the store, written by hand and read with every change.

    trusted_proxies = ["127.0.0.1"]         # addresses or networks of the proxies that say who asks
    user_header = "X-Planledger-User"       # the header in which they say it

    [people]
    "li@example.cn" = "editor"              # name or e-mail, as the proxy gives it → one of ROLES

Whoever is not named is a reader. A file that cannot be read as this gives nobody a role.
"""

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
KEYS = ("trusted_proxies", "user_header", "people")


class RolesFault(Refused):
    """What is wrong with roles.toml; nobody has a role until it is mended."""


@dataclass(frozen=True)
class Roles:
    """Name → role; the networks of the proxies that are believed, and the header, in small letters, in which they say
    who asks.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    trusted_proxies: tuple[Network, ...] = ()
    user_header: str = ""

    def person(self, name: str) -> Person:
        """The person of this name: with the role that is written, else a reader."""
        return Person(name, self.people.get(name, "reader"))

    def is_trusted(self, address: str) -> bool:
        """Whether an address is that of a proxy that is believed."""
        try:
            peer = ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self.trusted_proxies)


def read(store: Path) -> Roles:
    """The roles of a store; none where there is no file. Raises RolesFault."""
    try:
        content = tomllib.loads((store / ROLES_FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Roles()
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)[:100]
        raise _fault(f"不是有效的 TOML（{why}）", f"not valid TOML ({why})") from None
    if unknown := sorted(content.keys() - set(KEYS)):
        names = ", ".join(unknown)[:100]
        raise _fault(f"没有这一项：{names}；可用：{', '.join(KEYS)}", f"unknown: {names}; there are {', '.join(KEYS)}")
    proxies, header = _proxies(content.get("trusted_proxies", [])), _header(content.get("user_header", ""))
    if bool(proxies) != bool(header):
        raise _fault(
            "trusted_proxies 和 user_header 要一起写",
            "trusted_proxies and user_header are given together or not at all",
        )
    return Roles(_people(content.get("people", {})), proxies, header)


def _fault(zh: str, en: str) -> RolesFault:
    return RolesFault(
        f"{ROLES_FILE}: {zh}，改好以前没有人有权限", f"{ROLES_FILE}: {en}; until it is mended nobody has a role"
    )


def _people(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise _fault("[people] 应是一张表：名字 = 权限", "[people] is a table: name = role")
    for name, role in given.items():
        if role not in ROLES or not name.strip() or name != name.strip():
            raise _fault(
                f"[people] {name[:50]!r} = {str(role)[:50]!r}：权限只有 {', '.join(ROLES)}，名字前后不留空格",
                f"[people] {name[:50]!r} = {str(role)[:50]!r}: a role is one of {', '.join(ROLES)}, and a name has no "
                "blank at its ends",
            )
    return dict(given)


def _proxies(given: Any) -> tuple[Network, ...]:
    try:
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise ValueError(str(given)[:50])
        return tuple(ip_network(one) for one in given)
    except ValueError as error:
        why = str(error)[:100]
        raise _fault(
            f"trusted_proxies 应是 IP 地址或网段的列表（{why}）",
            f"trusted_proxies is a list of addresses or networks ({why})",
        ) from None


def _header(given: Any) -> str:
    if given == "":
        return ""
    if not isinstance(given, str) or not re.fullmatch("[A-Za-z0-9-]{1,100}", given):
        raise _fault("user_header 应是一个 HTTP 头的名字", "user_header is the name of a header of HTTP")
    return given.lower()
