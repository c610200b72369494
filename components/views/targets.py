"""目标测算: what a target means beside the way that was gone, and what follows from it."""

from components.language.words import say


def works() -> dict[str, str]:
    """What is done on the page, the first by default: id → words."""
    return {work: say(f"targets.{work}") for work in ("reckon", "yearly")}
