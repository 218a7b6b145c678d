"""Say by the exit code whether something is there: PostgreSQL or Redis, « chromium », a free « port:N »."""

from __future__ import annotations

import os
import shutil
import socket
import sys


def postgresql_answers(url: str) -> bool:
    """Whether a connection opens within three seconds."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def redis_answers(url: str) -> bool:
    """Whether it says « PONG » within three seconds."""
    import redis

    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def chromium_found() -> bool:
    """Debian's Chromium, or the one that CHROMIUM names."""
    return bool(shutil.which(os.environ.get("CHROMIUM") or "chromium"))


def port_is_free(port: int) -> bool:
    """Whether the loopback would let a server listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def main(asked: str) -> int:
    """0 when it answers, 1 otherwise."""
    if asked == "chromium":
        found = chromium_found()
    elif asked.startswith("port:"):
        found = port_is_free(int(asked.partition(":")[2]))
    elif asked.startswith("redis:"):
        found = redis_answers(asked)
    else:
        found = postgresql_answers(asked)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
