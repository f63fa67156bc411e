def normals(seed, *shape):
    """Standard normals by Box and Muller, two from two uniforms, row by row."""
    count = int(np.prod(shape))
    u = uniforms(seed, count + count % 2)
    radius, angle = np.sqrt(-2 * np.log(1 - u[0::2])), 2 * np.pi * u[1::2]
    pairs = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return pairs.ravel()[:count].reshape(shape)
