"""Texts of well-known forms and near ones, with what reference parsers say of them.

Writes golden-formats.json: by form each text, whether it is one, and where this program differs on purpose, why.
The references are Python's own parsers (json, ipaddress, uuid, datetime, urllib.parse), narrowed to the way of
writing that the form stands for, and email-validator. Texts are written by hand, and the same with one to three
characters changed, taken away or put in.
"""
import datetime
import ipaddress
import json
import random
import re
import uuid
from importlib.metadata import version
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

random.seed(11)
MUTATIONS = 200


def answers(parse, *errors):
    """Whether a parser takes a text."""
    def judge(text):
        try:
            return parse(text) is not False
        except (ValueError, *errors):
            return False
    return judge


def strict_json(text):
    def refuse(constant):
        raise ValueError(constant)
    json.loads(text, parse_constant=refuse)


def address(text):
    return validate_email(text, check_deliverability=False, allow_smtputf8=False, test_environment=True, strict=True)


def web_address(text):
    if re.search(r"[\s\x00-\x1f\x7f]", text, re.ASCII):
        return False
    parts = urlsplit(text)
    authority = re.match(r"(?i)https?://([^/?#]*)", text)
    if not authority or not parts.hostname:
        return False
    parts.port
    # A host of RFC 3986 has no brackets and no second @ in it, and a port is digits.
    host = authority[1].rpartition("@")[2]
    return not re.search(r"[\[\]@]", authority[1].rpartition("@")[0]) and (
        re.fullmatch(r"\[[^\[\]]*\](:[0-9]*)?", host) is not None
        or re.fullmatch(r"[^\[\]:@]+(:[0-9]*)?", host) is not None)


def shaped(pattern, parse):
    """A parser for texts of one way of writing."""
    return answers(lambda text: False if not re.fullmatch(pattern, text, re.ASCII) else parse(text))


CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
FORMS = {
    "json": (answers(strict_json, RecursionError), [
        "{}", "[]", "[1,]", "[1, 2]", "{\"a\":1,}", "{\"a\":[1,{\"b\":null}]}", "NaN", "nan", "[NaN]", "Infinity", "-Infinity",
        "inf", "[inf]", "{\"nan\":1}", "\"NaN\"", "\"[1,]\"", "[\"a,]\"]", "[\"\\\"\",\"x\"]", "[\"\\\\\",]", "true", "True",
        "null", "nul", "1", "-0", "01", "1.", ".5", "+1", "1e5", "1E+5", "1e", "0x10", "1e999", "123456789012345678901234567890",
        "\"a", "a\"", "'a'", "{a:1}", "{\"a\" 1}", "{\"a\":}", "{,}", "[,]", "[1 2]", "{\"a\":1 \"b\":2}", "1 2", "{} {}", "",
        " ", " 1 ", "\t[\n1\r]\n", "\u00a01", "\ufeff1", "\"\\u00e9\"", "\"\\u12g4\"", "\"\\x41\"", "\"\\ud83d\\ude00\"", "\"a\tb\"",
        "\"a\nb\"", "\"\u007f\"", "\"é😀\"", "[" * 70 + "]" * 70, "[" * 70 + "{}" + "]" * 70, "[" * 200 + "]" * 200,
        "[" * 129 + "1," + "]" * 129, "[" * 70 + "}" * 70, "{\"a\":" * 80 + "1" + "}" * 80, "{\"a\":" * 80 + "1" + "]" * 80,
        "[{\"a\":" * 65 + "1" + "}]" * 65, "// c\n1", "/* c */1", "[1]]", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "truefalse",
    ]),
    "ipv4": (answers(ipaddress.IPv4Address), [
        "192.0.2.1", "0.0.0.0", "255.255.255.255", "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "1.2.3.4 ", " 1.2.3.4",
        "1.2.3.", ".1.2.3", "1..2.3", "-1.2.3.4", "+1.2.3.4", "1.2.3.4/32", "0x1.2.3.4", "1.2.3.a", "", "16909060", "1.2.3.4\n",
        "１.2.3.4", "192.0.2.1:80",
    ]),
    "ipv6": (answers(ipaddress.IPv6Address), [
        "::", "::1", "1::", "2001:db8::1", "2001:DB8::1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3::4:5:6:7:8", "1:2:3::5:6:7:8",
        "12345::", "g::", ":::", ":", ":1", "1:", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "", " ::1", "::1 ", "::1\n", "[::1]",
        "::1/128", "::ffff:192.0.2.1", "::192.0.2.1", "64:ff9b::192.0.2.33", "1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:192.0.2.1",
        "1:2:3:4:5:6:7:192.0.2.1", "1:2:3:4:5::192.0.2.1", "1:2:3:4::6:192.0.2.1", "1:2:3:4:5:6::192.0.2.1", "::1:2:3:4:5:192.0.2.1",
        "::1:2:3:4:5:6:192.0.2.1", "::256.0.0.1", "::192.0.2", "::192.0.2.1:1", "192.0.2.1::", "192.0.2.1", "::ffff:192.00.2.1",
        "::ffff:c000:0201", "0000:0000:0000:0000:0000:0000:0000:0001", "00000::1", "1.2.3.4:1:2:3:4:5:6", "fe80::1%eth0", "::1%",
    ]),
    "uuid": (shaped("(?i).{8}-.{4}-.{4}-.{4}-.{12}", lambda text: str(uuid.UUID(text)) == text.lower()), [
        "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "00000000-0000-0000-0000-000000000000",
        "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000", "123e4567-e89b-12d3-a456-42661417400g", "",
        "123e4567-e89b-12d3-a456-426614174000\n", " 123e4567-e89b-12d3-a456-426614174000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "123e-4567e89b-12d3-a456-426614174000",
    ]),
    "email": (answers(address, EmailNotValidError), [
        "ada@example.org", "a@b.co", "a.b@example.org", ".a@example.org", "a.@example.org", "a..b@example.org", "a@b", "a@", "@b.org",
        "a b@example.org", "a@exa mple.org", "a@@example.org", "a@b@example.org", "a+tag@example.org", "a_b-c@example.org",
        "a!#$%&'*+/=?^_`{|}~-@example.org", "a@-example.org", "a@example-.org", "a@ex--ample.org", "a@example..org", "a@.example.org",
        "a@example.org.", "a@sub.example.co.uk", "A@EXAMPLE.ORG", "a" * 64 + "@example.org", "a" * 65 + "@example.org",
        "a@" + "b" * 63 + ".org", "a@" + "b" * 64 + ".org", "a@" + ("b" * 60 + ".") * 4 + "org", "a" * 20 + "@" + ("b" * 60 + ".") * 4 + "org",
        "a@example.org\n", " a@example.org", "a,b@example.org", "a:b@example.org", "a;b@example.org", "a<b@example.org", "(a)@example.org",
        "a\\b@example.org", "a@example.c", "a@example_b.org", "a@exa*mple.org", "", "a", "a.b.c.d@e.f.gh", "mailto:a@example.org",
    ]),
    "url": (answers(web_address), [
        "https://example.org", "http://example.org/", "HTTP://EXAMPLE.ORG", "https://a.b/c?d=e#f", "http://a?b", "http://a#b", "http://",
        "http:///a", "http:a", "http:/a", "//a.b/c", "a.b/c", "ftp://a.b", "https//a.b", "http://a b", "http://a/b c", "http://a/\tb", "http://a\n",
        " http://a", "http://:80", "http://a:80", "http://a:", "http://a:65535", "http://a:65536", "http://a:99999", "http://a:123456",
        "http://a:00080", "http://a:8o", "http://u@a", "http://u:p@a:80/b", "http://u@", "http://u@:80", "http://@a", "http://[::1]/",
        "http://[::1]:80", "http://[::1", "http://::1]", "http://[192.0.2.1]/", "http://a]b", "http://é.example/ü", "http://localhost",
        "http://192.0.2.1/", "http://a/%20", "http://a/b|c", "http://?", "http://#", "https://a.b:443?x", "http://a:b:c", "",
        "javascript:alert(1)", "http://a/@b", "http://a/[b]",
    ]),
    "date": (shaped(DAY, datetime.date.fromisoformat), [
        "2026-03-31", "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
        "2026-01-32", "0001-01-01", "9999-12-31", "2026-1-1", "26-01-01", "20260101", "2026-W01-1", "2026-001", "2026/01/01", "01.01.2026",
        "2026-01-01 ", " 2026-01-01", "2026-01-01\n", "-2026-01-01", "+2026-01-01", "2026-01-01T00:00:00", "", "２026-01-01", "2026–01–01",
    ]),
    "time": (shaped(CLOCK, datetime.time.fromisoformat), [
        "12:00", "12:00:00", "00:00", "23:59:59", "23:59:59.999999", "23:59:60", "24:00", "24:00:00", "12:60", "25:00", "1:00", "12:0",
        "12", "1200", "T12:00", "12:00Z", "12:00:00.", "12:00:00.1", "12:00:00,1", "12:00 ", " 12:00", "12:00\n", "", "12:00:00.123456789",
        "-1:00", "12:00:00.1234567890", "12h00",
    ]),
    "timestamp": (shaped(rf"{DAY}[T ]{CLOCK}(Z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)?", datetime.datetime.fromisoformat), [
        "2026-03-31T12:00:00", "2026-03-31 12:00:00", "2026-03-31T12:00", "2026-03-31T12:00:00Z", "2026-03-31T12:00:00+02:00",
        "2026-03-31T12:00:00+0200", "2026-03-31T12:00:00+02", "2026-03-31T12:00:00-23:59", "2026-03-31T12:00:00+24:00",
        "2026-03-31T12:00:00+99:99", "2026-03-31T12:00:00+02:60", "2026-03-31T12:00:00.5", "2026-03-31T12:00:00.123456789",
        "2026-03-31T12:00:00.1234567890", "2026-03-31T24:00:00", "2026-03-31T23:59:60", "2026-03-31T12:60:00", "2026-02-30T12:00:00",
        "2026-03-31", "2026-03-31T", "2026-03-31T12", "2026-03-31  12:00:00", "2026-03-31_12:00:00", "20260331T120000", "2026-3-31T12:00:00",
        "2026-03-31T12:00:00 Z", "2026-03-31T12:00:00ZZ", "2026-03-31T12:00Z", "2026-03-31T12:00+02:00", "12:00:00", "",
        "2026-03-31T12:00:00\n", "2024-02-29T00:00:00", "2026-02-29T00:00:00", "2026-03-31T12:00:00+2:00",
    ]),
}
# What differs on purpose: the texts, and why.
DIFFERENT = {
    "json": {"\"\\ud800\"": "half of a pair of surrogates is no character", "\"\\udc00x\"": "half of a pair of surrogates is no character"},
    "ipv6": {"fe80::1%eth0": "a zone is no part of an address: RFC 4291"},
    "date": {"0000-01-01": "the year 0 is one: RFC 3339"},
    "url": {"http://[:]/": "what stands in brackets is not taken apart", "http://[1:2]": "what stands in brackets is not taken apart"},
    "email": {"a@1.2": "a domain may end in a digit: RFC 5321", "a@ex--ample.org": "two hyphens are two hyphens: RFC 5321"},
    "timestamp": {"2026-03-31T12:00:00+02:60": "an offset has 59 minutes at most: RFC 3339"},
}
ALPHABET = "0123456789abcdefABCDEF:.-/@+TZ %[]{}\",\\x"


def changed(text):
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(text) + 1)
        way = random.randrange(3)
        if way == 0:
            text = text[:place] + random.choice(ALPHABET) + text[place:]
        elif way == 1:
            text = text[:place] + text[place + 1:]
        else:
            text = text[:place] + random.choice(ALPHABET) + text[place + 1:]
    return text


cases = {}
for form, (judge, texts) in FORMS.items():
    different = DIFFERENT.get(form, {})
    plain = [text for text in texts if text not in different]
    good = [text for text in plain if judge(text) and len(text) < 80]
    drawn = [changed(random.choice(good)) for _ in range(MUTATIONS)]
    # What differs on purpose is said by hand.
    if form == "json":
        drawn = [text for text in drawn if not re.search(r"\\u[dD][89a-fA-F]", text)]
    elif form == "ipv6":
        drawn = [text for text in drawn if "%" not in text]
    elif form in ("date", "timestamp"):
        drawn = [text for text in drawn if not re.search(r"^0000|[+-][0-9]{2}:?[6-9][0-9]$", text)]
    elif form == "url":
        drawn = [text for text in drawn if "[" not in text]
    elif form == "email":
        drawn = [text for text in drawn if not re.search(r"[0-9]$|@..--", text) and "[" not in text and "\"" not in text]
    entries = [{"text": text, "isValid": judge(text)} for text in dict.fromkeys(plain + drawn)]
    entries += [{"text": text, "isValid": not judge(text), "differs": why} for text, why in different.items()]
    cases[form] = entries
golden = {"versions": {"python": ".".join(map(str, __import__("sys").version_info[:3])), "email-validator": version("email-validator")},
          "forms": cases}
with open("golden-formats.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
