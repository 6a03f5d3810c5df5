"""PDFs with a text layer, as small as can be."""

import zlib


def printed(*pages: str, extra: str = "", content: bytes | None = None) -> bytes:
    """A PDF with one page for each text; `extra` goes into the trailer, `content` is one raw page."""
    streams = [content] if content is not None else [_page(page) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, stream in enumerate(streams):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
        objects.append((page + "/Resources<</Font<</F 3 0 R>>>>>>").encode())
        packed = zlib.compress(stream)
        head = f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
        objects.append(head + packed + b"\nendstream")
    return _numbered(objects, extra)


def _page(page: str) -> bytes:
    lines = [line.translate({40: "\\(", 41: "\\)", 92: "\\\\"}) for line in page.split("\n")]
    shown = "".join(f"({line.replace(chr(9), '    ')}) Tj T*\n" for line in lines)
    return f"BT /F 9 Tf 11 TL 40 800 Td\n{shown}ET".encode("cp1252", "replace")


def _numbered(objects: list[bytes], extra: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{extra}>>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF".encode()
