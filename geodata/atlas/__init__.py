"""What is drawn, whoever draws it: colour classes, marks, symbols, hatch, legend, levels of detail.

`layers.MapLayers` is the door.
"""
