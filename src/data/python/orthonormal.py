def orthonormal(gaussian):
    """Random orthonormal columns: the Q of G = QR, made unique by a positive diagonal of R."""
    q, r = np.linalg.qr(gaussian)
    return q * np.sign(np.diag(r))
