"""Backup and restore: what is no derived thing of a store, as one zip file that says what is in it.

A restore prepares all of it aside, proves it and renames one folder (data/parts.py). A backup of an earlier release,
which has no list, is taken where each of its names is one of a store.
"""

import contextlib
import errno
import hashlib
import json
import lzma
import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from data import state, store
from data.homes import Change, home_of, until_it_stands
from data.imports import ImportRefused
from data.log import State, sum_of
from data.parts import KEPT, KEPT_FILES, is_file_name, part
from data.people import EVERYWHERE, Person, require, require_regions
from data.writing import sync_names

# the list of a backup: {"form": 1, "files": {name: sha256}}
LIST, FORM = "planledger-backup.json", 1
# unpacked; far above any ledger, far below what fills a disk
MOST_BYTES, MOST_FILES = 4 * 2**30, 200_000
# what zipfile says of a file that is none: an entry without a name is an IndexError
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, UnicodeError,
    ValueError, LookupError,
)  # fmt: skip


def backup(file: Path, folder: Path | None = None, *, by: Person | None = None) -> int:
    """Write imports, briefings, drafts, log and roles into a zip file, made aside and renamed; return how many files.

    by: who takes it, for the log; None leaves no line there. Raises RightRefused where that is no keeper.
    """
    folder = folder or store.store_folder()
    if by:
        require(by, "keeper")
    home = home_of(folder)
    with (
        home.writing() as desk,
        desk.with_documents(None),
        home.logged(by, "backup", file.name) if by else contextlib.nullcontext(),
    ):
        folder = home.fetched(desk.asides / "kept")
        kept = [path for name in KEPT for path in sorted((folder / name).rglob("*")) if path.is_file()]
        kept += [folder / name for name in KEPT_FILES if (folder / name).is_file()]
        names = {path: path.relative_to(folder).as_posix() for path in kept}
        names = {path: name for path, name in names.items() if not re.search(r"(^|/)\.", name)}
        made = file.with_name(f".{file.name}.part")
        try:
            sums = {}
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                for path, name in names.items():
                    content = path.read_bytes()
                    sums[name] = hashlib.sha256(content).hexdigest()
                    archive.writestr(name, content)
                archive.writestr(LIST, json.dumps({"form": FORM, "files": sums}, indent=1))
            with made.open("rb+") as written:
                os.fsync(written.fileno())
            os.replace(made, file)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        sync_names(file.parent)
    return len(names)


def restore(file: Path, folder: Path | None = None, shipped: Path = store.SHIPPED, *, by: Person) -> int:
    """Put a backup's imports, briefings and drafts in the place of the present ones, which go to undone/; return the
    files.

    The log gets the lines of the backup's that it lacks; the roles are the backup's where there are none.

    Raises RightRefused where `by` is no keeper, ImportRefused where the file is no backup or not a whole one,
    LedgerFault where no ledger can be built of it; then nothing has changed.
    """
    require(by, "keeper")
    require_regions(by, {EVERYWHERE: file.name})
    folder = folder or store.store_folder()
    count = until_it_stands(lambda: _restored(file, folder, shipped, by))
    state.look_again()
    return count


def _restored(file: Path, folder: Path, shipped: Path, by: Person) -> int:
    home = home_of(folder)
    with home.writing() as desk:
        restored = desk.asides / "restored"
        # of drafts an earlier release knew nothing: where a backup has none, the present ones stay
        for name in KEPT[:2]:
            (restored / name).mkdir(parents=True)
        count = _unpacked(file, restored)
        desk.prove((restored / "imports").glob("[!.]*/"), shipped)
        with desk.with_documents(by):
            before = _told(part(home.fetched(desk.asides / "before"), "imports").parent)
            desk.commit(Change(by, "restore", file.name, before, _told(restored), whole=restored))
    return count


def _told(store: Path) -> State:
    """What the log says of all that a restore replaces: the imports' names, the sum of them, briefings and drafts."""
    names = sorted(path.name for path in (store / "imports").glob("[!.]*/"))
    return {"imports": names, "sha256": sum_of(*(store / name for name in KEPT))}


def _unpacked(file: Path, target: Path) -> int:
    """Write the files of a backup below a folder; return their number. Raises ImportRefused."""
    if not zipfile.is_zipfile(file):
        raise ImportRefused(
            f"{file}：不是备份文件（zip），请核对", f"{file}: this is not a backup (a zip file): check the file"
        )
    try:
        with zipfile.ZipFile(file) as archive:
            return _unpacked_archive(file, archive, target)
    except (*BROKEN, OSError) as error:
        # of all that the system may say, this alone is the file's: an entry that would stand before its beginning
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise ImportRefused(
            f"{file}：备份文件已损坏或已加密，请换一份",
            f"{file}: this backup is broken or encrypted ({str(error)[:100]}): take another copy",
        ) from error


def _unpacked_archive(file: Path, archive: zipfile.ZipFile, target: Path) -> int:
    # a lock file and what a killed writer left were among the files of earlier releases
    entries = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and entry.filename != LIST and not re.search(r"(^|/)\.[^./]", entry.filename)
    ]
    listed = _listed(archive)
    names = [entry.filename for entry in entries]
    foreign = [entry.filename for entry in entries if not _is_of_a_store(entry)]
    if foreign or (listed is None and not names):
        shown = ", ".join(name.encode(errors="replace").decode()[:200] for name in foreign[:5])
        raise ImportRefused(
            f"{file}：不是本台账的备份（{shown or '其中没有导入和评估汇报'}），请核对",
            f"{file}: this is no backup of a store ({shown or 'neither imports nor briefings in it'}): check the file",
        )
    if len(set(names)) < len(names) or (listed is not None and set(listed) != set(names)):
        raise ImportRefused(
            f"{file}：备份不完整，与其清单不符，请换一份", f"{file}: this backup is not whole: its list has other files"
        )
    # zipfile unpacks of an entry no more than it says
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ImportRefused(
            f"{file}：解开后过大（超过 {MOST_BYTES >> 30} GB 或 {MOST_FILES} 个文件），请核对",
            f"{file}: more than {MOST_BYTES >> 30} GB or {MOST_FILES} files unpacked: check the file",
        )
    for entry in entries:
        place = target / entry.filename
        place.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with archive.open(entry) as packed, place.open("xb") as written:
            while block := packed.read(1 << 20):
                digest.update(block)
                written.write(block)
        if listed is not None and listed[entry.filename] != digest.hexdigest():
            raise ImportRefused(
                f"{file}：{entry.filename} 与清单不符，请换一份",
                f"{file}: {entry.filename} is not as it was written: take another copy",
            )
    return len(entries)


def _listed(archive: zipfile.ZipFile) -> dict[str, str] | None:
    """name → sum of a backup's list; None for a backup of an earlier release. Raises ValueError."""
    if LIST not in archive.namelist():
        return None
    if archive.getinfo(LIST).file_size > 100 * MOST_FILES * 3:
        raise ValueError("list")
    content = json.loads(archive.read(LIST))
    files = content.get("files") if isinstance(content, dict) and content.get("form") == FORM else None
    if not isinstance(files, dict):
        raise ValueError("list")
    return files


def _is_of_a_store(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file where a store has one: below an import's folder, among the briefings, or one
    of KEPT_FILES.
    """
    kind = stat.S_IFMT(entry.external_attr >> 16)
    part_name, *inside = entry.filename.split("/")
    depths = {"imports": (2, 3), "briefings": (1, 2), "drafts": (1, 2), "targets": (1,)}
    is_there = entry.filename in KEPT_FILES or (
        len(inside) in depths.get(part_name, ()) and all(map(is_file_name, inside))
    )
    return is_there and kind in (0, stat.S_IFREG)
