"""What may go wrong in the domain. `web` turns each into an answer; services raise, never render."""


class DomainError(Exception):
    """Base of all. `message` is a translatable sentence for the person who acts."""

    def __init__(self, message: object = "") -> None:
        super().__init__(str(message) if isinstance(message, str) else type(self).__name__)
        self.message = message


class NotFoundError(DomainError):
    """There is no such record, or this actor may not know of it: both look alike (R4)."""


class ForbiddenError(DomainError):
    """The actor knows the record and may not do this with it."""


class StaleError(DomainError):
    """Somebody else changed the record since it was read (R10, R11)."""


class RepeatedError(DomainError):
    """A form was sent twice; `location` leads to what the first one made (R12)."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class InvalidError(DomainError):
    """One or more values break a rule. `problems` holds a translatable sentence per field name."""

    def __init__(self, problems: dict[str, object]) -> None:
        super().__init__("; ".join(sorted(problems)))
        self.problems = problems


class UnavailableError(DomainError):
    """Something that this needs is not there just now; trying again may help (R48)."""


class AwayError(UnavailableError):
    """What a whole kind of work depends on is not there, so that none of it can be done just now."""


class ConfigurationError(DomainError):
    """The application refuses to start like this (R22)."""
