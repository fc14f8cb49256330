"""What the files say: read (`tables`), described (`schema`), checked (`checks`), typed (`record`).

`read_record` is the door. `filters` and `selection` say which rows a page, a sentence or a file is
about, `facets` how many each option would leave; `derived` keeps what follows from a record.
"""
