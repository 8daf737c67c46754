"""A page to be rendered later: views return it, the guard renders it when the transaction is over."""

from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for


@dataclass(frozen=True)
class Page:
    """A template with what it shows. A status of 400 or more undoes what the request changed."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def render(self) -> Response:
        """The finished answer."""
        answer = make_response(render_template(self.template, **self.context), self.status)
        answer.headers.update(self.headers)
        return answer


Answer = Page | Response


def page(template: str, *, status: int = 200, **context: Any) -> Page:
    """A page with its context by name."""
    return Page(template, context, status)


def is_whole_page() -> bool:
    """Whether somebody opens a page: not while typing goes on, and not fetched ahead by a browser."""
    ahead = request.headers.get("Sec-Purpose", "").startswith("prefetch")
    return request.method == "GET" and request.headers.get("X-Requested-With") != "fetch" and not ahead


def see(endpoint: str, **values: Any) -> Response:
    """Send the reader on with GET after a change (303), so that reloading repeats nothing."""
    answer = redirect(url_for(endpoint, **values), code=303)
    return make_response(answer)
