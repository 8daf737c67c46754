"""The forms of networks: their facts, applications and decisions, memberships, contact points."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.core.multilingual import MultilingualText
from roster.networks.form_options import (
    function_options,
    group_options,
    language_options,
    person_options,
    six_options,
    state_options,
)
from roster.networks.inputs import MembershipInput, NetworkInput, PersonInput, PointInput
from roster.networks.models import LINE_LENGTH, REASON_LENGTH, ContactPoint, Membership
from roster.networks.states import Branch, MembershipKind, MemberType, NetworkKind, PointRole, Scope
from roster.people.models import Person
from roster.web.fields import (
    CodeField,
    CodesField,
    DayField,
    LineField,
    TextField,
    WholeNumberField,
    options_of,
)
from roster.web.forms import BaseForm, ChangingForm, CreatingForm
from roster.web.states_field import StatesField
from roster.web.validation import Required, between, email_address, telephone

CHOOSE, NONE = _l("Choose …"), _l("–")
EMAIL_LENGTH, PHONE_LENGTH, LINK_LENGTH, TEXT_LENGTH = 254, 40, 500, 2_000


class NetworkForm(ChangingForm):
    """The facts of a network."""

    acronym = LineField(_l("Acronym"), length=40)
    name_ar = LineField(_l("Name in Arabic"), length=LINE_LENGTH, is_name=True)
    name_zh = LineField(_l("Name in Chinese"), length=LINE_LENGTH, is_name=True)
    name_en = LineField(_l("Name in English"), length=LINE_LENGTH, is_name=True)
    name_fr = LineField(_l("Name in French"), length=LINE_LENGTH, is_name=True)
    name_ru = LineField(_l("Name in Russian"), length=LINE_LENGTH, is_name=True)
    name_es = LineField(_l("Name in Spanish"), length=LINE_LENGTH, is_name=True)
    official_languages = CodesField(
        _l("Languages in which the name is official"), [Required()], options=six_options
    )
    purpose = TextField(_l("What it is for"), length=TEXT_LENGTH)
    kind = CodeField(_l("Kind of network"), [Required()], options=options_of(NetworkKind))
    scope = CodeField(_l("Scope"), [Required()], options=options_of(Scope))
    region = LineField(_l("Region in words"), length=LINE_LENGTH)
    groups = CodesField(_l("Regional groups that it reaches"), options=group_options)
    states = StatesField(_l("Open only to these States"))
    founded_year = WholeNumberField(_l("Founded in the year"), [between(1_800, 2_200)])
    secretariat = LineField(_l("Secretariat"), length=LINE_LENGTH)
    website = LineField(_l("Website"), length=LINK_LENGTH, ltr=True)
    statute_link = LineField(_l("Statute or founding document"), length=LINK_LENGTH, ltr=True)
    languages = CodesField(_l("Working languages"), options=six_options)
    member_types = CodesField(_l("What may be a member"), [Required()], options=options_of(MemberType))
    functions = CodesField(_l("An authority needs one of these functions"), options=function_options)
    cap_per_state = WholeNumberField(_l("Most members of one State"), [between(1, 1_000)])
    membership_kinds = CodesField(_l("Kinds of membership"), [Required()], options=options_of(MembershipKind))
    size = LineField(_l("Size"), length=LINE_LENGTH)
    size_as_of = LineField(_l("Size as of"), length=10, ltr=True)

    def show(self, given: NetworkInput) -> None:
        """Fill the form with what is stored."""
        names = {f"name_{code}": text for code, text in given.name.texts.items()}
        self.process(data={**vars(given), **names, "kind": given.kind.value, "scope": given.scope.value})

    def to_input(self, onto: NetworkInput) -> NetworkInput | None:
        """What was typed; None where no official language has a name."""
        texts = {code: self[f"name_{code}"].data for code in ("ar", "en", "es", "fr", "ru", "zh")}
        texts = {code: text for code, text in texts.items() if text}
        official = tuple(self.official_languages.data or ())
        source = onto.name.source if onto.name.source in official else next(iter(official), "")
        if source not in texts:
            return None
        return NetworkInput(
            name=MultilingualText(texts, source),
            acronym=self.acronym.data or "",
            official_languages=official,
            kind=NetworkKind(self.kind.data or ""),
            scope=Scope(self.scope.data or ""),
            states=tuple(self.states.data or ()),
            groups=tuple(self.groups.data or ()),
            region=self.region.data or "",
            purpose=self.purpose.data or "",
            founded_year=self.founded_year.data,
            secretariat=self.secretariat.data or "",
            website=self.website.data or "",
            statute_link=self.statute_link.data or "",
            languages=tuple(self.languages.data or ()),
            member_types=tuple(self.member_types.data or ()),
            functions=tuple(self.functions.data or ()),
            cap_per_state=self.cap_per_state.data,
            membership_kinds=tuple(self.membership_kinds.data or ()),
            size=self.size.data or "",
            size_as_of=self.size_as_of.data or "",
        )


class _KindsOfNetwork(BaseForm):
    """Offers the kinds of membership that the network has."""

    kind = CodeField(_l("Kind of membership"), [Required()], options=options_of(MembershipKind))

    def offer(self, kinds: Iterable[str]) -> None:
        """Leave out the others."""
        self.kind.choices = [choice for choice in self.kind.choices or () if choice[0] in kinds]


class ApplyForm(_KindsOfNetwork, CreatingForm):
    """Asks for a membership; `members` are those for which the reader may."""

    member = CodeField(_l("Member"), [Required(_l("Choose who applies."))], options=tuple, empty=CHOOSE)
    reason = TextField(_l("Why, and what you bring"), length=REASON_LENGTH)

    def __init__(self, *, members: Iterable[tuple[str, str]], kinds: Iterable[str], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.member.choices = [*(self.member.choices or ()), *members]
        self.offer(kinds)


class MemberForm(_KindsOfNetwork, CreatingForm):
    """Enters a membership without an application."""

    authority = LineField(_l("Reference of the authority"), length=20, ltr=True)
    person = CodeField(_l("Person"), options=tuple, empty=CHOOSE)
    state = CodeField(_l("State"), options=state_options, empty=CHOOSE)
    from_on = DayField(_l("Member since"))
    to_on = DayField(_l("Member until"))

    def __init__(self, *, people: Iterable[Person], kinds: Iterable[str], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.person.choices = [*(self.person.choices or ()), *person_options(people)]
        self.offer(kinds)

    def to_input(self) -> MembershipInput:
        """As what and when."""
        return _membership_input(self)


class MembershipForm(_KindsOfNetwork, ChangingForm):
    """Changes as what and when somebody belongs."""

    from_on = DayField(_l("Member since"), [Required()])
    to_on = DayField(_l("Member until"))

    def show(self, membership: Membership) -> None:
        """Fill the form with what is stored."""
        self.process(
            data={
                "kind": membership.kind.value,
                "from_on": membership.from_on,
                "to_on": membership.to_on,
            }
        )

    def to_input(self) -> MembershipInput:
        """As what and when."""
        return _membership_input(self)


class VerifyForm(ChangingForm):
    """Takes an application, from a day on."""

    from_on = DayField(_l("Member since"))


class DeclineForm(ChangingForm):
    """Does not take an application, and says why."""

    decision = TextField(_l("Reason"), [Required()], length=REASON_LENGTH)


class EndForm(ChangingForm):
    """Ends a membership."""

    to_on = DayField(_l("Last day"))
    decision = TextField(_l("Reason"), length=REASON_LENGTH)


class StepForm(ChangingForm):
    """A step that needs nothing but the version."""


class _PersonFields(BaseForm):
    """The details of a person: the same in every network."""

    family_name = LineField(_l("Family name or only name"), length=LINE_LENGTH, is_name=True)
    given_name = LineField(_l("Given name"), length=LINE_LENGTH, is_name=True)
    latin_family_name = LineField(_l("Family name in Latin letters"), length=LINE_LENGTH, is_name=True)
    latin_given_name = LineField(_l("Given name in Latin letters"), length=LINE_LENGTH, is_name=True)
    title = LineField(_l("Form of address"), length=60)
    email = LineField(_l("E-mail address"), [email_address], length=EMAIL_LENGTH, ltr=True)
    phone = LineField(_l("Telephone"), [telephone], length=PHONE_LENGTH, ltr=True)
    language_1 = CodeField(_l("Language"), options=language_options, empty=NONE)
    language_2 = CodeField(_l("Second language"), options=language_options, empty=NONE)
    language_3 = CodeField(_l("Third language"), options=language_options, empty=NONE)

    def to_person(self) -> PersonInput:
        """The details as plain data."""
        spoken = (self.language_1.data, self.language_2.data, self.language_3.data)
        return PersonInput(
            family_name=self.family_name.data or "",
            given_name=self.given_name.data or "",
            latin_family_name=self.latin_family_name.data or "",
            latin_given_name=self.latin_given_name.data or "",
            title=self.title.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            languages=tuple(dict.fromkeys(code for code in spoken if code)),
        )


class _PointFields(BaseForm):
    """For what somebody answers."""

    role = CodeField(_l("Who answers first"), [Required()], options=options_of(PointRole))
    branch = CodeField(_l("Side"), options=options_of(Branch), empty=_l("Both"))
    post = LineField(_l("Post"), length=LINE_LENGTH)

    def to_point(self) -> PointInput:
        """The same as plain data."""
        branch = Branch.of(self.branch.data)
        return PointInput(
            role=PointRole(self.role.data or PointRole.PRIMARY),
            branch=Branch(branch) if branch is not None else None,
            post=self.post.data or "",
        )


class PointForm(_PointFields, _PersonFields, CreatingForm):
    """Adds a contact point: somebody who is there already, or somebody new."""

    person = CodeField(_l("Somebody who serves in a network already"), options=tuple, empty=CHOOSE)

    def __init__(self, *, people: Iterable[Person], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.person.choices = [*(self.person.choices or ()), *person_options(people)]


class PointEditForm(_PointFields, _PersonFields, ChangingForm):
    """Changes for what somebody answers, and the person's details everywhere."""

    def show(self, point: ContactPoint, given: PersonInput) -> None:
        """Fill the form with what is stored."""
        spoken = {f"language_{number}": code for number, code in enumerate(given.languages[:3], 1)}
        self.process(
            data={
                **vars(given),
                **spoken,
                "role": point.role.value,
                "branch": point.branch.value if point.branch else None,
                "post": point.post,
            }
        )


def _membership_input(form: MemberForm | MembershipForm) -> MembershipInput:
    return MembershipInput(
        kind=MembershipKind(form.kind.data or ""), from_on=form.from_on.data, to_on=form.to_on.data
    )
