"""Mail messages (EML, RFC 5322) and web archives of one page (MHTML, RFC 2557), by the standard library."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .encoding import decode_bytes
from .html import html_text
from .layout import Layout, Metadata
from .limits import LARGEST_TEXT
from .markup import scan
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_mail"]

READER = "mail/2"
_MOST_PARTS = 500


def read_mail(acquired: Acquired) -> Reading:
    """The reading of a message or of an MHTML page.  Raises :class:`PageError` where it holds no text."""
    try:
        message = message_from_bytes(acquired.data, policy=policy.default)
        parts = [p for p, _ in zip(message.walk(), range(_MOST_PARTS), strict=False) if not p.is_multipart()]
    except Exception as error:  # the parser raises many kinds on headers that break its grammar
        raise PageError(f"{acquired.file}: is not a mail message that can be read; save it again.") from error
    plain = _body(parts, "text/plain", acquired.file)
    rich = _body(parts, "text/html", acquired.file)
    saved = message.get_content_type() == "multipart/related" and (
        message.get("Snapshot-Content-Location") or not message.get("To")
    )
    if rich is not None and (saved or "From" not in message):
        return _saved_page(acquired, message, rich)
    body = plain if plain and plain.strip() else scan(rich).text if rich else None
    if not body or not body.strip():
        raise PageError(f"{acquired.file}: holds no text; save the message as text or HTML.")
    return _message(acquired, message, body)


def _saved_page(acquired: Acquired, message: EmailMessage, source: str) -> Reading:
    url = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    stated = dict(acquired.stated)
    if url and url.startswith("http"):
        stated.setdefault("url", url)
    return html_text(acquired._replace(stated=stated), source, "multipart/related", READER)


def _message(acquired: Acquired, message: EmailMessage, body: str) -> Reading:
    """The text is the subject and the body under it; who sent it need not have written it, and is left out."""
    subject, sent = (_header(message, key) for key in ("Subject", "Date"))
    text = "\n\n".join(filter(None, (subject, body.replace("\r\n", "\n").strip("\n"))))
    try:
        when = parsedate_to_datetime(sent).strftime("%Y-%m-%dT%H:%M") if sent else None
    except (TypeError, ValueError):
        when = None
    meta = Metadata(title=subject, published=when)
    return finish(acquired, mend(text), "message/rfc822", READER, Layout(meta=meta))


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # a header that breaks the grammar raises when it is read
        return None
    return " ".join(str(value).split())[:500] or None if value else None


def _body(parts: list[EmailMessage], kind: str, name: str) -> str | None:
    """The first part of that kind, decoded."""
    for part in parts:
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            if len(data) > LARGEST_TEXT:
                raise PageError(
                    f"{name}: is larger than {LARGEST_TEXT >> 20} MB, too large for one page; split it."
                )
            return decode_bytes(data, name, part.get_content_charset(), markup=kind == "text/html")[0]
    return None
