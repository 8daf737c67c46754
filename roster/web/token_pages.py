"""Pages behind the links of letters: private though nobody is signed in, at addresses without the token (R21)."""

from flask import Blueprint, Response

from roster.web.page import see


def token_pages(name: str, *, url_prefix: str) -> Blueprint:
    """A blueprint of such pages: no cache and no back button brings again what a link shows."""
    blueprint = Blueprint(name, __name__, url_prefix=url_prefix)

    @blueprint.after_request
    def keep_nothing(answer: Response) -> Response:
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def go_on(endpoint: str) -> Response:
    """From the address with the token to the clean one, which does not learn where the reader came from."""
    answer = see(endpoint)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
