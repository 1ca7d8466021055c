"""Looks at Word documents with a program that others have made: what a reader with python-docx and one of screens would find."""

import io
import sys
import zipfile

import docx
from docx.oxml.ns import qn


def look(path):
    document = docx.Document(path)
    body = document.element.body
    headings = [p for p in document.paragraphs if p.style.name.lower().startswith("heading ")]
    assert len(headings) > 3, f"{path}: headings are headings"
    assert document.core_properties.title and document.core_properties.author, f"{path}: title and author"
    assert document.core_properties.language == "sv-SE", document.core_properties.language
    assert any(p.style.name == "Title" and p.text == document.core_properties.title for p in document.paragraphs), path
    for table in document.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")), f"{path}: a table has a name"
        look_of = properties.find(qn("w:tblLook"))
        has_head = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert (look_of.get(qn("w:firstRow")) == "1") == has_head, f"{path}: a head is repeated"
        widths = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
        assert widths <= 9184, f"{path}: a table is {widths} wide"
    for picture in body.iter(qn("wp:docPr")):
        assert picture.get("descr"), f"{path}: a picture has words"
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    for link in body.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        relation = link.get(qn("r:id"))
        assert anchor in names or relation in document.part.rels, f"{path}: a link leads to {anchor or relation}"
    fields = [instruction.text.split()[0] for instruction in body.iter(qn("w:instrText"))]
    assert fields.count("TOC") == 1, f"{path}: contents are a field"
    feet = "".join(p.text for section in document.sections for p in section.footer.paragraphs)
    assert feet.strip(), f"{path}: pages have a foot"
    charts = [look_at_chart(path, document, chart) for chart in body.iter(CHART)]
    return len(document.tables), len(list(body.iter(qn("wp:docPr")))), len(charts)


CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def look_at_chart(path, document, chart):
    """A chart's figures are those of the workbook in it, which is a workbook."""
    part = document.part.related_parts[chart.get(qn("r:id"))]
    assert part.content_type.endswith("drawingml.chart+xml"), f"{path}: {part.content_type}"
    books = [other.target_part for other in part.rels.values()]
    assert len(books) == 1 and books[0].content_type.endswith("spreadsheetml.sheet"), f"{path}: a chart has a workbook"
    with zipfile.ZipFile(io.BytesIO(books[0].blob)) as book:
        assert book.testzip() is None and "xl/worksheets/sheet1.xml" in book.namelist(), path
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    drawn = part.blob.decode().count("<c:numRef>")
    assert drawn > 0 and sheet.count("<v>") >= drawn, f"{path}: a series has its figures"


tables, pictures, charts = map(sum, zip(*(look(path) for path in sys.argv[1:])))
assert tables > 5 and pictures > charts > 3, "the documents have everything that is looked at"
