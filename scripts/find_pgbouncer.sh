#!/bin/sh
# Print the path of a pgbouncer to test our settings with; install Debian's when there is none. Fails loudly.
set -eu
PATH="$PATH:/usr/sbin:/usr/local/sbin"
find_it() { command -v pgbouncer; }
find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends pgbouncer; } >&2
    find_it && exit 0
fi
echo "No pgbouncer found. Install one (Debian, Ubuntu: apt-get install pgbouncer) so that it is on PATH." >&2
exit 1
