"""The shape of a verdict, so that colour is never its only sign, and the groups in which verdicts are counted.

Which group a verdict is counted in is the query's word (status_group); here is how a status looks.

Shapes are paths sized in pixels: a glyph such as ✓ falls back to odd fonts on some machines.
"""

from components.look.theme import Palette
from components.model.plot import Plot

# the groups in the order in which they are counted, each with a status whose shape stands for all of it
GROUPS = {
    "achieved": "met",
    "reached_within": "reached_within",
    "kept": "within_limit",
    "on_schedule": "on_time",
    "behind": "behind",
    "partly_known": "not_assessed",
    "unknown": "not_assessed",
}
_FORMS = {
    "reached_early": "disc",
    "exceeded": "disc",
    "met": "disc",
    "reached_within": "ring",
    "within_limit": "shield",
    "ahead": "triangle",
    "on_time": "square",
    "slightly_behind": "thin",
    "behind": "heavy",
    "missed": "heavy",
    "over_limit": "heavy",
    "not_assessed": "open",
}
STATUSES = tuple(_FORMS)
_COLOURS = {"ahead": "ahead", "on_time": "on_time", "not_assessed": "unknown"} | dict.fromkeys(
    ("slightly_behind", "behind", "missed", "over_limit"), "behind"
)
NOTHING = "rgba(0,0,0,0)"

# how far from its ends a Bézier curve has its handles to pass for a quarter of a circle
_BEND = 0.5523


def group(status_group: str, has_figures: bool) -> str:
    """The group of GROUPS in which a verdict is counted: 暂不评价 is parted by whether anything is known."""
    if status_group == "not_assessed":
        return "partly_known" if has_figures else "unknown"
    return status_group


def status_colour(palette: Palette, status: str) -> str:
    """The colour of a status's shape."""
    return getattr(palette, _COLOURS.get(status, "reached"))


def status_tint(palette: Palette, status: str, has_figures: bool) -> str:
    """The ground of a tile: what is not known looks empty, what is behind is an outline."""
    colour = _COLOURS.get(status, "reached")
    if colour == "unknown":
        return palette.band if has_figures else palette.ground
    return palette.ground if colour == "behind" else getattr(palette, f"{colour}_tint")


def verdict_shapes(
    palette: Palette,
    status: str,
    x,
    y,
    size: float,
    *,
    xref: str = "x",
    yref: str = "y",
    x_shift: float = 0,
    y_shift: float = 0,
    has_figures: bool = False,
    on_dark: bool = False,
    shade: str | None = None,
) -> list[dict]:
    """The shapes of a status, `size` pixels wide about the point x, y (shifted by pixels, up is positive).

    on_dark: on a tile filled with the status's own colour. shade: another colour than the status's own.
    """
    form = _FORMS[status]
    colour = shade or (palette.ground if on_dark else status_colour(palette, status))
    inside = status_colour(palette, status) if on_dark else palette.ground
    half = size / 2
    anchors = {
        "xref": xref,
        "yref": yref,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "layer": "above",
    }

    def at(across: float, up: float) -> str:
        return f"{x_shift + across * half:.2f},{y_shift + up * half:.2f}"

    def path(text: str, fill: str, width: float, line: str) -> dict:
        return {"type": "path", **anchors, "path": text, "fillcolor": fill, "line": {"color": line, "width": width}}

    def circle(radius: float, fill: str, width: float, dash: str = "solid") -> dict:
        reach = radius * half
        return {
            "type": "circle",
            **anchors,
            "x0": x_shift - reach,
            "x1": x_shift + reach,
            "y0": y_shift - reach,
            "y1": y_shift + reach,
            "fillcolor": fill,
            "line": {"color": colour, "width": width, "dash": dash},
        }

    tick = f"M {at(-0.46, -0.02)} L {at(-0.12, -0.36)} L {at(0.46, 0.34)}"
    if form == "disc":
        return [circle(1, colour, 0), path(tick, NOTHING, max(1.6, size * 0.115), inside)]
    if form == "ring":
        width = max(1.6, size * 0.115)
        return [circle(1 - width / size, inside, width), path(tick, NOTHING, width, colour)]
    if form == "shield":
        shield = (
            f"M {at(-0.82, 0.82)} L {at(0.82, 0.82)} L {at(0.82, -0.05)} "
            f"C {at(0.82, -0.55)} {at(0.35, -0.8)} {at(0, -0.98)} "
            f"C {at(-0.35, -0.8)} {at(-0.82, -0.55)} {at(-0.82, -0.05)} Z"
        )
        return [path(shield, colour, 0, colour), path(tick, NOTHING, max(1.6, size * 0.115), inside)]
    if form == "triangle":
        return [path(f"M {at(-1, -0.82)} L {at(0, 0.92)} L {at(1, -0.82)} Z", colour, 0, colour)]
    if form == "square":
        corners = f"M {at(-0.82, -0.82)} L {at(-0.82, 0.82)} L {at(0.82, 0.82)} L {at(0.82, -0.82)} Z"
        return [path(corners, colour, 0, colour)]
    if form in ("thin", "heavy"):
        width = max(1.2, size * 0.07) if form == "thin" else max(2.2, size * 0.15)
        # the stroke lies half outside its path, most at the corners: heavy triangles begin further in
        inset = 1.5 * width / size
        return [
            path(
                f"M {at(-1 + inset, 0.82 - inset)} L {at(1 - inset, 0.82 - inset)} L {at(0, -0.92 + 1.3 * inset)} Z",
                inside if on_dark else NOTHING,
                width,
                colour,
            )
        ]
    width = max(1.2, size * 0.07)
    if has_figures:
        r, b = 0.93, 0.93 * _BEND
        half_disc = f"M {at(0, r)} C {at(-b, r)} {at(-r, b)} {at(-r, 0)} C {at(-r, -b)} {at(-b, -r)} {at(0, -r)} Z"
        return [circle(r, inside, width), path(half_disc, colour, 0, colour)]
    stroke = max(1.5, size * 0.1)
    question = (
        f"M {at(-0.24, 0.2)} C {at(-0.24, 0.52)} {at(0.27, 0.52)} {at(0.27, 0.18)} "
        f"C {at(0.27, -0.04)} {at(0, -0.02)} {at(0, -0.22)} "
        f"M {at(0, -0.34)} L {at(0, -0.34 - stroke / half)}"
    )
    dash = f"{size * 0.14:.1f}px,{size * 0.12:.1f}px"
    return [circle(0.93, NOTHING, width, dash), path(question, NOTHING, stroke, colour)]


def draw_verdict(figure: Plot, palette: Palette, status: str, x, y, size: float, **more) -> None:
    """Draw the shape of a status on a figure; the arguments are those of verdict_shapes."""
    for shape in verdict_shapes(palette, status, x, y, size, **more):
        figure.add_shape(**shape)


def verdict_svg(palette: Palette, status: str, size: float, has_figures: bool = False) -> str:
    """The shape of a status as an SVG element of a page, `size` pixels wide; its word must stand beside it."""
    drawn = []
    for shape in verdict_shapes(palette, status, 0, 0, size, has_figures=has_figures):
        line = shape["line"]
        style = f"fill:{shape['fillcolor']};stroke:{line['color']};stroke-width:{line['width']}"
        if line.get("dash", "solid") != "solid":
            style += f";stroke-dasharray:{line['dash']}"
        if shape["type"] == "circle":
            drawn.append(f'<circle r="{shape["x1"]:.2f}" style="{style}"/>')
        else:
            # on a page down is positive
            drawn.append(f'<path transform="scale(1,-1)" d="{shape["path"]}" style="{style}"/>')
    half = size / 2 + 1
    box = f'viewBox="{-half} {-half} {2 * half} {2 * half}" width="{2 * half}" height="{2 * half}"'
    return f'<svg class="mark" aria-hidden="true" {box}>{"".join(drawn)}</svg>'
