"""Pages of editions: what one would hold, how far one is, its file, and the check of a printed page."""

import logging
from typing import Any

from flask import current_app, jsonify, request, url_for
from flask_babel import gettext

from roster.authorities.editions import policy, queries, services
from roster.authorities.editions.checking import checked
from roster.authorities.editions.choosing import Choice, choice_from, words_of
from roster.authorities.editions.digests import typed_code
from roster.authorities.editions.forms import EditionForm, region_options
from roster.authorities.editions.job import Workplace, edition_job
from roster.authorities.editions.models import AuthorityEdition, EditionStage
from roster.authorities.editions.wording import problem_sentence, progress_of
from roster.authorities.form_options import function_options, state_options
from roster.authorities.queries import states_listed
from roster.authorities.report_views import blueprint
from roster.core.config import Settings
from roster.core.documents.pdf import pdf_problem
from roster.core.errors import NotFoundError
from roster.core.files import FileStore
from roster.core.once import mark_used
from roster.core.unit_of_work import unit_of_work
from roster.web.downloads import download_file
from roster.web.guard import current_actor, guard
from roster.web.letters import link
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.throttle import bounded_searches, limiter

__all__ = ["JOB", "blueprint"]
log = logging.getLogger(__name__)


def workplace() -> Workplace:
    """What this application has ready for making an edition."""
    return Workplace(_files(), _settings().secret_key, _check_address)


JOB = edition_job(workplace)


def _check_address(language: str) -> str:
    return link("authorities.edition_check", language)


def _editions_per_hour() -> str:
    return _settings().limits.exports_per_hour


@blueprint.route("/authorities/edition", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _editions_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(policy.can_make)
def edition() -> Answer:
    """What an edition would hold, and the form; sent, the worker makes it."""
    form, choice = EditionForm(), choice_from(request.args)
    if request.method == "GET":
        form.language.data = form.language.data or current_language().code
        return _form_page(form, choice)
    form.refuse_repeat()
    if not form.validate() or pdf_problem() is not None:
        return _form_page(form, choice, status=422)
    actor = current_actor()
    bounds = policy.bounds_of(actor)
    made = services.order_edition(
        actor,
        purpose=form.purpose.data or "",
        language=form.language.data or current_language().code,
        choice=choice,
        row_count=min(queries.entry_count(actor, choice, bounds), bounds.rows),
    )
    log.warning("edition %s of the directory asked for by account %s", made.ref, actor.user_id)
    location = url_for("authorities.edition_state", ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    return see("authorities.edition_state", ref=made.ref)


@blueprint.get("/authorities/edition/check")
@bounded_searches
@guard(policy.can_check)
def edition_check() -> Answer:
    """Whether a printed page is of an edition, and what has changed since; `code` is what stands on it."""
    typed = request.args.get("code", "").replace("\0", "")[:100].strip()
    code = typed_code(typed)
    found = (
        checked(current_actor(), code, key=_settings().secret_key, language=current_language().code)
        if code
        else None
    )
    return Page(
        "authorities/edition_check.html",
        {"typed": typed, "code": code, "found": found},
        headers={"Cache-Control": "no-store"},
    )


@blueprint.get("/authorities/edition/<ref>")
@guard(policy.can_open, load=queries.edition_by_ref)
def edition_state(made: AuthorityEdition) -> Answer:
    """How far an edition is; made, the way to its file."""
    has_file = made.stage is EditionStage.READY and bool(made.stored_name)
    return page(
        "authorities/edition_state.html",
        edition=made,
        progress=progress_of(made),
        problem=problem_sentence(made.problem) if made.stage is EditionStage.FAILED else "",
        has_file=has_file,
        kept_until=made.finished_at + services.KEPT_FOR if made.finished_at else None,
    )


@blueprint.get("/authorities/edition/<ref>/progress")
@guard(policy.can_open, load=queries.edition_by_ref)
def edition_progress(made: AuthorityEdition) -> Answer:
    """How far it is, for the page that asks every two seconds."""
    now = progress_of(made)
    over = url_for("authorities.edition_state", ref=made.ref) if now.is_over else None
    return jsonify(value=None, most=1, text=now.text, state=now.state, url=over)


@blueprint.get("/authorities/edition/<ref>/file")
@guard(policy.can_open, load=queries.edition_by_ref)
def edition_file(made: AuthorityEdition) -> Answer:
    """The file, for whoever asked for it; that it was fetched is on record before it goes out."""
    if made.stage is not EditionStage.READY or not made.stored_name or made.as_of is None:
        raise NotFoundError
    file = _files().open(made.stored_name)
    with unit_of_work():
        services.note_download(current_actor(), made)
    name = gettext("Directory of authorities %(date)s", date=made.as_of.date().isoformat())
    return download_file(file, name=name, extension="pdf")


def _form_page(form: EditionForm, choice: Choice, *, status: int = 200) -> Page:
    actor, language = current_actor(), current_language().code
    bounds = policy.bounds_of(actor)
    found = queries.entry_count(actor, choice, bounds)
    return page(
        "authorities/edition.html",
        status=status,
        form=form,
        chosen=words_of(choice, language),
        options=_options(choice),
        count=min(found, bounds.rows),
        beyond=max(0, found - bounds.rows),
        most=bounds.rows,
        is_own_state_only=bounds.states is not None,
        has_phones=len(policy.parts_of(actor)) > 1,
        no_pdf=pdf_problem(),
        editions=[item for item in queries.own_editions(actor) if policy.can_open(actor, item)],
    )


def _options(choice: Choice) -> list[dict[str, Any]]:
    """The three lists by which an edition is made smaller; of several chosen, which come by address, none is shown."""
    listed = set(states_listed())
    offers = {
        "state": (gettext("State"), [item for item in state_options() if item[0] in listed]),
        "region": (gettext("Region"), list(region_options())),
        "function": (gettext("Function"), list(function_options())),
    }
    return [
        {"name": name, "label": label, "values": values, "chosen": _only(getattr(choice, name))}
        for name, (label, values) in offers.items()
    ]


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _settings() -> Settings:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings


def _files() -> FileStore:
    store: FileStore = current_app.extensions["roster_files"]
    return store
