"""Keep the Word templates of reports, replace and retire them; none is ever thrown away."""

import hashlib
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import audit
from indicators.atomic_files import both_or_neither
from indicators.documents import isolation
from indicators.documents.refusal import FileRefused
from indicators.enums import ReportKind
from indicators.models import Official, ReportTemplate
from indicators.permissions import can_keep_templates

from . import file_safety

LONGEST_NAME = 100


def inspect(content: bytes) -> None:
    """Raise ValidationError with every reason why the file may not serve as a template."""
    try:
        isolation.run(file_safety.__name__, content)
    except FileRefused as refused:
        raise ValidationError(refused.in_language(get_language() or "zh-hans")) from refused


def keep(  # noqa: PLR0913 - a template has four parts, an act has two circumstances
    content: bytes, *, name: str, language: str, kind: ReportKind, by: Official, at: datetime
) -> ReportTemplate:
    """Keep the file as the template of that name, and retire the one that it replaces.

    Raises PermissionDenied without the right, and ValidationError where the file could do anything
    but be read, or the name is empty. What its slots say is for the caller to check before.
    """
    _ask(by)
    clean = "".join(sign for sign in name if sign.isprintable()).strip()[:LONGEST_NAME]
    if not clean:
        raise ValidationError({"name": _("Give the template a name.")})
    # Not within the transaction: whoever else writes would wait for it.
    inspect(content)
    template = ReportTemplate(
        name=clean, language=language, kind=kind, uploaded_by=by, uploaded_at=at
    )
    with both_or_neither(template):
        same = ReportTemplate.objects.in_use().filter(name=clean, language=language, kind=kind)
        for older in same.select_for_update():
            _set(older, is_active=False, by=by, at=at)
        template.file = ContentFile(content, name=clean)
        template.size, template.sha256 = len(content), hashlib.sha256(content).hexdigest()
        template.save()
        audit.leave("uploaded template", template, by=by, at=at, name=clean, sha256=template.sha256)
    return template


@transaction.atomic
def retire(template: ReportTemplate, *, by: Official, at: datetime) -> None:
    """Take the template out of use; its file stays. Raises PermissionDenied without the right."""
    _ask(by)
    _set(template, is_active=False, by=by, at=at)


@transaction.atomic
def restore(template: ReportTemplate, *, by: Official, at: datetime) -> None:
    """Bring the template back into use in place of the one that replaced it.

    Raises PermissionDenied without the right.
    """
    _ask(by)
    same = ReportTemplate.objects.in_use().filter(
        name=template.name, language=template.language, kind=template.kind
    )
    for newer in same.exclude(pk=template.pk).select_for_update():
        _set(newer, is_active=False, by=by, at=at)
    _set(template, is_active=True, by=by, at=at)


def _ask(by: Official) -> None:
    if not can_keep_templates(by):
        raise PermissionDenied


def _set(template: ReportTemplate, *, is_active: bool, by: Official, at: datetime) -> None:
    """Change whether it is in use, and leave an event, unless it is so already."""
    changed = ReportTemplate.objects.filter(pk=template.pk, is_active=not is_active)
    if changed.update(is_active=is_active):
        verb = "restored template" if is_active else "retired template"
        audit.leave(verb, template, by=by, at=at, name=template.name)
