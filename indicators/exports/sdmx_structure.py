"""The structure of the SDMX data in SDMX-ML 3.0: code lists, concepts, data structure, dataflow."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from indicators.bilingual import Text
from indicators.qualifiers import ROWS
from indicators.series import Series

from .publication import Publication, moment
from .sdmx import (
    AGENCY,
    ATTRIBUTES,
    CONCEPTS,
    DATAFLOW,
    DIMENSIONS,
    FREQUENCIES,
    MEASURE,
    STATUSES,
    STRUCTURE,
    VERSION,
    Concept,
)

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
MES, STR, COM = (f"{{{SCHEMAS}/{name}}}" for name in ("message", "structure", "common"))
for prefix, name in (("mes", "message"), ("str", "structure"), ("com", "common")):
    ET.register_namespace(prefix, f"{SCHEMAS}/{name}")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONCEPTS_ID = "CONCEPTS"
# Before the first release nothing tells a time, and a clock would change the file.
NEVER = "1970-01-01T00:00:00Z"


def structure(many: Iterable[Series], publication: Publication) -> bytes:
    """Return the structure message; the series name the indicators and places."""
    root = ET.Element(f"{MES}Structure")
    _header(root, publication)
    within = ET.SubElement(root, f"{MES}Structures")
    code_lists = ET.SubElement(within, f"{STR}Codelists")
    known = _codes(many)
    for concept in CONCEPTS:
        if not concept.codes:
            continue
        code_list = _maintained(code_lists, "Codelist", concept.codes, concept.name)
        for code, name in known[concept.codes].items():
            _item(code_list, "Code", code, name)
    schemes = ET.SubElement(within, f"{STR}ConceptSchemes")
    scheme = _maintained(schemes, "ConceptScheme", CONCEPTS_ID, Text("概念", "Concepts"))
    for concept in CONCEPTS:
        _item(scheme, "Concept", concept.key, concept.name)
    flow = _maintained(
        ET.SubElement(within, f"{STR}Dataflows"), "Dataflow", DATAFLOW, publication.title
    )
    ET.SubElement(flow, f"{STR}Structure").text = _urn("datastructure", "DataStructure", STRUCTURE)
    _data_structure(ET.SubElement(within, f"{STR}DataStructures"), publication)
    ET.indent(root)
    message: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return message


def _header(root: ET.Element, publication: Publication) -> None:
    header = ET.SubElement(root, f"{MES}Header")
    ET.SubElement(header, f"{MES}ID").text = f"{STRUCTURE}-{publication.version}"
    ET.SubElement(header, f"{MES}Test").text = "true" if publication.is_made_up else "false"
    released = publication.released_at
    ET.SubElement(header, f"{MES}Prepared").text = moment(released) if released else NEVER
    sender = ET.SubElement(header, f"{MES}Sender", id=AGENCY)
    _name(sender, publication.publisher)


def _codes(many: Iterable[Series]) -> dict[str, dict[str, Text]]:
    """Return the codes of each list with their names."""
    indicators: dict[str, Text] = {}
    places: dict[str, Text] = {}
    for series in many:
        indicators[series.code] = series.name
        places[series.place.code] = series.place.name
    return {
        "CL_FREQ": dict(FREQUENCIES.values()),
        "CL_INDICATOR": dict(sorted(indicators.items())),
        "CL_AREA": dict(sorted(places.items())),
        "CL_OBS_STATUS": dict(STATUSES.values()),
        "CL_QUALIFIER": {one.value.upper(): row.sdmx for one, row in ROWS.items()},
    }


def _data_structure(parent: ET.Element, publication: Publication) -> None:
    made = _maintained(parent, "DataStructure", STRUCTURE, publication.title)
    parts = ET.SubElement(made, f"{STR}DataStructureComponents")
    dimensions = ET.SubElement(parts, f"{STR}DimensionList", id="DimensionDescriptor")
    for position, concept in enumerate(DIMENSIONS, 1):
        if concept.key == "TIME_PERIOD":
            _component(dimensions, "TimeDimension", concept)
        else:
            _component(dimensions, "Dimension", concept, position=str(position))
    attributes = ET.SubElement(parts, f"{STR}AttributeList", id="AttributeDescriptor")
    for concept in ATTRIBUTES:
        usage = "mandatory" if concept.is_mandatory else "optional"
        attribute = _component(attributes, "Attribute", concept, usage=usage)
        relation = ET.SubElement(attribute, f"{STR}AttributeRelationship")
        ET.SubElement(relation, f"{STR}Observation")
    measures = ET.SubElement(parts, f"{STR}MeasureList", id="MeasureDescriptor")
    _component(measures, "Measure", MEASURE, usage="optional")


def _component(parent: ET.Element, sort: str, concept: Concept, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{STR}{sort}", {"id": concept.key, **attributes})
    scheme = _urn("conceptscheme", "Concept", CONCEPTS_ID)
    ET.SubElement(made, f"{STR}ConceptIdentity").text = f"{scheme}.{concept.key}"
    shape = ET.SubElement(made, f"{STR}LocalRepresentation")
    if concept.codes:
        codes = _urn("codelist", "Codelist", concept.codes)
        ET.SubElement(shape, f"{STR}Enumeration").text = codes
    else:
        ET.SubElement(shape, f"{STR}TextFormat", textType=concept.format)
    return made


def _maintained(parent: ET.Element, sort: str, key: str, name: Text) -> ET.Element:
    made = ET.SubElement(parent, f"{STR}{sort}", id=key, agencyID=AGENCY, version=VERSION)
    _name(made, name)
    return made


def _item(parent: ET.Element, sort: str, key: str, name: Text) -> None:
    _name(ET.SubElement(parent, f"{STR}{sort}", id=key), name)


def _name(parent: ET.Element, name: Text) -> None:
    for language, words in (("zh", name.zh), ("en", name.en)):
        if words:
            ET.SubElement(parent, f"{COM}Name", {LANG: language}).text = words


def _urn(package: str, sort: str, key: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{package}.{sort}={AGENCY}:{key}({VERSION})"
