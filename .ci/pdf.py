"""Looks at PDFs with a program that others have made: what a reader that reads aloud and an archive would find."""

import re
import sys

import pikepdf


def elements(node, found):
    """All elements of the structure tree below one."""
    for kid in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            elements(kid, found)
    return found


def look(path):
    pdf = pikepdf.open(path)
    root = pdf.Root
    assert str(root.Lang) == "sv-SE", f"{path}: language {root.Lang}"
    assert root.MarkInfo.Marked, path
    assert root.ViewerPreferences.DisplayDocTitle, f"{path}: the title is shown"
    assert root.OutputIntents[0].S == "/GTS_PDFA1", path
    assert "/Outlines" in root, f"{path}: bookmarks"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2" and metadata["pdfaid:conformance"] == "A", path
        assert metadata["pdfuaid:part"] == "1", path
        assert metadata["dc:title"] and metadata["dc:creator"], path
    found = elements(root.StructTreeRoot, [])
    kinds = [str(element.S) for element in found]
    for kind in ["/Table", "/TR", "/TH", "/TD", "/H1", "/H2", "/TOC", "/TOCI", "/P"]:
        assert kind in kinds, f"{path} has no {kind}"
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d+", kind)]
    assert all(next <= last + 1 for last, next in zip([0, *levels], levels)), f"{path}: {levels}"
    for element in found:
        attributes = element.get("/A", pikepdf.Dictionary())
        attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
        if element.S == "/TH":
            assert any("/Scope" in one for one in attributes), f"{path}: the head of a table says of what"
        if element.S == "/Table":
            assert any("/Summary" in one for one in attributes), f"{path}: a table has a name"
        if element.S == "/Figure":
            assert str(element.get("/Alt", "")), f"{path}: a picture has words"
    fonts = [pikepdf.Dictionary(one) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]
    assert fonts and all(any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")) for one in fonts), path
    return kinds


kinds = [kind for path in sys.argv[1:] for kind in look(path)]
for kind in ["/Figure", "/Note", "/BlockQuote", "/Link", "/L", "/LI", "/Caption"]:
    assert kind in kinds, f"the documents have no {kind}"
