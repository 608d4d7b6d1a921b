"""Alembic's way in: runs the server's migrations on the connection that `Database.migrate` hands over."""

from alembic import context

from app.storage.server.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
