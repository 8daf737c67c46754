"""The finder's result as its page shows it: the pure finding in words, each authority through the one redaction."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from flask_babel import gettext

from roster.authorities.finder import URGENCY, Finding, Informal, Outcome
from roster.authorities.finder_picks import REQUEST_DOUBTS, Doubt, Pick, Start, Step, Why
from roster.authorities.finder_result import (
    BriefEntry,
    BriefView,
    ElementView,
    GroupView,
    PickView,
    ResultView,
    StartView,
)
from roster.authorities.finder_words import (
    doubt_words,
    informal_words,
    level_words,
    limit_words,
    outcome_words,
    references_words,
    start_words,
    way_words,
    why_words,
)
from roster.authorities.models import Authority
from roster.authorities.presentation import AuthorityView, authority_view, freshness_view
from roster.authorities.states import (
    SHOWN,
    STAGE_LABELS,
    DualCriminality,
    Encryption,
    LegalBasis,
    Signature,
    UrgentProcedure,
)
from roster.core.actor import Actor
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Coded
from roster.vocabulary.entries import State
from roster.vocabulary.request_elements import Level, Measure, RequestElement
from roster.web.locale import count_phrase, current_language, show_list

MOST_DEPUTIES = 5


def result_view(actor: Actor, finding: Finding, rows: Mapping[str, Authority], *, at: datetime) -> ResultView:
    """The finding for this reader; `rows` are the authorities by reference."""
    language, answers = current_language().code, finding.answers

    def whole(pick: Pick) -> PickView:
        return _pick_view(pick, authority_view(actor, rows[pick.entry.ref], at=at), finding)

    def brief(picks: Iterable[Pick]) -> tuple[BriefView, ...]:
        return tuple(_brief_view(pick, rows[pick.entry.ref], finding, at.date()) for pick in picks)

    name, own = _name(answers.state, language), _name(answers.requesting, language)
    first = whole(finding.first) if finding.first else None
    has_other = bool(finding.picks) and finding.picks[0] is not finding.first
    return ResultView(
        finding=finding,
        state_name=name,
        own_name=own,
        notice=outcome_words(finding.outcome, name, sees_all=actor.is_member),
        informal=informal_words(finding.informal, answers.matter),
        is_informal_first=finding.informal is Informal.FIRST,
        first=first,
        formal=whole(finding.picks[0]) if has_other else first,
        others=brief(pick for pick in finding.picks if pick is not finding.first),
        asked=brief(_asked(finding)),
        deputies=brief(finding.deputies[:MOST_DEPUTIES]),
        more_deputies=len(finding.deputies[MOST_DEPUTIES:]),
        ways=tuple(way_words(way) for way in finding.other_ways),
        groups=tuple(_groups(finding, language)),
        doubts=_doubts(finding, name, own),
    )


def _asked(finding: Finding) -> list[Pick]:
    """Informal contacts that are not on the page already."""
    shown = {pick.entry.ref for pick in (finding.first, *finding.picks) if pick is not None}
    return [pick for pick in finding.informal_picks if pick.entry.ref not in shown]


def _pick_view(pick: Pick, entry: AuthorityView, finding: Finding) -> PickView:
    urgent = finding.answers.is_urgent
    return PickView(
        entry=entry,
        why=why_words(pick),
        scopes=_scopes(pick),
        start=_start(pick, pick.start, urgent=urgent),
        others=tuple(
            _start(pick, other, urgent=urgent) for other in pick.others if other.step is not Step.DIPLOMATIC
        ),
        channel=str(pick.channel.label) if pick.channel else "",
        has_advance_copy="advance-email" in pick.entry.channels,
        write_in=_languages(pick.languages.write_in),
        shared=_languages(pick.languages.shared),
        doubts=tuple(doubt_words(doubt, pick) for doubt in pick.doubts),
        requirements=_requirements(pick),
        particulars=_particulars(pick),
    )


def _brief_view(pick: Pick, row: Authority, finding: Finding, today: date) -> BriefView:
    name, name_language = row.name.best_for(current_language().code)
    entry = BriefEntry(
        ref=row.ref,
        name=name,
        name_language=name_language,
        acronym=row.acronym,
        stage=row.stage.value,
        stage_label=str(STAGE_LABELS[row.stage]),
        is_shown=row.stage in SHOWN,
        now=pick.now,
        freshness=freshness_view(row, today),
    )
    start = _start(pick, pick.start, urgent=finding.answers.is_urgent)
    return BriefView(entry, why_words(pick), _scopes(pick), start)


def _scopes(pick: Pick) -> tuple[str, ...]:
    return tuple(duty.scope_note for duty in pick.duties if duty.scope_note)


def _start(pick: Pick, start: Start, *, urgent: bool) -> StartView:
    is_call = start.step in (Step.CALL, Step.CALL_DUTY)
    is_letter = start.step in (Step.WRITE, Step.WRITE_SECURE)
    href = f"tel:{start.value.replace(' ', '')}" if is_call else f"mailto:{start.value}" if is_letter else ""
    return StartView(start_words(pick, start.step, urgent=urgent), start.value, href, is_call)


def _languages(codes: tuple[str, ...]) -> str:
    known, language = vocabulary.current().languages, current_language().code
    names = [entry.name(language) if (entry := known.get(code)) else code for code in codes]
    return show_list(names) if names else ""


def _requirements(pick: Pick) -> tuple[tuple[str, str], ...]:
    """What this authority wants of a request, as terms and values."""
    entry = pick.entry
    basis = " · ".join(str(item.label) for item in LegalBasis if entry.is_basis(LegalBasis(item)))
    pairs = (
        (gettext("What must be attached"), entry.required_attachments),
        (gettext("Dual criminality"), _label(DualCriminality, entry.dual_criminality)),
        (gettext("The Convention as legal basis"), basis),
        (gettext("Limits on the use of what is sent"), entry.limits_on_use),
    )
    return tuple((term, value) for term, value in pairs if value)


def _particulars(pick: Pick) -> tuple[tuple[str, str], ...]:
    """How this authority wants to be written to, and what to expect."""
    entry, days = pick.entry, pick.entry.usual_time_days
    pairs = (
        (gettext("Urgent requests"), _label(UrgentProcedure, entry.urgent_procedure)),
        (gettext("What to do in an urgent case"), entry.urgent_note),
        (gettext("Signature"), _label(Signature, entry.signature)),
        (gettext("Encryption"), _label(Encryption, entry.encryption)),
        (gettext("Usual time to answer"), count_phrase("%(num)s day", "%(num)s days", days) if days else ""),
    )
    return tuple((term, value) for term, value in pairs if value)


def _groups(finding: Finding, language: str) -> Iterator[GroupView]:
    """What every request holds comes first, what depends on the matter after it, then measure by measure."""
    for group in finding.elements:
        if group.measure is not Measure.ALL or not finding.answers.is_assistance:
            yield _group(str(group.measure.label), group.elements, language)
            continue
        needed = tuple(item for item in group.elements if _is_always_needed(item))
        yield _group(str(group.measure.label), needed, language)
        rest = tuple(item for item in group.elements if item not in needed)
        yield _group(gettext("Where it applies"), rest, language)


def _is_always_needed(item: RequestElement) -> bool:
    """The six of paragraph 15, what is required besides, and urgency, which is there only where something is urgent."""
    of_paragraph = any(reference.startswith("46(15)") for reference in item.references)
    return of_paragraph or item.level is Level.REQUIRED or item.id == URGENCY


def _group(title: str, elements: Iterable[RequestElement], language: str) -> GroupView:
    return GroupView(
        title,
        tuple(
            ElementView(
                item.label(language),
                item.prompt,
                references_words(item.references),
                level_words(item.level),
            )
            for item in elements
        ),
    )


def _doubts(finding: Finding, name: str, own: str) -> tuple[str, ...]:
    """What is not certain of the whole: treaty, language, and what concerns whom to turn to first."""
    found = []
    for limit in finding.limits:
        found.append(limit_words(limit, own if limit.value.startswith("requesting") else name))
    pick = finding.first
    if pick is not None:
        found += [doubt_words(doubt, pick) for doubt in pick.doubts]
        if pick.why is Why.INFORMAL and finding.picks:
            formal = finding.picks[0]
            found += [doubt_words(doubt, formal) for doubt in formal.doubts if doubt in REQUEST_DOUBTS]
        if finding.answers.requesting is None and Doubt.LANGUAGES not in pick.doubts:
            found.append(gettext("It is not said for which State you ask, so languages were not compared."))
    elif finding.outcome is not Outcome.OWN_STATE:
        found.append(gettext("That nobody is listed here does not mean that nobody was designated."))
    return tuple(found)


def _label(kind: type[Coded], code: str | None) -> str:
    member = kind.of(code)
    return str(member.label) if member is not None else ""


def _name(state: State | None, language: str) -> str:
    return state.name(language) if state else ""
