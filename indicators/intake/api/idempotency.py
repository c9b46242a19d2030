"""Idempotency keys: a repeated request returns the first response."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from indicators.models import Delivery, Token

KEPT = timedelta(days=7)


class KeyReused(Exception):
    """The key stands for another request."""


def fingerprint(*parts: bytes) -> str:
    """Return what tells one request from another."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


@transaction.atomic
def once(token: Token, key: str, request: str, act: Callable[[], str], *, at: datetime) -> str:
    """Return the answer of ``act``, or the one that it gave when the key came first.

    ``request`` is the fingerprint. Of two that come at once the second waits for the first. Where
    ``act`` raises, the key stays free. Keys are kept for a week. Raises KeyReused where the key
    stands for another request.
    """
    Delivery.objects.filter(token=token, at__lt=at - KEPT).delete()
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(token=token, key=key, fingerprint=request, at=at)
    except IntegrityError as error:
        delivery = Delivery.objects.get(token=token, key=key)
        if delivery.fingerprint != request:
            raise KeyReused(key) from error
        return delivery.answer
    delivery.answer = act()
    delivery.save(update_fields=["answer"])
    return delivery.answer
