"""Fengtu's record and everything made from it, without any screen.

A package may import those above it in this list, siblings (analysis, atlas) not each other:

- `config`, `files`: settings, and files written whole or not at all
- `language`: words, sentences, units in Chinese and English; knows no data
- `record`: what the files say, checked, typed, selected
- `analysis`: what can be computed from a selection
- `atlas`: what is drawn, whoever draws it
- `views`: what a page says, as plain data
- `reports`: files to take away; `paper` is everything drawn by matplotlib
- `exhibition`: the tour and the single file
- `operate`: what the operator runs
"""
