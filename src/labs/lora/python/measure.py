best = np.sqrt((np.linalg.svd(target, compute_uv=False)[r:] ** 2).sum())

# Column space and rank of s·BA, without forming it: QR of both factors, then the SVD of the small core.
q_b, r_b = np.linalg.qr(B)
u, sigma_ba, _ = np.linalg.svd(s * r_b @ np.linalg.qr(A.T, mode="r").T)
rank = np.sum(sigma_ba > max(d, k) * np.finfo(float).eps * sigma_ba[0])
if sigma_z[q - 1] - (sigma_z[q] if q < len(sigma_z) else 0) <= 1e-9 * sigma_z[0]:
    angle = ()  # more than one update of rank r is best
elif rank < q:
    angle = 90.0  # a direction is missing
else:
    angle = largest_angle(q_b @ u[:, :rank], u_z[:, :q])
