"""The order of the rooms, and what each may touch: the one list that the tests of the house read."""

# Each room imports only rooms before it.
ROOMS = (
    "core",
    "vocabulary",
    "search",
    "web",
    "accounts",
    "people",
    "authorities",
    "networks",
    "experts",
    "messages",
    "nominations",
    "needs",
    "matching",
    "assistance",
    "activities",
    "legal",
    "mla",
    "reviews",
    "training",
    "resources",
    "finding",
    "home",
    "oversight",
    "reports",
    "api",
)
# The roots that put the house together, in the order in which they may use each other.
COMPOSITION = ("rooms", "jobs", "checking", "serving", "catalogues", "demo", "app", "cli", "__main__")
ORDER = (*ROOMS, *COMPOSITION)

# Rooms that all others stand on: every file of theirs is meant to be used. The order alone limits them.
FOUNDATIONS = frozenset({"core", "web"})

# Of another room these may be imported by anybody …
OFFERED_BY_ALL = frozenset({"models", "states", "policy", "queries", "services"})
# … and these by whom it says: they hold no state, write nothing, and each has a reason.
OFFERED_BESIDES = {
    "vocabulary": {
        "codes": "code lists are enumerations: every room stores and labels them",
        "freshness": "pure functions of days: how long a confirmation holds",
        "entries": "the types of what `queries.current()` gives",
        "collation": "a pure function: how a language sorts",
        "recognition": "a pure function: which State or language a word means",
        "data_files": "the cells of the data files: networks are a file whose records are a room's",
        "request_elements": "frozen values: what a request for legal assistance holds",
        "treaties": "where States stood towards the Conventions in 2014: shipped facts by State",
    },
    "search": {
        "document": "the type in which a room hands over its records",
        "analysis": "a pure function: a text cut into the words that search counts",
        "request": "the types of a question and its answer",
        "engine": "the one object that answers",
        "query": "the types of what was understood, for highlighting and for sentences about oddities",
        "hiding": "what must be hidden is hidden in the transaction that hides it",
        "highlight": "a pure function over text that the reader may see",
        "evidence": "what is asked of the engine's weights, and the type of its answer",
    },
    "accounts": {
        "labels": "roles in words; beside gettext it knows nothing",
        "session": "keeps the token of a letter's link for the pages that follow",
    },
    "authorities": {
        "finder_links": "the type in which a room names its networks to the finder",
        "calendar": "a pure function: open or closed at a moment, working days",
        "folding": "pure functions: names cut into words as lists compare them",
        "inputs": "the typed input of the services",
        "report_services": "writes what readers say of an entry",
        "presentation": "the one redaction: other rooms must show entries through it",
        "schedules": "pure functions: opening hours as the calendar counts with them",
    },
    "people": {
        "names": "pure functions over names: script, sort keys",
        "matching": "pure functions over names: keys, likeness across scripts",
    },
    # A pure core: no file of it reads or writes anything.
    "matching": {
        "candidate": "the facts of one person as matching takes them",
        "change_wording": "sentences: what would change a rank",
        "criteria": "the types of what a request asks",
        "matcher": "pure functions: who fits",
        "naming": "how matching calls things in the reader's language",
        "pool": "the roster in columns, as matching takes it",
        "problem_wording": "sentences: what is odd about a request",
        "reason_wording": "sentences: why a score is as it is",
        "reasons": "the types of reasons",
        "relations": "pure functions: how near topics, articles and types are",
        "result": "the types of the answer",
        "rules": "the hard rules by name",
        "team": "the types of a team, its rules and their prices",
        "team_candidates": "a pure function: people of an answer as a team sees them",
        "team_proposal": "pure functions: the team that fits best",
        "team_wording": "sentences about teams",
        "text_found": "the type in which search hands in what texts say",
        "thesaurus": "a pure function: which topics a text names",
        "weights": "the parts of a score and how much each counts",
    },
    "experts": {
        "presentation": "the one redaction (R6): other rooms must show profiles through it",
        "freshness": "a pure function of dates",
        "wording": "sentences about freshness and differences",
        "inputs": "the typed input of the services",
        "input_json": "pure functions: that input as JSON and back",
        "likeness": "who may be the same person as somebody, within what the asker may see",
        "rules": "pure functions: what a profile must and may say",
        "form_subjects": "the fields of a profile by subject: a nomination asks the same",
        "form_options": "what the lists of a profile's form offer",
        "form_words": "what that form calls its fields and values",
        "upload": "a CV judged, read and stored by the rules of profiles",
        "forms": "the base that fills and reads any of these subjects",
        "column_words": "the columns of a list: nominations come in lists too",
        "options": "what each column of a list means",
        "reading": "a pure function: from a list to people, with what is wrong by row and column",
        "preview": "people of a list in the words of a preview",
        "words": "pure functions: which code a word in a file means",
        "changes": "what changed in a profile, as its reader may see it",
        "revisions": "the rows of that history",
        "codes": "code lists: why a profile is suspended, on which basis somebody is erased",
        "finding": "what a search for experts asks of the engine: figures must be those of the search",
        "summary": "the first of the twelve months over which is counted",
    },
}
# The composition roots may also open a room's offer, its commands and what keeps search going.
OFFERED_TO_COMPOSITION = {
    "accounts": {"late_form_views", "room", "session"},
    "assistance": {
        "room",
        "answer_services",
        "closing",
        "inputs",
        "moving_services",
        "questions",
        "rules",
        "agreeing",
        "typing_services",
        "hard_rules",
        "deciding",
        "judgement",
        "judging",
    },
    "authorities": {"room"},
    "experts": {"room"},
    "home": {"room", "demonstration"},
    "messages": {"room"},
    # What the demonstration invents goes the way of people: through the services.
    "nominations": {
        "room",
        "answers",
        "clearance_services",
        "codes",
        "consent_services",
        "drafting_services",
        "expert_link",
        "form_steps",
        "inputs",
        "typing_services",
        "vetting_services",
    },
    "networks": {"network_services", "room", "entering_services", "inputs", "rules"},
    "oversight": {"room", "trail"},
    "people": {"room"},
    "search": {"indexer"},
    "vocabulary": {"loading"},
    "demo": {"accounts", "command"},
}

# Flask: views, the request side, composition, and a room's offer where it makes addresses.
FLASK_ROOMS = frozenset({"web"})
FLASK_FILES = frozenset({"accounts/session.py", "app.py", "cli.py", "jobs.py", "serving.py", "checking.py"})
FLASK_ENDINGS = ("views.py", "room.py")
FLASK_BESIDES = {
    "rooms.py": "types of blueprints that the rooms offer",
    "demo/command.py": "a command reads the settings of the application it runs in",
    "experts/erasure/commands.py": "a command reads the settings of the application it runs in",
    "oversight/commands.py": "a command reads the settings of the application it runs in",
}

# Libraries that stand in one file.
ONLY_IN = {
    "flask_sqlalchemy": {"core/db.py"},
    "smtplib": {"core/mail_transport.py"},
    "flask_migrate": {"app.py", "cli.py"},
    "flask_limiter": {"web/throttle.py"},
    "flask_security": {"accounts/session.py", "accounts/models.py", "accounts/passwords.py"},
    "flask_login": {"accounts/session.py", "accounts/views.py", "accounts/link_views.py"},
    "whitenoise": {"app.py"},
    "waitress": {"serving.py"},
    "python_calamine": {"core/tables/workbook_process.py"},
    "xlsxwriter": {
        "core/tables/writing.py",
        "nominations/files/workbook.py",
        "nominations/files/workbook_lists.py",
        "nominations/files/workbook_styles.py",
    },
    "pypdf": {"core/documents/text_process.py"},
    "docx": {
        "core/documents/word.py",
        "core/documents/word_parts.py",
        "nominations/files/word_form.py",
        "nominations/files/word_pen.py",
    },
}

# `select` outside `queries*.py`: the machinery of core and search has its own tables.
SELECT_BESIDES = {
    "core/audit.py": "reads the end of the chain to which it adds",
    "core/correspondence.py": "reads its own rows",
    "core/outbox.py": "counts its own rows",
    "core/schedule.py": "reads its own marks",
    "core/worker.py": "takes rows from the outbox",
    "core/unit_of_work.py": "asks PostgreSQL for an advisory lock",
    "search/entries.py": "the only file that reads the table of search",
    "vocabulary/loading.py": "compares the files with every row when it loads",
    "vocabulary/snapshot.py": "reads every table of the vocabularies into one picture",
    "experts/importing/bulk_services.py": "asks which of many new references are taken, in the writing transaction",
}

# Services without an actor: what they write, nobody asked for.
SERVICES_OF_THE_SYSTEM = {
    "experts/importing/services.py fail_import": "the worker notes that an import came to nothing",
}

# Endpoints that anybody may open, whoever asks; everything else has a policy of its own.
PUBLIC_ENDPOINTS = frozenset(
    {
        "root",
        "health",
        "ready",
        "icon",
        "robots",
        "security_text",
        "static",
        "accounts.reset_asked",
        "demonstration.document",
        "demonstration.letter",
        "demonstration.letters",
        "home.help_page",
        "home.vocabularies",
        "home.privacy",
        "home.design",
        "expert_own.erased",
    }
)
# Policies that say yes to everybody: these endpoints are as open as the public ones, by decision.
OPEN_POLICIES = {
    "accounts.sign_in": "whoever has no session must be able to begin one",
    "accounts.sign_out": "ends a session; without one it does nothing",
    "accounts.request_reset": "the answer is the same for every address (R14)",
    "accounts.reset": "the token decides",
    "accounts.new_password": "the token kept in the session decides",
    "accounts.invitation": "the token decides",
    "accounts.accept_invitation": "the token kept in the session decides",
    "assistance.index": "signed out it is the titles that States made public",
    "calls.index": "a call is made to be known; signed out it is those for everybody",
    "call_answers.open_link": "the token decides",
    "call_answers.call": "the token kept in the session decides",
    "call_answers.take_back": "the token kept in the session decides",
    "engagement_reports.open_link": "the token decides",
    "engagement_reports.report": "the token kept in the session decides",
    "provider_offers.index": "an offer is made to be known",
    "figures.index": "statistics are public, without numbers from which a small one could be worked out",
    "experts.search": "the audience decides what is found; signed out it is the public profiles",
    "experts.coverage": "counts of what the search finds, by the same audience",
    "authorities.open_message": "the token decides",
    "networks.index": "that a network exists, and its facts, are public",
    "messages.open_link": "the token decides",
    "offer_answers.open_link": "the token decides",
    "offer_answers.open_question": "the token decides",
    "offer_answers.offer": "the token kept in the session decides",
    "offer_answers.calendar": "the token kept in the session decides",
    "offer_answers.question": "the token kept in the session decides",
    "consent.open_link": "the token decides",
    "consent.review": "the token kept in the session decides",
    "consent.correct": "the token kept in the session decides",
    "consent.forget": "the token kept in the session decides",
    "consent.refuse": "the token kept in the session decides",
    "consent.withdraw": "the token kept in the session decides",
    "home.first_page": "signed out it says what this is",
    "home.state": "facts of the vocabulary; each room adds what is the reader's",
    "home.article": "facts of the vocabulary; each room adds what is the reader's",
}
