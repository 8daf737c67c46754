"""How often somebody may try: a moving window in memory, per process, by our own clock (R16, R40).

What is refused is not counted, so nobody waits longer than the window itself.
"""

import ipaddress
import threading
from collections import deque
from datetime import datetime, timedelta
from math import ceil

from limits import parse

from roster.core import clock

MOST_KEYS = 50_000


class Throttle:
    """Counts under keys. A rule is written like `10 per 15 minutes`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: dict[str, deque[datetime]] = {}

    def take(self, key: str, rule: str) -> int:
        """Count one try; 0 where it is admitted, else the seconds to wait."""
        item = parse(rule)
        window = timedelta(seconds=item.get_expiry())
        now = clock.now()
        with self._lock:
            times = self._times.pop(key, deque())
            while times and times[0] <= now - window:
                times.popleft()
            admitted = len(times) < item.amount
            if admitted:
                times.append(now)
            self._times[key] = times
            self._forget_the_oldest()
            return 0 if admitted else max(1, ceil((times[0] + window - now).total_seconds()))

    def give_back(self, key: str) -> None:
        """Take back the last count: what succeeded was no attack."""
        with self._lock:
            if self._times.get(key):
                self._times[key].pop()

    def forget(self, key: str) -> None:
        """Start again from nothing."""
        with self._lock:
            self._times.pop(key, None)

    def _forget_the_oldest(self) -> None:
        while len(self._times) > MOST_KEYS:
            self._times.pop(next(iter(self._times)))


def network_of(origin: str) -> str:
    """What counts as one network: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        address = ipaddress.ip_address(origin)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
