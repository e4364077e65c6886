"""The one place that touches the disk: opening, locking, backing up, replacing.

A failure never leaves half a file behind, a link never leads a write to what it must not change, and only regular
files are read. :mod:`reading` opens, :mod:`writing` replaces one file or several together, :mod:`keeping` makes
backups, folders and copies, :mod:`locks` holds off other writers.
"""

from termlode.files.keeping import back_up, copy, file_name, forget, leads_out, make_folder, within
from termlode.files.reading import cap, open_file, read_bytes
from termlode.files.writing import Transaction, atomic_path, atomic_writer, heal, recover, temporary, write_text

__all__ = [
    "Transaction",
    "atomic_path",
    "atomic_writer",
    "back_up",
    "cap",
    "copy",
    "file_name",
    "forget",
    "heal",
    "leads_out",
    "make_folder",
    "open_file",
    "read_bytes",
    "recover",
    "temporary",
    "within",
    "write_text",
]
