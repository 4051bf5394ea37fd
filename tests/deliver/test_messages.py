from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.messages import Composer
from digest.deliver.unsubscribe import read_token
from digest.errors import ConfigError, DeliveryError, RenderError
from digest.model import RECIPIENT_FIELDS, Attachment, Facts, Finding, Recipient, RenderedIssue, Slot

KEY = b"a key of the test"
DUE = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("white-house-watch", "2025-02-27T17:30", DUE)
HTML = '<p>Dear [[ name ]],</p>\n<p>“Thank you — Zelenskyy”</p><a href="[[ unsubscribe_url ]]">Leave</a>'
PLAIN = "Dear [[ name ]],\n\n.\n“Thank you — Zelenskyy” \nLeave: [[unsubscribe_url]]\n"
ANN = Recipient("ann@example.net", "Ann Lee")


def rendered(html=HTML, text=PLAIN, subject="Starmer meets Trump", findings=()):
    return RenderedIssue(subject, "preheader", html, text, findings=findings)


@pytest.fixture(scope="module")
def compose(make_audience):
    def message(recipient=ANN, issue=None, key=KEY, slot=SLOT, now=DUE, newsletter=None, **delivery):
        audience = make_audience(newsletter=newsletter or {}, delivery=delivery)
        return Composer(issue or rendered(), audience, slot, now=now, key=key).message(recipient)

    return message


@pytest.fixture(scope="module")
def parsed(compose):
    def parse(*args, **kwargs):
        return message_from_bytes(compose(*args, **kwargs).data, policy=policy.SMTP)

    return parse


def parts(email):
    return tuple(email.get_body((kind,)).get_content().replace("\r\n", "\n").rstrip("\n") for kind in ("plain", "html"))


# --- body -------------------------------------------------------------------------------------------


def test_a_picture_travels_beside_the_html_that_shows_it(parsed):
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3
    shown = rendered(html=f'{HTML}<img src="cid:reports@digest" alt="">')
    email = parsed(issue=replace(shown, attachments=(Attachment("reports@digest", b64encode(png).decode()),)))
    plain, related = email.iter_parts()
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, picture = related.iter_parts()
    assert "Dear Ann Lee" in html.get_content()
    assert (picture["Content-ID"], picture.get_content_type()) == ("<reports@digest>", "image/png")
    assert picture.get_content() == png
    assert all(len(line) <= 78 for line in email.as_bytes().split(b"\r\n")[20:])


def test_text_comes_before_html_and_both_are_utf8(parsed):
    email = parsed()
    assert email.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in email.iter_parts()] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in email.iter_parts()} == {"utf-8"}


def test_a_reader_finds_the_own_name_and_way_out(parsed):
    text, html = parts(parsed(unsubscribe={"mailto": "leave@example.org"}))
    leave = "mailto:leave@example.org?subject=unsubscribe%20white-house-watch"
    assert text == f"Dear Ann Lee,\n\n.\n“Thank you — Zelenskyy” \nLeave: {leave}"
    assert html == f'<p>Dear Ann Lee,</p>\n<p>“Thank you — Zelenskyy”</p><a href="{leave}">Leave</a>'


def test_a_name_is_escaped_in_html_alone(parsed):
    text, html = parts(parsed(Recipient("a@example.net", "A <b> & “C”")))
    assert "Dear A <b> & “C”," in text
    assert "Dear A &lt;b&gt; &amp; “C”," in html


def test_a_value_is_never_searched_for_fields(parsed):
    text, html = parts(parsed(Recipient("a@example.net", "[[ address ]] =[html:address]")))
    assert "Dear [[ address ]] =[html:address]," in text
    assert "Dear [[ address ]] =[html:address]," in html


def test_a_field_nobody_has_is_refused(compose):
    with pytest.raises(RenderError, match=r"\[\[ nmae \]\].*\[\[ name \]\]"):
        compose(issue=rendered(html="<p>[[ nmae ]]</p>"))


def test_an_issue_with_a_blocking_finding_is_refused(compose):
    findings = (
        Finding("lint", Facts.foreign("a hint")),
        Finding("lint", Facts.foreign("no way to unsubscribe"), blocks=True),
    )
    with pytest.raises(DeliveryError, match=r"2025-02-27T17:30 must not go out: no way to unsubscribe$"):
        compose(issue=rendered(findings=findings))


BODIES = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="[]\x85\u2028\u2029"), max_size=200)
    | st.sampled_from([f"[[ {name} ]]" for name in RECIPIENT_FIELDS])
    | st.sampled_from(["\n", "=", " ", ".", "x" * 75, "x" * 76, "é" * 26, "From here\n", "--=_\n"]),
    max_size=12,
).map("".join)


@given(text=BODIES, html=BODIES, name=st.text(max_size=120))
def test_any_text_arrives_as_it_was_written(parsed, compose, text, html, name):
    recipient = Recipient("ann@example.net", name)
    issue = rendered(html, text)
    message = compose(recipient, issue)
    lines = message.data.split(b"\r\n")
    assert max(map(len, lines)) <= 90
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    shown = one_line(name)
    url = "mailto:desk@example.org?subject=unsubscribe%20white-house-watch"
    values = {"name": shown, "address": "ann@example.net", "unsubscribe_url": url}
    marked = {field: escape(value) for field, value in values.items()}
    got_text, got_html = parts(parsed(recipient, issue))
    assert got_text == _filled(text, values)
    assert unescape(got_html) == unescape(_filled(html, marked))


def _filled(text, values):
    return re.sub(r"\[\[ (\w+) ]]", lambda found: values[found[1]], text).rstrip("\n")


# --- headers ----------------------------------------------------------------------------------------


def test_headers_of_a_newsletter(parsed):
    email = parsed(reply_to="editor@example.org", envelope_sender="bounce@example.org")
    assert email["From"] == "The Desk <desk@example.org>"
    assert email["To"] == "Ann Lee <ann@example.net>"
    assert email["Reply-To"] == "editor@example.org"
    assert email["Subject"] == "Starmer meets Trump"
    assert email["Date"] == "Thu, 27 Feb 2025 17:30:00 +0000"
    assert email["List-Id"] == "White House Watch <white-house-watch.example.org>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Precedence"] == "bulk"
    assert email["MIME-Version"] == "1.0"
    assert all(len(email.get_all(name)) == 1 for name in email.keys())  # noqa: SIM118  (a message is no dict)


def test_the_envelope_sender_is_the_address_of_from_unless_given(compose):
    assert compose().envelope_sender == "desk@example.org"
    assert compose(envelope_sender="Bounces <bounce@example.org>").envelope_sender == "bounce@example.org"


def test_the_message_id_belongs_to_issue_and_reader(compose):
    one = compose()
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", one.id)
    assert f"Message-ID: {one.id}\r\n".encode() in one.data
    assert one.data == compose().data
    assert one.id == compose(Recipient("ANN@example.net"), now=DUE.replace(hour=20)).id
    assert one.id != compose(Recipient("bob@example.net")).id
    assert one.id != compose(slot=Slot("white-house-watch", "2025-02-28T17:30", DUE)).id


def test_subject_and_names_beyond_ascii_are_encoded_and_folded(compose):
    issue = rendered(subject="Zelenskyy à Washington – “un accord” " * 5)
    reader = Recipient("z@example.net", "Żółć “Gęślą” " * 8)
    message = compose(reader, issue, newsletter={"name": "Białe Wieści " * 6, "slug": "wiesci"})
    head = header_lines(message)
    assert max(map(len, head)) <= 78
    email = message_from_bytes(message.data)
    assert decoded(email["Subject"]) == issue.subject.strip()
    assert named(message, "To") == (reader.name.strip(), "z@example.net")
    assert named(message, "List-Id") == (("Białe Wieści " * 6).strip(), "wiesci.example.org")


def test_a_long_subject_in_ascii_stays_readable(compose):
    subject = "Starmer brings Trump a letter from the king, and Trump says yes to a second state visit"
    message = compose(issue=rendered(subject=subject))
    assert b"Subject: Starmer brings Trump a letter from the king, and Trump says yes\r\n to a second" in message.data


@pytest.mark.parametrize("name", ['Lee, Ann "The Boss"', "Ann (Desk) \\ Lee", "a@b <x@example.com>", "x" * 200])
def test_odd_names_stay_one_address(compose, name):
    message = compose(Recipient("ann@example.net", name))
    assert named(message, "To") == (name, "ann@example.net")
    assert max(map(len, header_lines(message))) <= 78


def header_lines(message):
    """The lines of the head, but for the one whose address can't be folded."""
    head = message.data.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    return [line for line in head.split(b"\r\n") if b"<mailto:" not in line]


def named(message, header):
    """Name and address, the name decoded as RFC 2047 says; `email.policy` leaves spaces between encoded words."""
    name, address = parseaddr(message_from_bytes(message.data)[header])
    return decoded(name), address


def decoded(header):
    return str(make_header(decode_header(header)))


@given(name=st.text(), subject=st.text())
def test_no_name_or_subject_adds_a_header_or_a_recipient(parsed, name, subject):
    plain = parsed()
    email = parsed(Recipient("ann@example.net", name), rendered(subject=subject))
    assert email.keys() == plain.keys()
    assert [address.addr_spec for address in email["To"].addresses] == ["ann@example.net"]


@given(subject=st.text(st.characters(exclude_categories=("Cs",))), name=st.text())
def test_any_subject_and_name_arrive_on_one_line(compose, subject, name):
    message = compose(Recipient("ann@example.net", name), rendered(subject=subject))
    assert max(map(len, header_lines(message))) <= 78
    email = message_from_bytes(message.data)
    assert decoded(email["Subject"] or "") == one_line(subject)
    assert named(message, "To")[0] == one_line(name)


def one_line(text):
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def test_line_breaks_can_not_begin_a_header(parsed):
    email = parsed(
        Recipient("ann@example.net", "Ann\r\nBcc: x@example.com"), rendered(subject="A\r\nBcc: x@example.com\n\nbody")
    )
    assert email["Bcc"] is None
    assert email["Subject"] == "A Bcc: x@example.com body"


# --- leaving ----------------------------------------------------------------------------------------


def test_one_click_is_promised_only_with_a_web_address(parsed):
    email = parsed(unsubscribe={"mailto": "leave@example.org"})
    assert email["List-Unsubscribe"] == "<mailto:leave@example.org?subject=unsubscribe%20white-house-watch>"
    assert email["List-Unsubscribe-Post"] is None

    email = parsed(unsubscribe={"mailto": "leave@example.org", "url": "https://example.org/leave/{token}"})
    url, mailto = re.findall("<([^>]*)>", email["List-Unsubscribe"])
    assert mailto == "mailto:leave@example.org?subject=unsubscribe%20white-house-watch"
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read_token(url.removeprefix("https://example.org/leave/"), KEY) == ("white-house-watch", "ann@example.net")
    assert f'href="{url}"' in parts(email)[1]


def test_without_any_way_given_a_reply_is_one(parsed):
    assert "<mailto:desk@example.org?subject=unsubscribe" in parsed()["List-Unsubscribe"]
    assert "<mailto:ed@example.org?subject=unsubscribe" in parsed(reply_to="Ed <ed@example.org>")["List-Unsubscribe"]


def test_a_token_needs_a_key(compose):
    with pytest.raises(ConfigError, match="DIGEST_SECRET"):
        compose(key=None, unsubscribe={"url": "https://example.org/leave/{token}"})
    assert compose(key=None, unsubscribe={"url": "https://example.org/leave"}).id
