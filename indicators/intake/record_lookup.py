"""Find records by what people call them: a code, or a name in either language; never a number."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from indicators.bilingual import Text
from indicators.models import Citation

from .cells import NotReadable, fold
from .choice_words import in_both

# What the code of such a record is made of.
NEEDED: dict[type[Model], str] = {Citation: "source"}
CODES, NAMES = ("code", "slug"), ("name", "title")
LANGUAGES = ("zh_hans", "en")
# Between several; commas and 、 stand in some names, so that these are tried after the others.
BETWEEN, BETWEEN_WORDS = re.compile(r"[;；\n]"), re.compile("[,，、]")
JOINED = "; "
MOST_NAMED = 5


def code_of(record: Model) -> str:
    """Return by which code files name the record."""
    if isinstance(record, Citation):
        span = f"L{record.line}:{record.start}-{record.end}"
        where = f"¶{record.paragraph}" if record.paragraph is not None else span
        nth = f" ({record.occurrence})" if record.occurrence > 1 else ""
        return f"{record.source.slug} {where} {record.as_written}{nth}"
    return next(str(getattr(record, one)) for one in CODES if hasattr(record, one))


class RefusedElsewhere(NotReadable):
    """A cell that names a record which the same file was to make, and which is refused itself."""


class Register:
    """The records of one model by codes and by names."""

    def __init__(self, records: Iterable[Any], called: Text) -> None:
        """Know these records, which are called ``called``."""
        self.called = called
        self._by_code: dict[str, Any] = {}
        self._by_name: dict[str, dict[object, Any]] = defaultdict(dict)
        self._refused: set[str] = set()
        for record in records:
            self.add(record)

    def add(self, record: Any) -> None:  # noqa: ANN401 - of whichever model
        """Know one more."""
        self._by_code[fold(code_of(record))] = record
        for name in NAMES:
            for language in LANGUAGES:
                said = fold(getattr(record, f"{name}_{language}", None) or "")
                self._by_name[said][record.pk] = record

    def refuse(self, names: Iterable[str]) -> None:
        """Know that a record which is called so is refused."""
        self._refused |= set(map(fold, names)) - {""}

    def find(self, said: str) -> Any:  # noqa: ANN401 - of whichever model
        """Return the one that is called so.

        Raises NotReadable where there is none, or more than one.
        """
        found = self._known(said)
        if len(found) == 1:
            return found[0]
        if not found and fold(said) in self._refused:
            raise RefusedElsewhere(_none(self.called, said))
        codes = sorted(map(code_of, found))[:MOST_NAMED]
        raise NotReadable(_several(self.called, said, codes) if found else _none(self.called, said))

    def find_all(self, said: str) -> list[Any]:
        """Return those that are named one after another.

        Raises NotReadable as ``find`` does.
        """
        parts = [said] if self._known(said) else BETWEEN.split(said)
        names = [
            name
            for part in parts
            for name in ([part] if self._known(part) else BETWEEN_WORDS.split(part))
        ]
        found = [self.find(name.strip()) for name in names if name.strip()]
        return list({record.pk: record for record in found}.values())

    def _known(self, said: str) -> list[Any]:
        key = fold(said)
        if key in self._by_code:
            return [self._by_code[key]]
        return list(self._by_name[key].values()) if key in self._by_name else []


class Registers:
    """The records that cells may name, looked up once for a file."""

    def __init__(self) -> None:
        """Look nothing up yet."""
        self._known: dict[type[Model], Register] = {}

    def of(self, model: type[Model]) -> Register:
        """Return the model's records."""
        if model not in self._known:
            records = model._default_manager.all()
            if model in NEEDED:
                records = records.select_related(NEEDED[model])
            self._known[model] = Register(records, called(model))
        return self._known[model]

    def add(self, record: Model) -> None:
        """Let later rows name a record that this file makes."""
        if type(record) in self._known:
            self._known[type(record)].add(record)


def called(model: type[Model]) -> Text:
    """Return what one record of the model is called."""
    return in_both(lambda: model._meta.verbose_name)


def _none(called: Text, said: str) -> Text:
    return Text(
        f"没有代码或名称为“{said}”的{called.zh}。请填写代码，或与系统中一致的名称。",
        f"There is no {called.en} with the code or name “{said}”. Write its code, or its name as "
        "it stands here.",
    )


def _several(called: Text, said: str, codes: list[str]) -> Text:
    return Text(
        f"有多个{called.zh}名为“{said}”。请改填代码：{'、'.join(codes)}。",
        f"More than one {called.en} is called “{said}”. Write the code: {', '.join(codes)}.",
    )
