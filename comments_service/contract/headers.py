"""The headers every answer carries. Static pages repeat the policy in a meta element.

OWASP ASVS 5.0, 3.4.1 to 3.4.6; Content Security Policy Level 3.
"""

from comments_service.contract import addresses
from comments_service.contract.config import Config

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
}

# The search page runs WebAssembly, and nothing else that is not allowed elsewhere: see
# docs/adr/0006-search-in-the-browser.md.
_SEARCH_POLICY = _POLICY | {"script-src": "'self' 'wasm-unsafe-eval'"}


def _meta(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


# In a meta element frame-ancestors has no meaning (CSP 3, 3.3), so it stands in the header only.
_HEADER_ONLY = "; frame-ancestors 'none'"
META_CSP = _meta(_POLICY)
CSP = META_CSP + _HEADER_ONLY
SEARCH_META_CSP = _meta(_SEARCH_POLICY)
SEARCH_CSP = SEARCH_META_CSP + _HEADER_ONLY

# Files that authors bring along: whatever they hold, opened by themselves they run nothing and are
# no part of the newsroom's origin. A drawing (SVG) has its styles inside.
MEDIA_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox" + _HEADER_ONLY


def csp_for(path: str, config: Config) -> str:
    """The policy that the answer at a root-relative path (prefix included) is sent with."""
    if path.startswith(f"{config.prefix}/media/"):
        return MEDIA_CSP
    page = path.removesuffix("index.html")
    pages = (addresses.search(config.prefix, lang) for lang in config.newsroom.languages)
    return SEARCH_CSP if page in pages else CSP


SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Only over HTTPS: over plain HTTP browsers ignore it (RFC 6797, 8.1).
HSTS = "max-age=31536000; includeSubDomains"
