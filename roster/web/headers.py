"""Headers of every answer: strict policy for content, no framing, no caching of private pages (R26, R39)."""

import secrets

from flask import Flask, Response, g, request

from roster.core.config import Settings
from roster.web.guard import current_actor

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
DOWNLOAD_POLICY = "default-src 'none'; sandbox"


def nonce() -> str:
    """The nonce of this answer; made when first asked for, so that aborted requests have one too."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy(*, frames: bool = False) -> str:
    """The content policy of a page; with `frames` the page may show others of ours within itself."""
    return _POLICY.format(nonce=nonce()) + ("; frame-src 'self'" if frames else "")


def register(app: Flask, settings: Settings) -> None:
    """Set the headers on everything that the application answers."""

    @app.before_request
    def make_nonce() -> None:
        nonce()

    @app.after_request
    def set_headers(answer: Response) -> Response:
        for name, value in FIXED.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Content-Security-Policy", policy())
        if settings.is_secure:
            answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        _forbid_caching(answer)
        return answer


def _forbid_caching(answer: Response) -> None:
    """Pages differ by reader and language; a private one may not stay in any cache."""
    if request.endpoint == "static":
        return
    answer.vary.update(("Cookie", "Accept-Language"))
    private = current_actor().signed_in or answer.headers.get("Set-Cookie") or request.method != "GET"
    answer.headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
