"""A figure as Plotly reads it, every property checked."""

from collections.abc import Callable

import plotly.graph_objects as go

from components.model.plot import Plot


def plotted(plot: Plot) -> go.Figure:
    """The figure, in which a test finds titles, marks and lines by Plotly's names. Raises ValueError for a property or
    a value that Plotly does not have.
    """
    return go.Figure(plot.to_dict())


def read(form: Callable[..., Plot]) -> Callable[..., go.Figure]:
    """A chart form whose figures are plotted."""
    return lambda *given, **named: plotted(form(*given, **named))
