"""What is asked of the store and not done: said in both languages."""


class Refused(Exception):
    """Why something is not done, in Chinese and in English; the message names it and says the mend."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self._told = {"zh": zh, "en": en}

    def told(self, language: str) -> str:
        """The message in one language: zh or en."""
        return self._told[language]
