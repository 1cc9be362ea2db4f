"""Published comments as files: in the post's page, `thread.json` and the feeds."""
