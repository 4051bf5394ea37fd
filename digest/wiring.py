"""Picks the adapters for an audience: what the commands and the pages work with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest.bundled import bundled
from digest.config import Audience, Writer, did_you_mean
from digest.errors import ConfigError
from digest.journal import work_for
from digest.ports import Embedder, Mailer, Model, Paces, Progress, Queue

if TYPE_CHECKING:
    import jinja2

    from digest.adapters.mail.mailbox import ImapMailbox
    from digest.adapters.store import SqlStore
    from digest.deliver.dkim import Signer
    from digest.pipeline import Desk

SAMPLE = bundled("samples") / "config.yaml"
BRIEFING = bundled("samples") / "briefing.yaml"  # the same audience, written by a model whose replies are recorded
_PRESET = ".mjml.j2"  # a template that a config may name ends so and stands in no folder

_LOGIN = "put the {} for the mail server there, or leave this key out where it asks for no login"
_THERE = "put what it is to hold there"
_SECRETS = {  # what to do where the variable of a key is not set
    "delivery.smtp.username_env": _LOGIN.format("user name"),
    "delivery.smtp.password_env": _LOGIN.format("password"),
    "delivery.webhook.url_env": "put the address that issues are posted to there",
    "delivery.webhook.authorization_env": "put the whole Authorization header there, such as `Token abc`",
    "delivery.webhook.secret_env": "put the key there that the other program knows, as from `openssl rand -hex 32`",
    "delivery.unsubscribe.secret_env": (
        "put a long random string there once and for all, as `openssl rand -hex 32` prints it: it signs the links by "
        "which readers leave, and the addresses that bounces come back to"
    ),
    "returns.imap.username_env": "put the user name for the mailbox there",
    "returns.imap.password_env": "put the password for the mailbox there",
}


@dataclass(frozen=True)
class Shift:
    """What a worker keeps open from job to job: a store and a queue that others work on too."""

    store: SqlStore
    queue: Queue


@contextmanager
def open_desk(
    audience: Audience,
    progress: Progress,
    *,
    in_memory: bool = False,
    shift: Shift | None = None,
    fresh: datetime | None = None,
) -> Iterator[Desk]:
    """The desk of one audience with its store open. `in_memory` keeps nothing.

    In a worker's `shift` hosts are asked in turn with other workers, and no feed that one of them tried since `fresh`.
    """
    from digest.adapters.processes import Processes
    from digest.adapters.sources import Sources
    from digest.pipeline import Desk

    store = shift.store if shift else open_store(audience, in_memory=in_memory)
    try:
        fetcher = Sources(audience, store.locks.in_turn if shift else None)
        model, embedder = pick_model(audience, progress), pick_embedder(audience, progress)
        checker = pick_checker(audience, progress)
        if model and not checker and _own_checker(audience):
            model = None  # nothing that it writes could be checked
        _keep_recorded(audience, store)
        env, workers = templates(audience), Processes()
        with work_for(audience.newsletter.slug):
            yield Desk(
                audience, fetcher, store, model, env, progress, embedder, checker=checker, workers=workers, fresh=fresh
            )
    finally:
        if shift is None:
            store.close()


@contextmanager
def open_shift(audiences: Sequence[Audience], heartbeat: float = 10.0) -> Iterator[Shift]:
    """Store and queue of audiences that share a server. Raises a `ConfigError` where they don't."""
    for audience in audiences:
        where, first = audience.store_at, audiences[0].store_at
        if not isinstance(where, str):
            raise ConfigError(
                f"{audience.where('store')}: expected postgresql://USER@HOST/DATABASE, since workers share a server; "
                "for one machine there is `digest run`, and `digest store copy` moves a file to a server"
            )
        if where != first:
            raise ConfigError(
                f"{audience.where('store')}: workers share one store, and {audiences[0].path} has another"
            )
    store, queue = open_store(audiences[0]), open_queue(audiences[0], heartbeat)
    assert queue  # noqa: S101
    try:
        yield Shift(store, queue)
    finally:
        queue.close()
        store.close()


def open_queue(audience: Audience, heartbeat: float = 10.0) -> Queue | None:
    """The queue in the database of a server; None where the store is a file."""
    where = audience.store_at
    if not isinstance(where, str):
        return None
    from digest.adapters.job_queue import JobQueue

    return JobQueue(where, heartbeat)


def _keep_recorded(audience: Audience, store: SqlStore) -> None:
    """Have the store know the recorded replies, where the config names some."""
    from digest.adapters.recorded import read_recorded

    if folder := audience.writer.recorded:
        for key, reply in read_recorded(audience.folder / folder, audience.writer.model):
            if store.replies.find(key) is None:
                store.replies.save(key, reply)


@contextmanager
def open_replay(audience: Audience, progress: Progress) -> Iterator[Desk]:
    """A desk that works from what is stored: it asks no feed and no model, and keeps nothing."""
    from digest.adapters.offline import KeptStore, NothingNew
    from digest.pipeline import Desk

    store = KeptStore(audience.store_at)
    going_on = audience.writer.model_copy(update={"when_model_fails": "excerpt"})  # nothing that is not asked fails
    audience = audience.model_copy(update={"writer": going_on})
    try:
        yield Desk(audience, NothingNew(), store, None, templates(audience), progress, kept_vectors(audience))
    finally:
        store.close()


def open_store(audience: Audience, *, in_memory: bool = False) -> SqlStore:
    """The store of an audience: a file beside the config, a database on a server, or nothing but memory."""
    from digest.adapters.store import SqlStore

    return SqlStore(None if in_memory else audience.store_at)


def has_store(audience: Audience) -> bool:
    """Whether there is a store to look into; on a server there is, or opening it says what is wrong."""
    where = audience.store_at
    return isinstance(where, str) or where.exists()


def count_readers(audience: Audience) -> tuple[int, str]:
    """How many readers an audience has, and whom their list leaves out itself, in words.

    Raises a `ConfigError` for every wrong row, and where there is nobody.
    """
    from digest.adapters.recipients import open_recipients

    store = open_store(audience, in_memory=not has_store(audience))  # to count makes none
    try:
        readers = open_recipients(audience, store)
        return readers.count(), readers.remark
    finally:
        store.close()


def refuse_shared_slots(audiences: Iterable[Audience]) -> None:
    """Raise a `ConfigError` where two of the audiences have one newsletter slug in one store.

    They share its slots then: what is sent to one counts as sent to the other, which is never written to.
    """
    owners: dict[tuple[str, str], Path] = {}
    for audience in audiences:
        slug, store = audience.newsletter.slug, _absolute(audience.store_at)
        owner = owners.setdefault((slug, store), audience.path)
        if os.path.abspath(owner) != os.path.abspath(audience.path):
            raise ConfigError(
                f"{audience.where('newsletter.slug')}: {owner} has the slug {slug} in the same store too, so an issue "
                "is sent to the readers of one of the two only; give each a slug or a store of its own"
            )


def _absolute(where: Path | str) -> str:
    return where if isinstance(where, str) else os.path.abspath(where)


def templates(audience: Audience) -> jinja2.Environment:
    """The templates: those in `templates/` beside the config first, then the ones that come with `digest`.

    Raises a `ConfigError` where the one that the audience names is not among them.
    """
    own, ours = audience.folder / "templates", bundled("templates")
    known = {path.name.removesuffix(_PRESET) for folder in (own, ours) for path in folder.glob(f"*{_PRESET}")}
    if audience.template not in known:
        raise ConfigError(
            f"{audience.where('template')}: expected {', '.join(sorted(known))}, or one of your own in {own}"
            f", found {audience.template!r}{did_you_mean(audience.template, known)}"
        )
    return prompts(audience)


def prompts(audience: Audience) -> jinja2.Environment:
    """The same, whatever template the audience names: what a model is asked needs none."""
    own, ours = audience.folder / "templates", bundled("templates")
    return _environment(own, ours) if own.is_dir() else _kept_environment(ours)


def _environment(*folders: Path) -> jinja2.Environment:
    import jinja2

    from digest.render.environment import environment

    return environment(jinja2.FileSystemLoader(folders))


_kept_environment = cache(_environment)  # compiled once for all audiences that have no templates of their own


def pick_model(audience: Audience, progress: Progress) -> Model | None:
    """The language model the config names; None where it names none, or its key is not in the environment."""
    writer = audience.writer
    if writer.model and writer.recorded:
        from digest.adapters.recorded import Recorded

        return Recorded(writer.model)
    return _chat_model(audience, writer, "writer.api_key_env", progress) if writer.model else None


def pick_checker(audience: Audience, progress: Progress) -> Model | None:
    """The model for the second opinion where the config names one of its own; None as for the writer's."""
    writer = audience.writer
    if not writer.model or not _own_checker(audience):
        return None
    return _chat_model(audience, writer.as_checker, "writer.checker.api_key_env", progress)


def _own_checker(audience: Audience) -> bool:
    return audience.writer.second_opinion and audience.writer.checker is not None


def _chat_model(audience: Audience, writer: Writer, setting: str, progress: Progress) -> Model | None:
    key = os.environ.get(writer.api_key_env, "") if writer.api_key_env else "unused"
    if not key:
        missing = f"{writer.api_key_env} is not set, so {writer.model} can't be asked"
        if writer.when_model_fails == "stop":
            where = audience.where(setting)
            raise ConfigError(f"{where}: {missing}; put the key into the environment, or clear `writer.model`")
        progress.note(f"{missing}; stories are excerpted")
        return None
    from digest.adapters.language_model import ChatModel

    return ChatModel(writer, key)


def pick_embedder(audience: Audience, progress: Progress) -> Embedder | None:
    """The embeddings model the config names; None where it names none, or its key is not in the environment."""
    writer, settings = audience.writer, audience.writer.embeddings
    if settings is None:
        return None
    variable = writer.api_key_env if settings.api_key_env is None else settings.api_key_env
    key = os.environ.get(variable, "") if variable else "unused"
    if not key:
        missing = f"{variable} is not set, so {settings.model} can't be asked"
        if writer.when_model_fails == "stop":
            where = audience.where("writer.embeddings.api_key_env")
            raise ConfigError(f"{where}: {missing}; put the key there, or leave `writer.embeddings` out")
        progress.note(f"{missing}; topics are matched by their words")
        return None
    from digest.adapters.embeddings import EmbeddingModel

    return EmbeddingModel(settings, writer, key)


def kept_vectors(audience: Audience) -> Embedder | None:
    """What stands for the embeddings model where only the vectors that it made before may be used."""
    from digest.adapters.embeddings import EmbeddingModel
    from digest.adapters.offline import Unasked

    settings = audience.writer.embeddings
    return Unasked(EmbeddingModel(settings, audience.writer, None).name) if settings else None


def pick_mailer(audience: Audience, via: str = "", paces: Paces | None = None) -> Mailer:
    """Who takes the messages of this audience, by `delivery.via` or as named; logins come from the environment.

    `paces` keeps its rate together with that of other workers.
    """
    from digest.adapters.mail import MAILERS

    via = via or audience.delivery.via
    if via not in MAILERS:
        expected = f"{' or '.join(MAILERS)}, found {via!r}{did_you_mean(via, MAILERS)}"
        raise ConfigError(f"{audience.where('delivery.via')}: expected {expected}")
    mailer = MAILERS[via](audience, partial(secrets, audience), paces)
    signer = pick_signer(audience)
    if signer is None or via == "webhook":  # what goes to a program is no mail
        return mailer
    from digest.adapters.mail.signing import SigningMailer

    return SigningMailer(mailer, signer.sign)


def pick_signer(audience: Audience) -> Signer | None:
    """Who signs the mails of this audience; None where nobody does. Raises a `ConfigError` for a key that is none."""
    dkim = audience.delivery.dkim
    if dkim is None:
        return None
    from digest.deliver.dkim import Signer, read_key
    from digest.deliver.headers import domain

    file = audience.folder / dkim.key_file
    where = audience.where("delivery.dkim.key_file")
    try:
        return Signer(domain(audience.delivery.sender), dkim.selector, read_key(file.read_bytes()))
    except OSError as error:
        raise ConfigError(f"{where}: {file} can't be read: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{where}: {file}: {error}") from None


def pick_mailbox(audience: Audience) -> ImapMailbox | None:
    """Where bounces come in; None where the config has no `returns`."""
    if audience.returns is None:
        return None
    from digest.adapters.mail.login import Login
    from digest.adapters.mail.mailbox import ImapMailbox

    imap = audience.returns.imap
    username, password = secrets(audience, "returns.imap.username_env", "returns.imap.password_env")
    return ImapMailbox(imap, Login(username, password, imap.token_command), folder=audience.folder)


def token_key(audience: Audience) -> bytes | None:
    """The key that signs unsubscribe tokens and return addresses; None where the config has nothing that needs one."""
    [key] = secrets(audience, "delivery.unsubscribe.secret_env")
    return key.encode() or None


def secrets(audience: Audience, *keys: str) -> list[str]:
    """What the environment holds for these keys of the config; empty for one that needs no variable.

    Raises a `ConfigError` with a line for each variable that is not set.
    """
    variables = [audience.variables.get(key, "") for key in keys]
    missing = [
        f"{audience.where(key)}: the environment variable {variable} is not set; {_SECRETS.get(key, _THERE)}"
        for key, variable in zip(keys, variables, strict=True)
        if variable and not os.environ.get(variable)
    ]
    if missing:
        raise ConfigError("\n".join(missing))
    return [os.environ[variable] if variable else "" for variable in variables]


def own_command(audience: Audience) -> list[str]:
    """How cron calls `digest send` for this audience, with absolute paths."""
    script = Path(sys.argv[0]).resolve()
    program = [str(script)] if script.name == "digest" else [sys.executable, "-m", "digest"]
    return [*program, "send", "--config", str(audience.path.resolve())]


def owner_of(audience: Audience) -> str:
    """The user whose store it is, or whose folder, where there is none or it is on a server: a name, else a number."""
    store = audience.store_at
    place = store if isinstance(store, Path) and store.exists() else audience.folder
    try:
        return place.owner()
    except KeyError:  # nobody of this machine
        return str(place.stat().st_uid)
