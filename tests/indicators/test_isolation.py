"""A file takes no more memory, time and room than a reader may, whatever it makes the reader do."""

import json
import logging
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from indicators import documents
from indicators.documents import isolation
from indicators.documents.isolation import MB, Limits
from indicators.documents.refusal import FileRefused

READER = "tests.indicators.readers"
LOW = Limits(memory=48 * MB, output=MB // 2)
SOON = Limits(seconds=1)


def run(content: bytes, limits: Limits = LOW) -> object:
    return isolation.run(READER, content, limits)


class IsolationTests:
    def test_returns_what_the_reader_makes_of_the_content(self) -> None:
        assert run("199项".encode()) == "199项"

    def test_passes_on_every_reason_in_both_languages(self) -> None:
        with pytest.raises(FileRefused) as raised:
            run(b"refuse")

        assert raised.value.in_language("zh-hans") == ["不行。", "也不行。"]
        assert raised.value.in_language("en") == ["No.", "Neither."]

    @pytest.mark.parametrize(
        ("deed", "limits"),
        [
            ("hoard", LOW),
            ("chatter", LOW),
            ("spin", SOON),
            ("wait", SOON),
            ("die", LOW),
            ("fail", LOW),
        ],
    )
    def test_ends_a_reader_that_takes_more_than_it_may(
        self, deed: str, limits: Limits, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(FileRefused) as raised:
            run(deed.encode(), limits)

        assert raised.value.messages == (isolation.too_expensive(limits),)
        [record] = caplog.records
        assert (record.levelno, record.name) == (logging.WARNING, "indicators.documents.isolation")

    def test_says_what_a_reader_may_take(self) -> None:
        said = isolation.too_expensive()

        assert "300 MB of memory or 20 seconds" in said.en
        assert "内存300MB，时间20秒" in said.zh

    def test_lets_a_reader_have_what_it_may(self) -> None:
        ample = Limits(memory=200 * MB, seconds=20, output=2 * MB)

        assert run(b"hoard", ample) == 64 * MB
        assert len(str(run(b"chatter", ample))) == MB

    def test_says_in_the_log_of_which_fault_a_reader_died(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(FileRefused):
            run(b"fail")

        assert "KeyError: 'A_FAULT_OF_THE_READER'" in caplog.text

    def test_leaves_no_process_behind(self) -> None:
        for deed in (b"wait", b"die"):
            with pytest.raises(FileRefused):
                run(deed, SOON)

        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)

    def test_reads_several_files_at_once(self) -> None:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(run, [b"1", b"2", b"3", b"4"])) == ["1", "2", "3", "4"]


class DocumentTests:
    def test_is_read_apart(self) -> None:
        assert documents.text_of("标题\n199项".encode()) == "标题\n199项"

    def test_is_refused_apart_for_the_same_reasons(self) -> None:
        with pytest.raises(FileRefused) as raised:
            documents.text_of(b"%PDF-1.4")

        assert raised.value.in_language("zh-hans") == ["PDF文件已损坏，请打开后重新打印为PDF。"]

    def test_may_be_as_long_as_its_text_may(self) -> None:
        longest = "项" * documents.LONGEST

        assert documents.text_of(longest.encode()) == longest
        assert len(json.dumps(longest)) < isolation.USUAL.output
