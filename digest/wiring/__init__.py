"""Picks the adapters for an audience: what the commands and the pages work with."""

from digest.wiring.desks import Shift, open_desk, open_replay, open_shift
from digest.wiring.environment import own_command, owner_of, secrets
from digest.wiring.models import kept_vectors, pick_checker, pick_embedder, pick_model
from digest.wiring.post import pick_mailbox, pick_mailer, pick_signer, token_key
from digest.wiring.presets import BRIEFING, SAMPLE, prompts, templates
from digest.wiring.stores import count_readers, has_store, open_queue, open_store, refuse_shared_slots

__all__ = [
    "BRIEFING",
    "SAMPLE",
    "Shift",
    "count_readers",
    "has_store",
    "kept_vectors",
    "open_desk",
    "open_queue",
    "open_replay",
    "open_shift",
    "open_store",
    "own_command",
    "owner_of",
    "pick_checker",
    "pick_embedder",
    "pick_mailbox",
    "pick_mailer",
    "pick_model",
    "pick_signer",
    "prompts",
    "refuse_shared_slots",
    "secrets",
    "templates",
    "token_key",
]
