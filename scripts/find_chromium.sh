#!/bin/sh
# Print the path of a Chromium to test with; install Debian's when there is none. Fails loudly.
set -eu
find_it() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}
find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2
    find_it && exit 0
fi
echo "No Chromium found. Install one (Debian, Ubuntu: apt-get install chromium) so that it is on PATH." >&2
exit 1
