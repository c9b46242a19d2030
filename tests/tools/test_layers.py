"""The picture of the layers is of the code as it is."""

import pytest

from tools import layers


def test_the_picture_in_the_documents_is_current() -> None:
    assert layers.PICTURE.read_text("utf-8") == layers.svg(), "run: python -m tools.layers"


@pytest.mark.parametrize("app", layers.APPS)
def test_the_picture_has_every_module_of_an_app(app: str) -> None:
    modules = {one.stem for one in (layers.ROOT / app).glob("*.py")} - {"__init__"}
    packages = {one.parent.name for one in (layers.ROOT / app).glob("*/__init__.py")}
    drawn = {name for layer in layers.layers_of(app) for name in layer}

    assert drawn == modules | packages - {"migrations"}
