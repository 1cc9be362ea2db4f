"""The only place with SQL: SQLite through sqlite-utils."""
