"""What an Office document says of itself: title, language, program and time."""

from datetime import UTC, datetime

from components.language.words import say


def set_properties(properties, title: str) -> None:
    """Fill the core properties of python-docx or python-pptx, in place of those of its template."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language = title, say("slides.language")
    properties.author = properties.last_modified_by = say("app.name")
    properties.created = properties.modified = now
    properties.subject = properties.comments = properties.keywords = properties.category = ""
