"""LibreOffice Calc itself, as an official would use it, without its windows."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

SOFFICE = os.environ.get("SOFFICE") or shutil.which("soffice")
# A first start on a busy machine; nothing waits so long unless it hangs.
PATIENCE = 180
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
# Each line of the file says what to do: source, target, range, and the column, from zero within the
# range, to sort by from Z to A; or "button", which sorts as the button in the toolbar does.
MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Main(jobs As String)
  Dim job As String
  Open jobs For Input As #1
  Do While Not EOF(1)
    Line Input #1, job
    Sort(Split(job, "|"))
  Loop
  Close #1
End Sub

Sub Sort(job)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(job(0)), "_blank", 0, hidden())
  cells = book.Sheets.getByIndex(0).getCellRangeByName(job(2))
  If job(3) = "button" Then
    Dim nothing_more()
    book.CurrentController.select(cells)
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    frame = book.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:SortDescending", "", 0, nothing_more())
  Else
    Dim fields(0) As New com.sun.star.table.TableSortField
    fields(0).Field = CInt(job(3))
    fields(0).IsAscending = False
    Dim how(1) As New com.sun.star.beans.PropertyValue
    how(0).Name = "SortFields"
    how(0).Value = fields()
    how(1).Name = "ContainsHeader"
    how(1).Value = True
    cells.sort(how())
  End If
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(job(1)), saved())
  book.close(True)
End Sub
</script:module>
"""


class Office:
    """LibreOffice with a profile of its own in the folder; files lie there, too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ready = False

    def shows(self, content: bytes) -> list[list[str]]:
        """Return what the cells of the workbook show."""
        (self.folder / "shown.xlsx").write_bytes(content)
        self._run("--convert-to", AS_SHOWN, "--outdir", str(self.folder), "shown.xlsx")
        with (self.folder / "shown.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def sorts(self, content: bytes, *ranges: str) -> list[bytes]:
        """Return the workbook as it is saved after each of these: A4:L7|5, A4|button."""
        if not self.ready:
            # The first start makes the profile, and would take the place of the macro.
            self._run("--terminate_after_init")
        module = self.folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(MACRO, encoding="utf-8")
        source, jobs = self.folder / "given.xlsx", self.folder / "jobs.txt"
        source.write_bytes(content)
        targets = [self.folder / f"sorted-{number}.xlsx" for number in range(len(ranges))]
        lines = (f"{source}|{target}|{one}" for target, one in zip(targets, ranges, strict=True))
        jobs.write_text("\n".join(lines), encoding="utf-8")
        self._run(f'macro:///Standard.Module1.Main("{jobs}")')
        return [target.read_bytes() for target in targets]

    def _run(self, *words: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(  # noqa: S603 - the program that the tests are about
            [str(SOFFICE), profile, "--headless", "--norestore", *words],
            cwd=self.folder,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        self.ready = True
