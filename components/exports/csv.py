"""A view's CSV: the dialect is that of the command line; the headers are words."""

import re

from components.model.view import View
from queries.delimited import csv_bytes, plain_csv_bytes

__all__ = ["csv_bytes", "file_name", "plain_csv_bytes"]


def file_name(view: View, ending: str = "csv") -> str:
    """What the file holds and when: planledger_periods_qingdao_2025-12.csv, letters that every system takes.

    A long search is cut: a name may have 255 bytes, and a Chinese letter takes three.
    """
    parts = [
        "planledger",
        view.name,
        *(value for name, value in view.choices.items() if name != "as_of" and value not in ("", "all")),
        view.as_of or "",
    ]
    return "_".join(re.sub(r"[^\w-]+", "-", part)[:40] for part in parts if part) + f".{ending}"
