"""The reader of plans: a file in, every named thing and promised number out, each with its clause.

From the file to the tables, a module each:

- `source`: a file of any form to pages of lines (`pdf` is one form)
- `glyphs`, `flow`, `headings`, `structure`: lines to a `document` of blocks that know their print
- `clauses`, `phrases`, `segment`, `listing`: a sentence to the members of its enumerations
- `items`, `table_items`: members to candidates; `targets`, `target_rows` likewise for numbers
- `places`, `kinds`, `quantities`, `years`, `attributes`: what a candidate says of itself
- `same`, `rows`, `reading`: one thing once, the tables of the record, and the door
- `rules`: every word list and pattern, as files to edit
"""

from geodata.reading.document import UnreadableError
from geodata.reading.reading import Reading, read

__all__ = ["Reading", "UnreadableError", "read"]
