"""Say in a sentence that a port of this machine is taken, before anything is made ready to be served there.

python scripts/port_is_free.py 8000 start
"""

import socket
import sys


def taken(port: int) -> bool:
    """Does something listen at the port already?"""
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as gunicorn does: what has just ended is no hindrance
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    port, target = sys.argv[1:]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not “{port}”.")
    if taken(int(port)):
        other = int(port) + 1 if int(port) < 65535 else 8080
        sys.exit(
            f"Port {port} is in use already, or needs more rights. Stop what uses it, or choose another: "
            f"make {target} PORT={other}"
        )
