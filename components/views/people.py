"""Who asks, and what they may: the door of what is drawn to data/people.py."""

from data.people import NOBODY, Person, of_this_machine

__all__ = ["NOBODY", "Person", "of_this_machine"]
