"""A place that plans: a city, a county, a province, the nation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """name: full; short: as charts write it; both in the language in use. level: nation, province, prefecture, county.

    parent_id: the region that it lies in, empty for none. place: in the order of the catalogue, cities and references
    counted apart. is_reference: a province or the nation, drawn for comparison and never in a city's hue.
    """

    region_id: str
    name: str
    short: str
    level: str
    parent_id: str
    place: int
    is_reference: bool

    @property
    def colour(self) -> str:
        """The name of its colour in every palette: region_0, region_1 … of cities, reference_0 and _1 of the others."""
        if self.is_reference:
            return f"reference_{int(self.level == 'nation')}"
        return f"region_{self.place}"
