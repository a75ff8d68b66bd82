"""Superset with its metadata database, its administrator and the assets in place.

Belongs here: whatever needs Superset loaded, all in one process, for loading it is what takes time. Does not belong
here: settings (`superset_config.py`), and content (`assets/`).
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3

import connections
import export
import flask_migrate
import home
from flask import Flask
from superset import appbuilder, db, security_manager
from superset.app import create_app
from superset.utils.core import override_user

ADMINISTRATOR = "admin"


def ready() -> Flask:
    """The application on a metadata database of this version, with the assets as the files have them now.

    What Superset says meanwhile, and while it serves, goes into the log, which each start begins anew.
    """
    home.HOME.mkdir(mode=0o700, exist_ok=True)
    os.environ.pop("SUPERSET_CONFIG_PATH", None)  # what is meant for another Superset must not steer this one
    home.LOG.write_text("", encoding="utf-8")
    logging.basicConfig(filename=home.LOG, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with home.LOG.open("a", encoding="utf-8") as log, contextlib.redirect_stdout(log):
        with contextlib.closing(sqlite3.connect(home.METADATA)) as metadata:
            metadata.execute("pragma journal_mode = wal")  # readers of the pages and writers of the log get along
        app = create_app()
        connections.guard()
        with app.app_context():
            flask_migrate.upgrade()
            app.sync_config_to_db()
            if security_manager.find_user(ADMINISTRATOR) is None:
                _make_roles_and_administrator()
            _import_assets()
    return app


def _make_roles_and_administrator() -> None:
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    db.session.commit()
    security_manager.add_user(
        username=ADMINISTRATOR,
        first_name="Superset",
        last_name="Administrator",
        email="admin@localhost",
        role=security_manager.find_role("Admin"),
        password=home.secret(home.PASSWORD),
    )


def _import_assets() -> None:
    """Raises an ImportFailedError or CommandInvalidError that names the file at fault."""
    from superset.commands.importers.v1.assets import ImportAssetsCommand  # loads only once there is an application

    with override_user(security_manager.find_user(ADMINISTRATOR)):
        ImportAssetsCommand(export.contents()).run()
