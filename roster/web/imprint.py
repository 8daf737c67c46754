"""What every list that leaves says of itself: for what purpose it was made, by whom and when."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from roster.web.locale import show_moment


@dataclass(frozen=True)
class Imprint:
    """What every file says of itself."""

    purpose: str
    user: str
    at: datetime

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The same in words, in the reader's language."""
        return (
            (gettext("Purpose"), self.purpose),
            (gettext("Exported by"), self.user),
            (gettext("Exported on"), show_moment(self.at)),
            (
                gettext("Use"),
                gettext(
                    "For this purpose only. Do not pass the list on, and delete it when it has served its purpose."
                ),
            ),
        )

    @property
    def watermark(self) -> str:
        """User and time in one line."""
        moment = show_moment(self.at)
        return str(gettext("Exported by %(user)s on %(moment)s", user=self.user, moment=moment))
