"""Writes digits.pgm and digit.pgm from the copy of the UCI digits in scikit-learn.

Run in this folder: python3 make_digits.py   (scikit-learn, NumPy, Pillow)
"""

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

images, labels = load_digits(return_X_y=True)
# The data set has 17 grey levels, 0 for paper and 16 for ink; the files keep ink bright.
levels = np.round(images * 255 / 16).astype(np.uint8).reshape(-1, 8, 8)

# Row d of the sheet: the first ten examples of the digit d.
rows = [np.hstack(levels[labels == digit][:10]) for digit in range(10)]
Image.fromarray(np.vstack(rows)).save("digits.pgm")
Image.fromarray(levels[labels == 3][0]).save("digit.pgm")
