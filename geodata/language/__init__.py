"""What is said, in two languages: `word`, `listed`, the vocabulary of the record, units.

`text` is the door; `words/` holds the sentences, `vocabulary` the words of the record, `units`
quantities. Knows no data.
"""
