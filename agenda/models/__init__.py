"""What is on record: one file per noun."""

from .actors import Actor
from .asked import AskedPair, AskedSource, AskedTally
from .assessments import MAY_CODE, Assessment, Depth, Evidence, Examination, Outcome
from .claims import Claim
from .corrections import Correction, Sender
from .desk import Abstention, Affiliation, Arrival, Assignment, CodebookChange, Draft, Original, RulingDraft
from .dialogues import Dialogue, Level
from .documents import Body, Document
from .findings import Finding
from .imports import Import, ImportFile
from .loaded import LoadedRow
from .meetings import Attendance, Meeting
from .mergers import MERGED, Merger
from .people import AuditEvent, OneTimeLink
from .plans import Plan
from .proposals import WordProposal
from .recommendations import Recommendation
from .search import SearchMark, SearchName
from .site import Logo, SiteSettings
from .sums import ActorSide, CellTally, CurrentCell, ExpectedCells, KeptCourse, KeptTopic, RecordVersion
from .topics import CodebookVersion, InterpretationNote, Phrasing, Topic
from .units import CodedUnit, UnitTally
from .waiting import WaitingCell

__all__ = [
    "MAY_CODE",
    "MERGED",
    "Abstention",
    "Actor",
    "ActorSide",
    "Affiliation",
    "Arrival",
    "AskedPair",
    "AskedSource",
    "AskedTally",
    "Assessment",
    "Assignment",
    "Attendance",
    "AuditEvent",
    "Body",
    "CellTally",
    "Claim",
    "CodebookChange",
    "CodebookVersion",
    "CodedUnit",
    "Correction",
    "CurrentCell",
    "Depth",
    "Dialogue",
    "Document",
    "Draft",
    "Evidence",
    "Examination",
    "ExpectedCells",
    "Finding",
    "Import",
    "ImportFile",
    "InterpretationNote",
    "KeptCourse",
    "KeptTopic",
    "Level",
    "LoadedRow",
    "Logo",
    "Meeting",
    "Merger",
    "OneTimeLink",
    "Original",
    "Outcome",
    "Phrasing",
    "Plan",
    "Recommendation",
    "RecordVersion",
    "RulingDraft",
    "SearchMark",
    "SearchName",
    "Sender",
    "SiteSettings",
    "Topic",
    "UnitTally",
    "WaitingCell",
    "WordProposal",
]
