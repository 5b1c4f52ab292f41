"""A zip of the same bytes for the same files: fixed dates and rights, in the order given."""

import io
import zipfile
from collections.abc import Mapping

DATE = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = UNIX, READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return out.getvalue()
