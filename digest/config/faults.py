"""A mistake in a config in an operator's words: what was expected, what was found, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from digest.config.audience import Audience
from digest.config.values import COLOUR, HOST, LANGUAGE, PROXY, SECURE, SECURE_SITE, SELECTOR, SITE, SLUG, WEB
from digest.config.written import did_you_mean
from digest.yaml12 import Document, KeyPath

# What a list or a mapping must be, by its key.
_SHAPES = {
    "days": "a list such as [mon, wed, fri]",
    "topics": "a list, each topic a line such as `- {name: Norway, match: Oslo OR Norw*}`",
    "sources": "a list, each source a line such as `- {outlet: NPR, feed: https://feeds.npr.org/1014/rss.xml}`",
    "recipients": "a list of addresses, or the name of a CSV file",
}
# What a value must be, by its pattern or by pydantic's name for the mistake.
EXPECTED = {
    SLUG: "letters a to z, digits and hyphens, such as morning-brief",
    LANGUAGE: "a language such as en or pt-BR",
    COLOUR: 'a colour between quotation marks, such as "#990f3d"',
    WEB: "an address such as https://api.openai.com/v1",
    SECURE: "an address that begins with https://",
    SECURE_SITE: "an address that begins with https://, without ? and #",
    SELECTOR: "a name of letters, digits, dots and hyphens, such as 2025a",
    PROXY: "an address such as http://proxy.example.org:3128",
    HOST: "a host name such as mail.example.org, or an address such as [192.0.2.1]",
    SITE: "an address without ? and #, such as https://example.org/watch",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le:g} or less",
    "literal_error": "{expected}",
    "string_type": "a text; a number goes between quotation marks",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a text of at most {max_length} characters",
    "dict_type": "keys and values such as {{name: value}}",
    "too_short": "at least one",
}
_QUERIES = frozenset({"match", "exclude", "pin", "mute"})  # which know curly quotation marks
_VARIABLE = re.compile(r"\$\{\w+\}|\$[A-Z][A-Z0-9_]+\b")
_SECRETS = re.compile(r"(?:.*_)?(?:password|passwd|secret|token|api_?key|key|username|user)", re.IGNORECASE)


def key_path(problem: Mapping[str, Any]) -> KeyPath:
    """The keys that lead to a problem, without the names pydantic gives to branches."""
    return tuple(part for part in problem["loc"] if part not in ("list", "file"))


def explained(problem: Mapping[str, Any]) -> str:
    """What pydantic found, in our words. What stands where a secret's name belongs is never repeated."""
    path, kind = key_path(problem), problem["type"]
    last = str(path[-1]) if path else ""
    found = "" if last.endswith("_env") else f", found {as_shown(problem['input'])}"
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing":
        return "this key is required"
    if last.endswith("_env") and kind != "value_error":
        return "expected the name of an environment variable, such as SMTP_PASSWORD"
    if kind == "value_error":
        error = problem["ctx"]["error"]
        return f"{error}{found}{getattr(error, 'hint', '')}"
    if kind in ("model_type", "model_attributes_type"):
        close = "; a blank goes behind the colon" if re.match(r"\w+:\S", str(problem["input"])) else ""
        return f"expected keys such as `{next(iter(_keys_at(path)))}:`{found}{close}"
    about = problem.get("ctx", {})
    shape = _SHAPES.get(last) if kind == "tuple_type" else None
    expected = EXPECTED.get(about.get("pattern") or kind)
    said = shape or (expected and expected.format(**about))
    return f"{f'expected {said}' if said else problem['msg']}{found}"


def _unknown(path: KeyPath) -> str:
    """An unknown key: that it belongs elsewhere, or what may have been meant, or what is known here."""
    key, here = str(path[-1]), _sections_of(path[:-1])
    homes = [_named(section, key) for section, keys in _sections().items() if key in keys]
    if homes:
        return f"unknown key here; it belongs under {' or '.join(homes[:3])}"
    known = _sections().get(here, ())
    if _SECRETS.fullmatch(key):
        names = [_named(s, f"{key}_env") for s, keys in _sections().items() if f"{key}_env" in keys]
        where = f" under {' or '.join(names[:3])}" if names else ", and a key that ends in _env names it"
        return f"unknown key; secrets never stand in a config: put it into an environment variable and name that{where}"
    near = did_you_mean(key, known)
    if not near:
        others = {name: section for section, keys in _sections().items() for name in keys}
        if (meant := did_you_mean(key, others, cutoff=0.8).removeprefix("; did you mean ").rstrip("?")) in others:
            return f"unknown key; did you mean {meant} under {_named(others[meant], meant)}?"
    return "unknown key" + (near or "; known here: " + ", ".join(sorted(known)))


def _named(section: KeyPath, key: str) -> str:
    return f"`{'.'.join(map(str, section))}:`" if section else f"no other key (`{key}:` begins its line)"


def _sections_of(path: KeyPath) -> KeyPath:
    return tuple(step for step in path if isinstance(step, str))


@cache
def _sections() -> Mapping[KeyPath, tuple[str, ...]]:
    """The keys of every part of a config, by the path of that part without numbers."""
    return dict(_walk(Audience, ()))


def _walk(part: type[BaseModel], at: KeyPath) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    yield at, tuple(field.alias or name for name, field in part.model_fields.items())
    for name, field in part.model_fields.items():
        for kind in _parts(field.annotation):
            yield from _walk(kind, (*at, field.alias or name))


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """The parts of a config that a field holds: itself, or what its list or its choice is of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _keys_at(path: KeyPath) -> tuple[str, ...]:
    return _sections().get(_sections_of(path)) or ("name",)


def as_shown(value: object) -> str:
    """A value as a message shows it."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return f"a {'mapping' if isinstance(value, dict) else 'list'}"
    return f"{value!r}"[:80]


# --- what is valid and meant otherwise -----------------------------------------------------------------


def misread(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """Values that YAML reads otherwise than they look: cut off by a `#`, with curly marks, with `${VARIABLES}`."""
    for path, remark in document.remarks:
        if not (remark.startswith("curly") and path and path[-1] in _QUERIES):
            yield path, remark
    for path, value in _texts(document.value, ()):
        if (found := _VARIABLE.search(value)) and not str(path[-1:]).count("_env"):
            yield (
                path,
                f"the config knows no variables, {found[0]} would be used as it stands; write the value, or, for a "
                "secret, the variable's name under a key that ends in _env",
            )


def _texts(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*at, name))


def repeated(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """A topic or a feed that is there a second time. Pydantic would look for these only where all else is well."""
    for part, key in (("topics", "name"), ("sources", "feed")):
        entries, seen = document.value.get(part), dict[str, KeyPath]()
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            value = entry.get(key) if isinstance(entry, dict) else None
            at = (part, number, key)
            if isinstance(value, str) and (first := seen.setdefault(value.strip(), at)) != at:
                line = document.place(first)[0]
                yield at, f"expected each once, found {value!r}, which stands in line {line} already"


def unpriced(audience: Audience) -> Iterator[tuple[KeyPath, str]]:
    """A cap on money where nothing has a price, which would never be reached."""
    writer = audience.writer
    for name, limits in (("limits", writer.limits), ("daily_limits", writer.daily_limits)):
        if limits.cost is not None and not (writer.prices.prompt or writer.prices.reply):
            yield (
                ("writer", name, "cost"),
                "expected `writer.prices` above 0 beside it: without them nothing costs and nothing is capped",
            )
