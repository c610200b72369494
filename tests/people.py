"""People of every role, for tests of what changes the store."""

from data.people import Person

READER, EDITOR, KEEPER = (Person(name, role) for name, role in (("王", "reader"), ("李", "editor"), ("赵", "keeper")))
