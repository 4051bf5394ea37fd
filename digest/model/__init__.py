"""The frozen types that the stages hand on. No I/O, no clock.

    bytes -> Item -> TopicMatch -> Story -> Draft -> Brief -> Issue -> RenderedIssue -> Message -> Receipt

A value that exists is valid: datetimes are aware and in UTC, sequences are tuples, and a `Quote` holds
no text of its own, only a span of an `Item`, so a quotation that is in no article can't be built.

Each file holds one idea, and all names are to be had from here. A file is imported when a name of it is wanted.
"""

from typing import TYPE_CHECKING

from digest.lazy import found_in

if TYPE_CHECKING:
    from digest.model.articles import *
    from digest.model.briefs import *
    from digest.model.facts import *
    from digest.model.feeds import *
    from digest.model.findings import *
    from digest.model.issues import *
    from digest.model.jobs import *
    from digest.model.mail import *
    from digest.model.prompts import *
    from digest.model.quotes import *
    from digest.model.readers import *
    from digest.model.slots import *
    from digest.model.stories import *

_FILES = {
    "articles": "Dropped Item Picture Reason",
    "briefs": "Brief Draft EXCERPT Figure Sentence Viewpoint",
    "facts": "Facts",
    "feeds": "FeedState Request Response",
    "findings": "Finding FindingKind Place",
    "issues": "Attachment Chart Correction Issue Opening RECIPIENT_FIELDS RenderedIssue Section Tally",
    "jobs": "JOB_KINDS Job JobKind QueueStanding",
    "mail": "Blame Bookmark Message Post Receipt ReceiptState Return ReturnKind",
    "prompts": "Prompt Reply Spend Vector",
    "quotes": "Quote Terms",
    "readers": "Enrolment Reader ReaderState Recipient Suppression",
    "slots": "RunReport Slot SlotOutcome SlotRecord Withdrawal",
    "stories": "Lineup PastStory Selection Status Story TopicMatch",
}

if not TYPE_CHECKING:  # a checker is to see what is there, and nothing else
    __getattr__ = found_in(__name__, _FILES)
