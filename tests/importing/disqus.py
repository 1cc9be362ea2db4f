"""Exports as Disqus writes them."""

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com"'
    ' xmlns:dsq="http://disqus.com/disqus-internals">\n'
)


def page(number, link, identifier="", title="T"):
    return (
        f'<thread dsq:id="{number}"><id>{identifier}</id><forum>f</forum><link>{link}</link>'
        f"<title>{title}</title></thread>\n"
    )


def post(number, thread="1", message="<p>Gut.</p>", parent="", name="Ruth", **fields):
    fields = {"createdAt": "2020-05-02T08:00:00Z", "isDeleted": "false", "isSpam": "false"} | fields
    author = {"email": "ruth@reader.example", "name": name, "isAnonymous": "true"}
    if user := fields.pop("username", ""):
        author |= {"isAnonymous": "false", "username": user}
    inner = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    who = "".join(f"<{key}>{value}</{key}>" for key, value in author.items())
    up = f'<parent dsq:id="{parent}"/>' if parent else ""
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message>{inner}'
        f"<author>{who}</author><ipAddress>203.0.113.9</ipAddress>"
        f'<thread dsq:id="{thread}"/>{up}</post>\n'
    )


def export(*parts):
    return HEAD + "".join(parts) + "</disqus>"


LINK = "https://old.example/de/2026/neue-anlage/"
