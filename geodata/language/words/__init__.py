"""Every word and sentence on screen, Chinese and English side by side, one module a place."""
