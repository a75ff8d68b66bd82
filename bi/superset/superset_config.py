"""What is set otherwise than Superset's defaults; Superset finds this module by its name.

Loopback, one process and people who may see everything that is published: no mail, no queue, no cache, no maps.
"""

from __future__ import annotations

import logging

import colours
import home

SECRET_KEY = home.secret(home.SECRET_KEY)
GUEST_TOKEN_JWT_SECRET = SECRET_KEY
SQLALCHEMY_DATABASE_URI = f"sqlite:///{home.METADATA}"
SQLALCHEMY_ENGINE_OPTIONS = {"connect_args": {"timeout": 30}}  # several threads write the log of who saw what

# A release is seen with the next query: no result is kept. The two caches hold what people are editing.
CACHE_CONFIG = DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
FILTER_STATE_CACHE_CONFIG = EXPLORE_FORM_DATA_CACHE_CONFIG = {
    "CACHE_TYPE": "SupersetMetastoreCache",
    "CACHE_DEFAULT_TIMEOUT": 7 * 24 * 3600,
}

# No page asks another host for anything: Superset's own policy allows maps, fonts and a counting pixel.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "blob:", "data:"],
        "object-src": "'none'",
        "script-src": ["'self'", "'strict-dynamic'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
THEME_FONT_URL_ALLOWED_DOMAINS: list[str] = []
MAPBOX_API_KEY = ""

SESSION_COOKIE_SAMESITE = "Strict"
WTF_CSRF_ENABLED = True
PREVENT_UNSAFE_DB_CONNECTIONS = True
FAB_API_SWAGGER_UI = False
LOG_LEVEL = logging.WARNING
FEATURE_FLAGS = {"ALERT_REPORTS": False, "THUMBNAILS": False}
ALEMBIC_SKIP_LOG_CONFIG = True
EXTRA_SEQUENTIAL_COLOR_SCHEMES = [colours.RISE_AND_FALL]
