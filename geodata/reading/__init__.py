"""The reader of plans: a file in, every named thing and promised number out, each with its clause.

From the file to the tables, a module each:

- `source`: a file of any form to a document; `pdf`, `docx`, `html` and `printed` know the forms
- `glyphs`, `flow`, `headings`, `grids`, `structure`: lines to a `document` of blocks
- `clauses`, `phrases`, `segment`, `listing`, `members`, `topics`: a sentence to what it enumerates
- `items`, `table_items`, `evidence`: members to candidates
- `targets`, `target_rows`: promised numbers
- `places`, `kinds`, `quantities`, `years`, `attributes`: what a candidate says of itself
- `same`, `rows`, `reading`, `batch`: one thing once, the tables of the record, the doors
- `rules`: every word list and pattern, as files to edit
"""

from geodata.reading.document import UnreadableError
from geodata.reading.reading import Reading, read

__all__ = ["Reading", "UnreadableError", "read"]
