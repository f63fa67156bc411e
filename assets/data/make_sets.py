"""Writes iris.npy and digits.npy, one byte a number, and checks them against the copies in scikit-learn.

Run in this folder: python3 make_sets.py   (scikit-learn, NumPy)
"""

import numpy as np
from sklearn.datasets import load_digits, load_iris

flowers, species = load_iris(return_X_y=True)
# Two samples of scikit-learn's copy follow Fisher's paper where the UCI file has errors; these are the paper's values.
tenths = np.column_stack([np.round(flowers * 10), species]).astype(np.uint8)
assert np.abs(tenths[:, :4] / 10 - flowers).max() < 1e-12
np.save("iris.npy", tenths)

images, digits = load_digits(return_X_y=True)
levels = np.column_stack([images, digits]).astype(np.uint8)
assert (levels[:, :64] == images).all()
np.save("digits.npy", levels)
