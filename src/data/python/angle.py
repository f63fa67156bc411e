def largest_angle(q1, q2):
    """The largest principal angle between two subspaces of one dimension, from orthonormal bases, in degrees.

    From the sine where the angle is small: the arc cosine near 1 loses half of the digits (Björck & Golub 1973).
    """
    cosine = np.linalg.svd(q1.T @ q2, compute_uv=False)[-1]
    sine = np.linalg.svd(q2 - q1 @ (q1.T @ q2), compute_uv=False)[0]
    return np.degrees(np.arcsin(min(sine, 1)) if cosine**2 >= 0.5 else np.arccos(cosine))
