#!/bin/bash
# A streaming replica: copy the primary the first time, then follow it. PGPASSWORD is the primary's.
set -euo pipefail
data="${PGDATA:-/var/lib/postgresql/data}"
if [ ! -s "$data/PG_VERSION" ]; then
    find "$data" -mindepth 1 -delete # what an interrupted copy left
    pg_basebackup --host="${PRIMARY_HOST:-database}" --port="${PRIMARY_PORT:-5432}" --username=agenda --pgdata="$data" \
        --write-recovery-conf --checkpoint=fast
    chmod 700 "$data"
fi
# hot_standby_feedback: the primary keeps rows that a long export still reads here.
exec postgres -D "$data" -c hot_standby=on -c hot_standby_feedback=on ${POSTGRES_OPTIONS:-}
