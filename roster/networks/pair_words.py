"""What is said of a way between two States, as whole sentences in the reader's language."""

from collections.abc import Callable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.networks.pairs import Fact, Said, Standing
from roster.web.locale import count_phrase, show_list

MOST_NAMED = 4
STANDINGS = {
    Standing.OPEN: _l("Way is open"),
    Standing.UNKNOWN: _l("Not known whether open"),
    Standing.CLOSED: _l("Way is not open"),
}

# Sentences that name nothing.
_PLAIN: Mapping[Fact, object] = {
    Fact.AT_ALL_HOURS: _l("They take urgent requests at all hours."),
    Fact.DUTY_LINE: _l("There is a duty line: call it first."),
    Fact.DUTY_LINE_HIDDEN: _l(
        "Telephone numbers are shown to authorities, focal points and the secretariat."
    ),
    Fact.WITHIN_HOURS_OPEN: _l("They take urgent requests within opening hours, and they are open now."),
    Fact.WITHIN_HOURS_CLOSED: _l("They take urgent requests within opening hours, and they are closed now."),
    Fact.WITHIN_HOURS_UNKNOWN: _l(
        "They take urgent requests within opening hours; when these are is not said."
    ),
    Fact.NO_URGENT_PROCEDURE: _l("Their entry says that there is no urgent procedure."),
    Fact.URGENT_NOT_SAID: _l("Their entry does not say whether there is an urgent procedure."),
    Fact.NO_CONTACT_POINT: _l("They have not named a contact point there: ask the network’s secretariat."),
    Fact.INFORMATION_ONLY: _l(
        "It is for advice and information before a request; evidence needs the formal request that follows."
    ),
    Fact.NO_COMMON_NETWORK: _l("No network on this list has members in both States."),
    Fact.ANSWER_NOT_KNOWN: _l("How soon a contact point answers is not known."),
    Fact.BOTH_DIRECT: _l("Both sides name this way."),
    Fact.THEY_TAKE_DIRECT: _l("They take requests directly; an entry of your side does not name this way."),
    Fact.DIRECT_NOT_NAMED: _l("They name other ways, and not this one."),
    Fact.CHANNELS_NOT_SAID: _l("Their entry does not say which ways they take."),
    Fact.ADVANCE_COPY: _l("They take an advance copy by e-mail: send it while the request is on its way."),
    Fact.PLATFORM: _l("They take requests through an electronic platform."),
    Fact.NO_AUTHORITY: _l("No authority of theirs is listed for this."),
    Fact.NO_OWN_AUTHORITY: _l("No authority of the requesting State is listed that could send it."),
    Fact.NO_USUAL_TIME: _l("They do not say how long they usually take."),
    Fact.NOT_CONFIRMED: _l("Nobody has confirmed their entry in time: ask before you rely on it."),
    Fact.DISPUTED: _l("A reader has reported their entry as wrong."),
    Fact.INTERPOL_NAMED: _l("They name this way: the national central bureau sends it on."),
    Fact.INTERPOL_NOT_NAMED: _l(
        "They do not name this way. In urgent cases the two States may agree on it (article 46, paragraph 13)."
    ),
    Fact.DIPLOMATIC_NAMED: _l("They name this way."),
    Fact.DIPLOMATIC_SLOW: _l(
        "It goes through both ministries of foreign affairs and is usually the slowest."
    ),
}


def sentence(said: Said) -> str:
    """One fact as a sentence."""
    plain = _PLAIN.get(said.fact)
    return str(plain) if plain is not None else _COUNTED[said.fact](said)


def _networks(said: Said) -> str:
    names, rest = list(said.names[:MOST_NAMED]), len(said.names) - MOST_NAMED
    if rest > 0:
        names.append(count_phrase("%(num)s more network", "%(num)s more networks", rest))
    return str(gettext("Both States belong to %(networks)s.", networks=show_list(names)))


def _points(said: Said) -> str:
    return count_phrase(
        "They have named %(num)s contact point.", "They have named %(num)s contact points.", said.number
    )


def _dormant(said: Said) -> str:
    return str(
        gettext(
            "Both States belong to %(networks)s, but their membership was not confirmed for two years.",
            networks=show_list(said.names),
        )
    )


def _time(said: Said) -> str:
    return count_phrase(
        "They usually answer within %(num)s day.", "They usually answer within %(num)s days.", said.number
    )


_COUNTED: Mapping[Fact, Callable[[Said], str]] = {
    Fact.COMMON_NETWORKS: _networks,
    Fact.CONTACT_POINTS: _points,
    Fact.DORMANT: _dormant,
    Fact.USUAL_TIME: _time,
}
