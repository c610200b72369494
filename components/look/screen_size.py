"""The stage on which views are presented: 16:9, scaled to the window. All measures are its own pixels.

On a screen 1920 wide a pixel of the stage is 1.62 of the screen's, so that nothing written on it is under 19.
"""

WIDTH, HEIGHT, INSET = 1184, 666, 24
# the smallest type on the stage
SMALLEST = 12
# what a figure has across: alone, or with verdict and arithmetic beside it
ALONE, BESIDE = WIDTH - 2 * INSET, 842
# what a figure has down, under a title of one line and a takeaway
ROOM = 480
