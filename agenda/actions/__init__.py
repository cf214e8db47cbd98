"""What may be done: writes that touch several models, each in one transaction."""

from .draft_content import draft_of, read_content
from .drafts import Conflict, code_by_hand, save_draft, save_drafts_together, submit, undo_draft
from .judgements import (
    Judgement,
    Passage,
    assess,
    is_own_recommendation,
    proof_problems,
)
from .publishing import publish, withdraw, withdraw_all
from .rulings import abstain, adjudicate, codes_by_topic, publish_undisputed, send_back, waiting_codes

__all__ = [
    "Conflict",
    "Judgement",
    "Passage",
    "abstain",
    "adjudicate",
    "assess",
    "code_by_hand",
    "codes_by_topic",
    "draft_of",
    "is_own_recommendation",
    "proof_problems",
    "publish",
    "publish_undisputed",
    "read_content",
    "save_draft",
    "save_drafts_together",
    "send_back",
    "submit",
    "undo_draft",
    "waiting_codes",
    "withdraw",
    "withdraw_all",
]
