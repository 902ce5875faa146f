"""What somebody wrote in a mail: of any client, however broken, without what their client added.

`read(raw)` never raises, takes bounded time and memory, and loses no word: what is not in the reading is in what it
says it removed. Knows no database and nobody.
"""

from coppice.inbound.reading.message import Attachment, Reading, Removed, read

__all__ = ["Attachment", "Reading", "Removed", "read"]
