#!/bin/sh
# Print the path of an nginx to test our settings with; install Debian's when there is none. Fails loudly.
set -eu
PATH="$PATH:/usr/sbin:/usr/local/sbin"
find_it() { command -v nginx; }
find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light; } >&2
    find_it && exit 0
fi
echo "No nginx found. Install one (Debian, Ubuntu: apt-get install nginx-light) so that it is on PATH." >&2
exit 1
