"""A figure as plain data: the traces and the layout that Plotly draws in the browser, in Plotly's own names."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd


def _plain(value: Any) -> Any:
    """A value as JSON has it: lists for columns, plain numbers, None for what is not known; no blank properties."""
    kind = type(value)
    # what most of a figure is, without asking further
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is float:
        return None if value != value else value
    if kind is list or kind is tuple:
        return [_plain(part) for part in value]
    if kind is dict or isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, str | int):
        return value
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple) or (isinstance(value, Iterable) and not isinstance(value, bytes)):
        return [_plain(part) for part in value]
    if isinstance(value, np.generic):
        value = value.item()
    if value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def _laid_over(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of both, those above where both have one."""
    for name, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(name), dict):
            _laid_over(below[name], value)
        else:
            below[name] = value
    return below


class Plot:
    """Traces, annotations and shapes in the order in which they are drawn, and the layout about them.

    Nothing is checked here, which would take ten times as long as the drawing; a test has Plotly check every form.
    """

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {}

    def add_scatter(self, **trace: Any) -> None:
        self.data.append(_plain({"type": "scatter", **trace}))

    def add_bar(self, **trace: Any) -> None:
        self.data.append(_plain({"type": "bar", **trace}))

    def add_annotation(self, **annotation: Any) -> None:
        self.annotations.append(_plain(annotation))

    def add_shape(self, **shape: Any) -> None:
        self.shapes.append(_plain(shape))

    def update_layout(self, changes: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Lay properties over those that are there; what lies deeper and is not named stays."""
        _laid_over(self.layout, _plain({**(changes or {}), **more}))

    @property
    def height(self) -> int:
        """Its height in pixels."""
        height: int = self.layout["height"]
        return height

    def axes(self, letter: str) -> dict[str, dict[str, Any]]:
        """Name → the axis, of all that run along x or y."""
        return {name: axis for name, axis in self.layout.items() if name.startswith(f"{letter}axis")}

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly takes it; whoever gets it may not change it."""
        return {"data": self.data, "layout": {**self.layout, "annotations": self.annotations, "shapes": self.shapes}}
