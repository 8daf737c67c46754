"""The only writer of CVs, and of the note that somebody read one or took a profile along."""

from dataclasses import dataclass, fields

from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError
from roster.core.outbox import Kind
from roster.experts import policy
from roster.experts.cv.models import CvFile
from roster.experts.models import Profile
from roster.experts.services import request_indexing, touch


@dataclass(frozen=True, kw_only=True)
class NewCv:
    """A file that is safe in the store, judged and read."""

    stored_name: str
    file_name: str
    kind: str
    size: int
    sha256: str
    text: str
    language: str | None


def keep_cv(actor: Actor, profile: Profile, *, given: NewCv) -> None:
    """Make this the CV of the profile; the file that it replaces goes. Raises ForbiddenError."""
    if not policy.can_edit(actor, profile):
        raise ForbiddenError
    if profile.cv is None:
        profile.cv = CvFile()
    else:
        _forget_file(profile.cv)
    for item in fields(given):
        setattr(profile.cv, item.name, getattr(given, item.name))
    profile.cv.has_text = bool(given.text)
    profile.cv.uploaded_at, profile.cv.uploaded_by = clock.now(), actor.user_id
    touch(actor, profile)
    audit.record(actor, "experts:cv:upload", subject=profile.ref, fields=("cv",))
    request_indexing(profile)


def remove_cv(actor: Actor, profile: Profile) -> None:
    """Take the CV away, file and text. Raises ForbiddenError."""
    if not policy.can_edit(actor, profile):
        raise ForbiddenError
    if profile.cv is None:
        return
    _forget_file(profile.cv)
    profile.cv = None
    touch(actor, profile)
    audit.record(actor, "experts:cv:remove", subject=profile.ref, fields=("cv",))
    request_indexing(profile)


def note_cv_read(actor: Actor, profile: Profile) -> None:
    """Note who opened a CV (R59)."""
    audit.record(actor, "experts:cv:read", subject=profile.ref)


def note_profile_taken(actor: Actor, profile: Profile, *, kind: str) -> None:
    """Note who took a profile along as a document, and whether the restricted part was in it."""
    parts = tuple(sorted(policy.readable_parts(actor, profile)))
    audit.record(actor, "experts:profile:export", subject=profile.ref, fields=(kind, *parts))


def _forget_file(cv: CvFile) -> None:
    """The worker removes it after the commit; should that fail, the row still names a file that exists."""
    outbox.enqueue(Kind.IMPORT, {"remove": cv.stored_name})
