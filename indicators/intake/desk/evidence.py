"""Keep the files that support an entry, whatever they call themselves."""

import hashlib
import re
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import audit
from indicators.atomic_files import both_or_neither
from indicators.documents import file_types
from indicators.documents.dispatch import refuse_size
from indicators.documents.file_types import FileType
from indicators.documents.refusal import FileRefused
from indicators.models import Entry, Evidence, Official
from indicators.permissions import Power, holds

MOST_FILES = 5
LONGEST_NAME = 200
UNNAMED = "附件"


def attach(entry: Entry, *, name: str, content: bytes, by: Official, at: datetime) -> Evidence:
    """Keep the file with the entry, under a name that fits what it holds.

    Raises PermissionDenied for officials who do not report for the entry's organisation, and
    ValidationError where the entry is closed, has enough files, or the file is not acceptable.
    """
    evidence = Evidence(entry=entry, added_by=by, added_at=at)
    with both_or_neither(evidence):
        _hold_open(entry, by)
        if entry.evidence.count() >= MOST_FILES:
            raise ValidationError(_("There are already five files with this figure."))
        found = type_of(content)
        kept = name_for(name, found)
        sha256 = hashlib.sha256(content).hexdigest()
        evidence.file = ContentFile(content, name=kept)
        evidence.name, evidence.content_type = kept, found.content_type
        evidence.size, evidence.sha256 = len(content), sha256
        evidence.save()
        audit.leave("attached evidence", entry, by=by, at=at, name=kept, sha256=sha256)
    return evidence


@transaction.atomic
def remove(evidence: Evidence, *, by: Official, at: datetime) -> None:
    """Forget the file; its bytes go once the removal is certain.

    Raises PermissionDenied and ValidationError as ``attach`` does.
    """
    entry = evidence.entry
    _hold_open(entry, by)
    removed, _each = Evidence.objects.filter(pk=evidence.pk).delete()
    if not removed:
        raise ValidationError(_("The file is already removed."))
    audit.leave("removed evidence", entry, by=by, at=at, name=evidence.name, sha256=evidence.sha256)
    transaction.on_commit(partial(evidence.file.delete, save=False))


def type_of(content: bytes) -> FileType:
    """Return what the bytes are, without unpacking them.

    Raises ValidationError where they are empty, too large, dangerous or of another type.
    """
    try:
        refuse_size(content)
        found = file_types.type_of(content)
    except FileRefused as refused:
        raise ValidationError(refused.in_language(get_language() or "zh-hans")) from refused
    if found is None:
        raise ValidationError(
            _("Only PDF, PNG, JPEG, Word, Excel, PowerPoint and WPS files are accepted.")
        )
    return found


def name_for(name: str, found: FileType) -> str:
    """Return the name without folders and unseen characters, with an ending that tells no lie."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign for sign in last if sign.isprintable()).strip()
    ending = next((e for e in found.endings if seen.lower().endswith(e)), "")
    stem = seen[: len(seen) - len(ending)] or UNNAMED
    ending = ending or found.endings[0]
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"


def _hold_open(entry: Entry, by: Official) -> None:
    """Keep the entry as it is until the act is done; it must be the official's, and open."""
    own = entry.is_owed and by.organisation_id == entry.submission.organisation_id
    if not own or not holds(by, Power.REPORT):
        raise PermissionDenied
    still_open = Entry.objects.open().order_by().select_for_update().filter(pk=entry.pk)
    if not still_open:
        raise ValidationError(_("This figure can no longer be changed."))
