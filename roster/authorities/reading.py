"""The ways to reach an authority as typed input: what the form shows and a change is compared with."""

from roster.authorities.inputs import ContactInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.schedules import schedule_of


def reach_of(authority: Authority) -> ReachInput:
    """What is stored, as it would be typed."""
    schedule = schedule_of(authority)
    return ReachInput(
        mailbox=authority.mailbox,
        address=authority.address,
        phone=authority.phone,
        secure_email=authority.secure_email,
        duty_line=authority.duty_line,
        opening_hours=schedule.hours,
        time_zone=authority.time_zone,
        rest_days=schedule.rest_days,
        holidays=schedule.holidays,
        request_languages=dict(authority.request_languages),
        channels=tuple(authority.channels),
        signature=authority.signature,
        encryption=authority.encryption,
        urgent_procedure=authority.urgent_procedure,
        urgent_note=authority.urgent_note,
        uncac_basis=tuple(authority.uncac_basis),
        dual_criminality=authority.dual_criminality,
        limits_on_use=authority.limits_on_use,
        required_attachments=authority.required_attachments,
        usual_time_days=authority.usual_time_days,
        links=tuple(authority.links),
        contacts=tuple(
            ContactInput(
                ref=contact.ref,
                role=contact.role,
                post=contact.post,
                name=contact.name,
                languages=tuple(contact.languages),
                email=contact.email,
                phone=contact.phone,
            )
            for contact in authority.contacts
        ),
    )
