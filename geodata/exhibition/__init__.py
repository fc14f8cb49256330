"""The exhibition.

Its tour (`tour`), all it carries (`contents`), and the single file (`one_file`).
"""
