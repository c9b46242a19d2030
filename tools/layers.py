"""Draw the layers of both apps, from the import contracts that ``lint-imports`` proves.

``python -m tools.layers`` writes docs/images/layers.svg: a band for each layer, the last to be
loaded on top, and in it each module with the first sentence of its docstring.
"""

import ast
import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "layers.svg"
APPS = ("dashboard", "indicators")
LINE, PAD, INDENT, WIDTH = 20, 6, 190, 1000
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1a1a1a}.name{font-family:ui-monospace,monospace}"
    ".app{font-size:15px;font-weight:600}.band{fill:#fff;stroke:#8a8a8a}.odd{fill:#f3f3f0}"
)


def svg() -> str:
    """Return the picture: modules import what stands below them in their app, or in a lower app."""
    parts: list[str] = []
    top = PAD
    for app in APPS:
        parts.append(_text(PAD, top + LINE, f"{app}/ — {_sentence(ROOT / app)}", "app"))
        top += LINE + 2 * PAD
        for number, modules in enumerate(layers_of(app)):
            height = LINE * len(modules) + 2 * PAD
            kind = "band odd" if number % 2 else "band"
            size = f'width="{WIDTH - 2}" height="{height}"'
            parts.append(f'<rect class="{kind}" x="1" y="{top}" {size}/>')
            for place, module in enumerate(modules, 1):
                y = top + LINE * place
                parts.append(_text(2 * PAD, y, module, "name"))
                parts.append(_text(INDENT, y, _sentence(ROOT / app / module)))
            top += height
        top += 2 * PAD
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img">'
        f"<title>The layers: a module imports only what stands in a band below its own</title>"
        f'<style>{STYLE}</style><rect width="{WIDTH}" height="{top}" fill="#fff"/>'
    )
    return "\n".join([head, *parts, "</svg>\n"])


def layers_of(app: str) -> list[list[str]]:
    """Return the modules of each layer of the app, from the top down, as the contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == [app])
    named = [re.findall(r"\w+", layer) for layer in layers]
    return [found for names in named if (found := [one for one in names if _file(app, one)])]


def _file(app: str, module: str) -> Path | None:
    places = (ROOT / app / f"{module}.py", ROOT / app / module / "__init__.py")
    return next((one for one in places if one.exists()), None)


def _sentence(place: Path) -> str:
    """Return the first line of a module's docstring, or nothing."""
    file = _file(str(place.parent.relative_to(ROOT)), place.name)
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) if file else None
    return (text or "").partition("\n")[0].replace("``", "")


def _text(x: int, y: int, words: str, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{mark}>{escape(words, quote=False)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(svg(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))
