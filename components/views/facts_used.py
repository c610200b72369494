"""The facts that the rows of a view rest on."""

import pandas as pd


def facts_used(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    """The fact ids in these columns, row by row, each once; a column may hold lists, blanks are left out."""
    ids = []
    for cells in rows[list(columns)].itertuples(index=False):
        for cell in cells:
            ids += cell if isinstance(cell, list) else [cell]
    return tuple(dict.fromkeys(fact_id for fact_id in ids if isinstance(fact_id, str)))
