"""One YAML file -> one frozen, typed `Audience`. The only place where a raw dict exists.

written     from text to Python's types
values      the kinds of values that a config has
audience    the shape of the file; newsletter, issue, writer, delivery and returns are its parts
faults      mistakes in an operator's words
outline     what is to be known of a config while nothing is due
loading     from file to `Audience`; every error as `file:line:column: key: what was expected`

Nothing here touches the network, the clock or the environment: keys and passwords are named by their environment
variables and looked up in `digest.wiring`.
"""

from typing import TYPE_CHECKING

from digest.lazy import found_in

if TYPE_CHECKING:
    from digest.config.audience import *
    from digest.config.delivery import *
    from digest.config.issue import *
    from digest.config.loading import *
    from digest.config.newsletter import *
    from digest.config.outline import *
    from digest.config.returns import *
    from digest.config.writer import *
    from digest.config.written import *

_FILES = {
    "audience": "Archive Audience",
    "delivery": "Delivery Smtp Unsubscribe",
    "issue": "Shape Theme",
    "loading": "json_schema load_audience",
    "newsletter": "Newsletter Schedule Source Topic",
    "outline": "Calendar Outline outline_of",
    "returns": "Imap",
    "writer": "Embeddings Limits Writer",
    "written": "DAYS check_mailbox check_reader did_you_mean file_name scheme_of slug_of",
}

if not TYPE_CHECKING:  # a checker is to see what is there, and nothing else
    __getattr__ = found_in(__name__, _FILES)
