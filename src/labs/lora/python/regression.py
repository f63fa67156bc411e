# The floor is reduced-rank regression on this very batch: Z = Y·Q/√N is the best map, seen through the inputs, and what
# rank r leaves of it is the tail of its singular values.
Z = Y @ Q / np.sqrt(N)
u_z, sigma_z, _ = np.linalg.svd(Z, full_matrices=False)
