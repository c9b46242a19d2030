"""What closed lists of words promise."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from indicators import enums
from indicators.bilingual import Text
from indicators.bilingual_choices import Label, Words, words
from indicators.enums import Standing

LISTS = [one for one in vars(enums).values() if isinstance(one, type) and issubclass(one, Words)]
EVERY = [word for one in LISTS for word in one]


class WordsTests:
    @pytest.mark.parametrize("word", EVERY, ids=lambda word: f"{type(word).__name__}.{word.name}")
    def test_are_said_in_both_languages_from_one_place(self, word: Words) -> None:
        with translation.override("zh-hans"):
            chinese = str(word.label)
        with translation.override("en"):
            english = str(word.label)

        assert (chinese, english) == word.text
        assert chinese != english
        assert english.isascii()

    def test_are_english_where_no_language_is_active_as_migrations_are(self) -> None:
        with translation.override(None):
            assert f"{Standing.MET.label}" == "met"

    def test_may_change_without_a_migration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        autodetector = MigrationAutodetector(
            MigrationLoader(None).project_state(), ProjectState.from_apps(apps)
        )
        monkeypatch.setattr(Standing.MET, "_label_", words("达到", "reached"))

        assert str(dict(Standing.listed())["met"]) == "达到"
        assert autodetector.changes(MigrationGraph()) == {}


class LabelTests:
    def test_is_equal_to_what_reads_the_same(self) -> None:
        with translation.override("en"):
            assert words("已达成", "met") == "met"
            assert words("已达成", "met") == Label(Text("达成", "met"))
            assert words("已达成", "met") != 1
            assert {words("已达成", "met")} == {words("达成", "met")}
