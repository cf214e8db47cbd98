"""Where a request came from: the address that counts against limits, and its network."""

import ipaddress

from django.conf import settings


def sender_address(request) -> str:
    """The network address of the sender; behind a trusted proxy the last one that it names, which no client can write.

    What is no address is not believed: then the connection's own counts. "" for a connection that has none.
    """
    own = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return named if _parsed(named) else own
    return own


def network_of(address: str) -> str:
    """The network that is counted as one: of IPv4 the address, of IPv6 the first 64 bits, since a line has all of them."""
    parsed = _parsed(address)
    if parsed is None:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, 32 if parsed.version == 4 else 64), strict=False))


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
