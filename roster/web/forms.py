"""The base of all forms: version against lost changes, once-key against doubles, errors from services."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, HiddenField

from roster.core.errors import InvalidError, StaleError
from roster.core.once import new_key, refuse_second_use
from roster.web.fields import RowsField
from roster.web.guard import current_actor

_STEPS = {"up": -1, "down": 1}


class BaseForm(FlaskForm):
    """Checks the shape of what was sent; rules of the domain come back from services as InvalidError."""

    class Meta(FlaskForm.Meta):
        """What is read of a request: files where the form has a field for one, texts elsewhere, and never JSON."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; where somebody gives it, just that."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if not form.is_submitted():
                return None
            names = {name for name, field in form._fields.items() if isinstance(field, FileField)}
            files = MultiDict(item for item in request.files.items(multi=True) if item[0] in names)
            return CombinedMultiDict((files, request.form)) if files else request.form or None

    def take_problems(self, error: InvalidError) -> None:
        """Put the sentences of a service at their fields; what has no field stands at the top."""
        for name, sentence in error.problems.items():
            field = self._fields.get(name)
            if field is None:
                self.form_errors.append(str(sentence))
            else:
                field.errors = (*field.errors, str(sentence))

    @property
    def problem_count(self) -> int:
        """How many fields have something to correct."""
        return sum(1 for field in self if field.errors) + len(self.form_errors)


class RowsForm(BaseForm):
    """A form with lists, whose rows are added, removed and moved by buttons for readers without script."""

    def change_rows(self, added: str | None, removed: str | None, *, moved: str | None = None) -> bool:
        """Add, remove or move a row of a list; whether that was asked for. `moved` is its name with up or down."""
        lists = {field.name: field for field in self if isinstance(field, RowsField)}
        if added in lists:
            if len(lists[added].entries) < lists[added].max_entries:
                lists[added].append_entry()
            return True
        name, _dash, row = (removed or "").rpartition("-")
        if name in lists:
            lists[name].entries = [entry for entry in lists[name].entries if entry.name != f"{name}-{row}"]
            return True
        entry, _dash, direction = (moved or "").rpartition("-")
        name = entry.rpartition("-")[0]
        if name in lists and direction in _STEPS:
            lists[name].move_row(entry, _STEPS[direction])
            return True
        return False


class ChangingForm(BaseForm):
    """A form over a record that exists: it carries the version that the reader saw (R11)."""

    version = HiddenField()

    def show_version(self, version: int) -> None:
        """Remember which version is on the screen."""
        if not self.is_submitted():
            self.version.data = str(version)

    def refuse_stale(self, version: int) -> None:
        """Raise StaleError where the record is no longer the one that was on the screen."""
        if self.version.data != str(version):
            raise StaleError


class CreatingForm(BaseForm):
    """A form that makes a record: it carries a key that works once (R12)."""

    once = HiddenField()

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not self.once.data or len(self.once.data) > 64:
            self.once.data = new_key()

    def refuse_repeat(self) -> None:
        """Raise RepeatedError where this very form was sent before."""
        refuse_second_use(self.once.data, user_id=current_actor().user_id)
