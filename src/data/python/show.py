def show(name, values=()):
    """Prints one readout in full precision; one that is empty on the page has nothing behind its name."""
    print(name, *np.atleast_1d(values).tolist())
