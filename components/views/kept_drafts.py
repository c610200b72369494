"""Drafts of targets that are kept under a name: the door of what is drawn to data/target_drafts."""

from collections.abc import Mapping
from dataclasses import replace

from components.language.words import language
from components.views.people import Person
from data.refused import Refused
from data.target_drafts import LONGEST, TargetDrafts, read_all, remove, save

__all__ = ["LONGEST", "NotKept", "TargetDrafts", "drop", "keep", "kept"]


class NotKept(Exception):
    """What was asked for is not done, in the language in use."""


def kept(region_id: str) -> dict[str, TargetDrafts]:
    """draft_id → drafts of a region, the latest first; a file that cannot be read is left out."""
    return {one.draft_id: one for one in read_all()[0] if one.region_id == region_id}


def keep(name: str, region_id: str, numbers: Mapping[str, float], version: str, *, by: Person) -> TargetDrafts:
    """Keep drafts under a name. version: of those of this name that were read. Raises NotKept."""
    try:
        return save(TargetDrafts(name.strip(), region_id, dict(numbers), version=version), by=by)
    except Refused as refusal:
        raise NotKept(refusal.told(language())) from refusal


def drop(drafts: TargetDrafts, version: str, *, by: Person) -> None:
    """Take kept drafts away. Raises NotKept."""
    try:
        remove(replace(drafts, version=version), by=by)
    except Refused as refusal:
        raise NotKept(refusal.told(language())) from refusal
