"""One YAML file -> one frozen, typed `Audience`. The only place where a raw dict exists.

values      the kinds of values, from text to Python's types
audience    the shape of the file; newsletter, issue, writer, delivery and returns are its parts
faults      mistakes in an operator's words
loading     from file to `Audience`; every error as `file:line:column: key: what was expected`

Nothing here touches the network, the clock or the environment: keys and passwords are named by their environment
variables and looked up in `digest.wiring`.
"""

from digest.config.audience import Archive, Audience
from digest.config.delivery import Delivery, Smtp, Unsubscribe
from digest.config.issue import Shape, Theme
from digest.config.loading import json_schema, load_audience
from digest.config.newsletter import Newsletter, Schedule, Source, Topic
from digest.config.returns import Imap
from digest.config.values import DAYS, check_mailbox, check_reader, did_you_mean, file_name, scheme_of, slug_of
from digest.config.writer import Embeddings, Limits, Writer

__all__ = [
    "DAYS",
    "Archive",
    "Audience",
    "Delivery",
    "Embeddings",
    "Imap",
    "Limits",
    "Newsletter",
    "Schedule",
    "Shape",
    "Smtp",
    "Source",
    "Theme",
    "Topic",
    "Unsubscribe",
    "Writer",
    "check_mailbox",
    "check_reader",
    "did_you_mean",
    "file_name",
    "json_schema",
    "load_audience",
    "scheme_of",
    "slug_of",
]
