"""Who asks, and what they may: the door of what is drawn to data/people.py and data/roles.py."""

from components.language.words import language
from data import roles
from data.people import NOBODY, Person, of_this_machine
from data.store import store_folder

__all__ = ["NOBODY", "Person", "of_this_machine"]


def told_by_proxy(address: str, headers: list[tuple[str, str]]) -> str | None:
    """The name that a proxy which is believed says for a request, empty where it says none or several; None where the
    request comes from elsewhere. With a fault in roles.toml nobody knows which it is: empty.

    address: the other end of the connection. headers: all of the request, names in small letters.
    """
    try:
        found = roles.read(store_folder())
    except roles.RolesFault:
        return ""
    if not found.is_trusted(address):
        return None
    names = [value.strip() for key, value in headers if key == found.user_header]
    return names[0] if len(names) == 1 else ""


def known(name: str) -> Person:
    """The person of a name, with the role that is written at this moment; a reader where roles.toml has a fault."""
    try:
        return roles.read(store_folder()).person(name)
    except roles.RolesFault:
        return Person(name, "reader")


def fault() -> str:
    """What is wrong with roles.toml, in the language in use; empty where nothing is."""
    try:
        roles.read(store_folder())
    except roles.RolesFault as found:
        return found.told(language())
    return ""
