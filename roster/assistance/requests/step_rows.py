"""The rows of the steps: what a request is about, and the languages that its experts must have."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form

from roster.assistance.requests.inputs import SubjectWish
from roster.experts.form_options import article_options, language_options, topic_options
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import CefrLevel
from roster.web.fields import CodeField, options_of

CHOOSE = _l("Choose …")
MOST_ROWS = 80  # more than a request may have, so that too many are said and not cut off


class SubjectRow(Form):
    """An article, a topic, or both."""

    article_no = CodeField(_l("Article of the Convention"), options=article_options, empty=CHOOSE)
    topic_id = CodeField(_l("Topic"), options=topic_options, empty=CHOOSE)

    def to_wish(self) -> SubjectWish:
        """What was chosen. It may be read before it is known to be sound: what is no article is none."""
        known = vocabulary.current().articles
        article = next((number for number in known if str(number) == self.article_no.data), None)
        return SubjectWish(article, self.topic_id.data or None)


class LanguageRow(Form):
    """A language that the experts must have, with the level that is enough."""

    code = CodeField(_l("Language"), options=language_options, empty=CHOOSE)
    level = CodeField(_l("Level that is enough"), options=options_of(CefrLevel), empty=CHOOSE)
    drafts_legal = BooleanField(_l("Legal texts are drafted in it"))
