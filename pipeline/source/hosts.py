"""Which addresses may be asked: declared hosts over http(s), and none of them inside this machine or its network."""

import os
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx

from pipeline.source.error import FetchError

# The publisher's site and its archives of former administrations, and the Treasury's Fiscal Data.
HOSTS = frozenset(
    {
        "www.state.gov",
        "2021-2025.state.gov",
        "2017-2021.state.gov",
        "2009-2017.state.gov",
        "2001-2009.state.gov",
        "api.fiscaldata.treasury.gov",
    }
)
# Environment variable with further hosts, each as host:port, separated by commas.
SETTING = "TIPDATA_FETCH_HOSTS"
_PORTS = {"http": 80, "https": 443}


def further_hosts() -> frozenset[str]:
    """The hosts that the setting TIPDATA_FETCH_HOSTS allows, each as host:port."""
    return frozenset(host.strip().lower() for host in os.environ.get(SETTING, "").split(",") if host.strip())


def addresses(url: httpx.URL, further: Collection[str] = ()) -> tuple[str, ...]:
    """The IP addresses to connect to for a URL, all of them checked.

    Connecting to one of these, and not to the name again, is what makes the check hold: a name may resolve otherwise a moment later.

    Args:
        url: where a request, or a redirect, leads.
        further: hosts as host:port that are allowed beside the declared ones, and that may be private addresses.

    Raises:
        FetchError: the scheme, the host or one of its addresses is not allowed, or the name is unknown.
    """
    if url.scheme not in _PORTS or url.userinfo:
        raise FetchError(f"{url}: only http and https addresses without a password are fetched. Correct the address.")
    port = url.port or _PORTS[url.scheme]
    named = f"{url.host.lower()}:{port}"
    granted = named in further
    if not granted and not (url.host.lower() in HOSTS and port == _PORTS[url.scheme]):
        raise FetchError(f"{url}: the host {named} is not among those that are fetched from. If it is meant, name it in {SETTING}.")
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"{url}: the host {url.host} is unknown ({error.strerror}). Check the address and the connection.") from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not granted and (inside := [number for number in numbers if not _public(ip_address(number))]):
        raise FetchError(f"{url}: {url.host} leads to {inside[0]}, which is no public address. If it is meant, name {named} in {SETTING}.")
    return numbers


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return _public(address.ipv4_mapped)
    return address.is_global and not address.is_multicast
