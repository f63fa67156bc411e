def matrix_of(name):
    """A .npy file, or text with commas between the numbers; leave a line of names and columns of words out."""
    return (np.load(name) if name.endswith(".npy") else np.loadtxt(name, delimiter=",", ndmin=2)).astype(float)
