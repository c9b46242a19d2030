"""A Redis cache with timeouts, which falls back to a local cache during an outage."""

import logging
import time
from typing import Any, ClassVar

from django.core.cache import caches
from django.core.cache.backends import redis as django_redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger("dashboard.redis_cache")
# Seconds. A Redis beside the site answers in a thousandth of it; one that hangs never does.
PATIENCE = 0.5
# For so long nobody asks again: each thread that did would keep a reader waiting.
PAUSE = 10
SAID_EVERY = 60
WAITING = {
    "socket_connect_timeout": PATIENCE,
    "socket_timeout": PATIENCE,
    # redis-py would try again after pauses of seconds.
    "retry": Retry(NoBackoff(), 0),
}
IN_ORDER = "zhunsheng-entries"


def _asked(name: str) -> Any:  # noqa: ANN401 - as many signatures as a cache has methods
    """Return a method that asks Redis, or the cache that stands in while Redis is away."""

    def method(self: "RedisCache", *args: object, **kwargs: object) -> object:
        if time.monotonic() >= RedisCache.away_until:
            try:
                return getattr(django_redis.RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.pass_by(error)
        return getattr(caches[self.instead], name)(*args, **kwargs)

    return method


class RedisCache(django_redis.RedisCache):
    """Redis; while it does not answer, the cache that OPTIONS["INSTEAD"] names.

    With OPTIONS["MAX_ENTRIES"] it keeps no more than so many; those that came first go first.
    """

    # Every thread has its own instance; that Redis is away, all of them shall know.
    away_until: ClassVar[float] = 0
    said_at: ClassVar[float] = -SAID_EVERY

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        options = dict(params["OPTIONS"])
        self.instead: str = options.pop("INSTEAD")
        self._class = BoundedClient
        self._options = {**WAITING, "most": options.pop("MAX_ENTRIES", None), **options}

    add = _asked("add")
    clear = _asked("clear")
    delete = _asked("delete")
    delete_many = _asked("delete_many")
    get = _asked("get")
    get_many = _asked("get_many")
    has_key = _asked("has_key")
    incr = _asked("incr")
    set = _asked("set")
    set_many = _asked("set_many")
    touch = _asked("touch")

    def answers(self) -> bool:
        """Tell whether Redis answers now, even where it did not a moment ago."""
        try:
            self._cache.get_client().ping()
        except (RedisError, OSError) as error:
            self.pass_by(error)
            return False
        RedisCache.away_until = 0
        return True

    def pass_by(self, error: Exception) -> None:
        """Leave Redis alone for a while, and say why once a minute."""
        now = time.monotonic()
        RedisCache.away_until = now + PAUSE
        if now - RedisCache.said_at >= SAID_EVERY:
            RedisCache.said_at = now
            log.warning("Redis does not answer; each process keeps its own meanwhile: %s", error)


class BoundedClient(django_redis.RedisCacheClient):
    """Asks Redis for Django, and takes out what came first where there are too many entries."""

    def __init__(self, servers: list[str], most: int | None, **options: Any) -> None:  # noqa: ANN401 - redis-py's own
        super().__init__(servers, **options)
        self._most = most

    def set(self, key: Any, value: Any, timeout: Any) -> None:  # noqa: ANN401 - Django's own
        """Keep the value."""
        super().set(key, value, timeout)
        if self._most is None:
            return
        client = self.get_client(key, write=True)
        client.zadd(IN_ORDER, {key: time.time()})
        surplus = client.zcard(IN_ORDER) - self._most
        if surplus > 0:
            oldest: Any = client.zpopmin(IN_ORDER, surplus)
            client.delete(*(name for name, _since in oldest))
