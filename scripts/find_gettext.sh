#!/bin/sh
# See to it that GNU gettext is there, which collects the messages to translate; install Debian's when it is not.
set -eu
there() { command -v xgettext >/dev/null && command -v msgfmt >/dev/null && command -v msguniq >/dev/null; }
there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gettext; } >&2
    there && exit 0
fi
echo "GNU gettext is missing. Install it (Debian, Ubuntu: apt-get install gettext)." >&2
exit 1
