"""What a request for legal assistance should say, element by element, in words that are translated.

The data file has these sentences in English alone; a test holds the two equal.
"""

from typing import Any

from flask_babel import lazy_gettext as _

PROMPTS: dict[str, Any] = {
    "requesting-authority": _(
        "State which authority sends the request, with contact details and the officer in charge"
    ),
    "subject-matter": _(
        "Say what the investigation, prosecution or trial is about, what stage it has reached and "
        "who conducts it"
    ),
    "facts": _(
        "Give a short account of the facts that shows how the person, the conduct and the evidence "
        "sought are linked"
    ),
    "assistance-sought": _(
        "List each measure asked for, and any procedure you need followed so that the result can "
        "be used at trial"
    ),
    "person-details": _(
        "Name each person concerned with date and place of birth, nationality, location and "
        "identity documents"
    ),
    "purpose": _("Explain why the evidence, information or action is needed and what it will prove"),
    "offences-penalties": _(
        "Quote the offence provisions and the highest penalties, including rules on limitation"
    ),
    "legal-basis": _(
        "Cite the treaty relied on and say whether paragraphs 9 to 29 of article 46 apply instead "
        "of another treaty"
    ),
    "additional-information": _("Be ready to add what the other State needs to act under its law"),
    "language-translation": _(
        "Send the request in writing, in a language the other State accepts, with a translation of enclosures"
    ),
    "urgency": _(
        "Say why it is urgent, by which date, and whether it was first sent orally or through INTERPOL"
    ),
    "confidentiality": _("Ask for the request and its contents to be kept secret, and why"),
    "use-limitation": _(
        "Undertake to use what is received only for the stated proceedings unless consent is given"
    ),
    "reciprocity-costs": _("State the assurance of reciprocity if needed and who bears extraordinary costs"),
    "dual-criminality": _(
        "Describe the conduct so the other State can match it to its own offence, whatever the "
        "name of the offence"
    ),
    "search-premises": _(
        "Identify the place and the items sought and the grounds for believing they are there"
    ),
    "bank-account": _(
        "Give bank, branch, account number, holder, period and type of record; bank secrecy is no "
        "ground for refusal"
    ),
    "restraint-property": _(
        "Describe and locate the property, its value, the link to the offence or person, and "
        "attach the order or the facts that allow one"
    ),
    "confiscation-request": _(
        "Describe and locate the property and its estimated value, and set out the facts so a "
        "domestic order can be sought"
    ),
    "confiscation-order": _(
        "Attach an admissible copy of the order, the facts, the extent of execution sought, the "
        "steps taken to notify third parties and a statement that the order is final"
    ),
    "third-parties": _("Say how bona fide third parties were notified and how their rights are protected"),
    "provisional-measures": _(
        "State the facts relied on and the action requested and, where available, attach the order"
    ),
    "video-hearing": _(
        "Say why the witness cannot appear in person, who questions, which oath, which rights, "
        "time zone and technical details"
    ),
    "questions-list": _(
        "List the questions, the status of the person heard and any privilege to be explained"
    ),
    "detained-transfer": _(
        "Record the free consent of the detained person, custody terms and date of return"
    ),
    "safe-conduct": _("Confirm the safe conduct of the witness or expert and how long it lasts"),
    "service-documents": _(
        "Attach the document, name the addressee and address, the date of hearing and the form of "
        "proof of service; facts may be left out"
    ),
    "electronic-data": _(
        "Name the provider, the account identifiers, the time range with time zone, and whether "
        "data were preserved"
    ),
    "beneficial-owner": _(
        "Name the company, registration number, registered agent and the record wanted on its owners"
    ),
    "asset-tracing": _(
        "Describe what is known of the assets and ask for identification or tracing for evidence or recovery"
    ),
    "return-of-assets": _(
        "State the claim of prior ownership, damage or victims, and the proposed agreement on final disposal"
    ),
    "prior-contacts": _("Mention earlier police, FIU or network contacts, so duplicate work is avoided"),
    "signature": _("Sign, date, number and, if asked for, seal the request"),
}
