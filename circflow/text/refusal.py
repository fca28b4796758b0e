"""Why a text is not read: a refusal inside this room, an error with the text in it for whoever asked."""

from circflow.errors import InputError
from circflow.text.plain_text import shown


class Refusal(Exception):
    """A text, or a part of it, that has no one meaning.

    Attributes:
        code: Short name of the reason, such as `no-currency`.
        reason: A sentence without the text.
        hint: Which option would help; None when none would.
        readings: What it can be, when it can be several things.
    """

    def __init__(self, code: str, reason: str, hint: str | None = None, readings: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.hint = hint
        self.readings = readings


class TextError(InputError):
    """A text that cannot be read as what it should be.

    Attributes:
        text: As it was given.
        code: Short name of the reason, such as `no-currency`.
        reason: What is wrong with it, without the text.
    """

    def __init__(self, text: str, refusal: Refusal) -> None:
        super().__init__(f"'{shown(text)}' is not read: {refusal.reason}", hint=refusal.hint)
        self.text = text
        self.code = refusal.code
        self.reason = refusal.reason


class AmountError(TextError):
    """A text that is not one amount of money, or that can be several."""


class DateError(TextError):
    """A text that is not one date, or that can be several.

    Attributes:
        readings: The dates that it can be, as their canonical text; empty when it is none.
    """

    def __init__(self, text: str, refusal: Refusal) -> None:
        super().__init__(text, refusal)
        self.readings = refusal.readings
