#!/bin/sh
# Print the path of a LibreOffice that opens our files in a test; install Debian's when there is none. Fails loudly.
set -eu
find_it() {
    for name in soffice libreoffice; do
        command -v "$name" && return 0
    done
    return 1
}
find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libreoffice-calc-nogui; } >&2
    find_it && exit 0
fi
echo "No LibreOffice found. Install its Calc (Debian, Ubuntu: apt-get install libreoffice-calc-nogui)." >&2
exit 1
