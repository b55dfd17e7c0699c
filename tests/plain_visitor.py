"""A visitor without a browser: sends anything, and reads the forms of a page."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

CHOSEN = {"radio", "checkbox"}
BUTTONS = {"submit", "image", "reset", "button"}
BOUNDARY = "part-of-the-form"


@dataclass
class Form:
    """A form as it is rendered; `typed` are the fields that a person can write anything into."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def names(self):
        return tuple(sorted({name for name, _ in self.fields} | self.files))

    def filled(self, names, text):
        """Return what is sent where `text` stands in the fields of these names."""
        return [(name, text if name in names else value) for name, value in self.fields]


class Page(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, path, html):
        super().__init__()
        self.path, self.forms, self.links, self._select = path, [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = Form(given.get("action") or self.path, given.get("method", "get").lower())
            self.forms.append(form)
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif self.forms:
            self._field(tag, self.forms[-1], given)

    def _field(self, tag, form, given):
        name, value, kind = given.get("name", ""), given.get("value", ""), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._is_chosen(form, given):
            form.fields = [one for one in form.fields if one[0] != self._select]
            form.fields.append((self._select, value))
        elif tag == "textarea" or (tag == "input" and name):
            self._input(form, name, value, "text" if tag == "textarea" else kind, given)

    def _is_chosen(self, form, given):
        return self._select and ("selected" in given or self._select not in dict(form.fields))

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""

    def _input(self, form, name, value, kind, given):
        if kind == "file":
            form.files.add(name)
        elif kind not in CHOSEN | BUTTONS or "checked" in given:
            form.fields.append((name, value))
            if kind not in CHOSEN:
                (form.hidden if kind == "hidden" else form.typed).add(name)


class Visitor:
    """Keeps the cookies, and asks a site for one thing after the other."""

    def __init__(self, address, headers=None):
        self.address, self.cookies, self.headers = address, {}, headers or {}

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields).encode(), kind)

    def upload(self, path, fields, files):
        """`files` are pairs of a field's name and a file's name; the file holds its own name."""
        head = 'Content-Disposition: form-data; name="%s"'
        parts = [f"{head % name}\r\n\r\n{value}" for name, value in fields]
        parts += [f'{head % name}; filename="{file}"\r\n\r\n{file}' for name, file in files]
        body = "".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{BOUNDARY}--\r\n"
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask("POST", path, body.encode(), kind)

    def ask(self, method, path, body=None, headers=None):
        """Return the status and the text of the answer."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookies, "Origin": self.address, **self.headers, **(headers or {})}
        try:
            connection.request(method, path.partition("#")[0], body, sent)
            response = connection.getresponse()
            self._keep(response)
            return response.status, response.read().decode(errors="replace")
        except http.client.IncompleteRead as cut_off:
            return response.status, cut_off.partial.decode(errors="replace")
        finally:
            connection.close()

    def _keep(self, response):
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def page(self, path):
        """Return the page with its forms; one without any where the answer is no page."""
        status, text = self.get(path)
        return Page(path, text if status == 200 else "")
