"""Every change of what the public may see makes a new version of the record: the triggers that number them."""

from .upkeep import Upkeep

VERSION = {
    "sqlite": """INSERT INTO agenda_recordversion (id, number, mark, changed_at)
        VALUES (1, 1, lower(hex(randomblob(8))), strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
    "postgresql": """INSERT INTO agenda_recordversion AS v (id, number, mark, changed_at)
        VALUES (1, 1, substr(md5(random()::text || clock_timestamp()::text), 1, 16), clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
}
PUBLIC_TABLES = (
    "actor", "attendance", "assessment", "assignment", "body", "claim", "codebookchange", "codebookchange_successors",
    "codebookversion", "correction", "dialogue", "dialogue_members", "dialogue_out_of_scope", "document", "document_issuers",
    "evidence", "examination", "finding", "interpretationnote", "interpretationnote_topics", "logo", "meeting", "phrasing",
    "plan", "recommendation", "recommendation_dialogues", "sitesettings", "topic",
)  # fmt: skip
"""What public pages are made of: every change of these tables makes a new version of the record. Without `agenda_`."""
NAMES = "UPDATE OF username, first_name, last_name"
"""Pages name who coded and who decided."""


def versions(vendor: str) -> list[Upkeep]:
    """The triggers that number the record's versions: one a table and event on SQLite, one a table on PostgreSQL."""
    events = ["INSERT OR UPDATE OR DELETE"] if vendor == "postgresql" else ["INSERT", "UPDATE", "DELETE"]
    found = [
        Upkeep(
            f"version_of_{table}_{event[:6].lower()}", f"agenda_{table}", event, "TRUE", (VERSION[vendor],)
        )
        for table in PUBLIC_TABLES
        for event in events
    ]
    return [*found, Upkeep("version_of_user_update", "auth_user", NAMES, "TRUE", (VERSION[vendor],))]
