"""The headers every answer carries. Static pages repeat the policy in a meta element.

OWASP ASVS 5.0, 3.4.1 to 3.4.6; Content Security Policy Level 3.
"""

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

# In a meta element frame-ancestors has no meaning (CSP 3, 3.3), so it stands in the header only.
META_CSP = "; ".join(f"{name} {value}" for name, value in _POLICY.items())
CSP = f"{META_CSP}; frame-ancestors 'none'"

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
