"""What an account's address, name, language and scope must be; each refusal has its sentence."""

import re

from flask_babel import lazy_gettext as _

from roster.accounts import queries
from roster.core.actor import Assignment, Role
from roster.core.errors import InvalidError
from roster.core.multilingual import LANGUAGES
from roster.core.text import problem_in, tidy_line
from roster.vocabulary import queries as vocabulary

_SCOPE = re.compile(r"system|(?:state|self|authority|network|organisation):[\w-]{1,60}")


def refuse_bad_scope(assignment: Assignment) -> None:
    """Raise InvalidError where the scope is not of the kind that the role needs, or names no State."""
    kind, _colon, code = assignment.scope.partition(":")
    if not assignment.is_valid or _SCOPE.fullmatch(assignment.scope) is None:
        raise InvalidError({"scope": _("This role needs another kind of scope.")})
    states = vocabulary.current().states
    if kind == "state" and states and code not in states:
        raise InvalidError({"scope": _("There is no State with this code.")})


def checked_email(text: str) -> str:
    """The address in its one form, free to be used."""
    email = queries.normalised_email(text)
    if email is None:
        raise InvalidError({"email": _("This is not an e-mail address.")})
    if queries.user_by_email(email) is not None:
        raise InvalidError({"email": _("There is an account with this address already.")})
    return email


def checked_name(text: str) -> str:
    """The name on one line, fit to be shown."""
    name = tidy_line(text)
    if not name or len(name) > 200 or problem_in(name, is_name=True) is not None:
        raise InvalidError({"name": _("Give a name of at most 200 characters, without invisible signs.")})
    return name


def checked_language(code: str) -> str:
    """One of the six codes."""
    if code not in LANGUAGES:
        raise InvalidError({"language": _("Choose one of the six languages.")})
    return code


def needs_nationalities(role: Role) -> bool:
    """The secretariat decides on nominees of States: of it, and of it only, nationalities are kept."""
    return role in (Role.MANAGER, Role.SEARCHER)
