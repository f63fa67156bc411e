def train(weights, loss_and_gradients, rate, steps, limit):
    """Adam (Kingma & Ba 2015) on the full batch. Stops before the step that throws the loss beyond the limit."""
    loss, gradients = loss_and_gradients(weights)
    m, v = [0 * w for w in weights], [0 * w for w in weights]  # averages of g and of g²
    for step in range(1, steps + 1):
        before = weights, loss
        m = [0.9 * a + 0.1 * g for a, g in zip(m, gradients)]
        v = [0.999 * a + 0.001 * g * g for a, g in zip(v, gradients)]
        share_m, share_v = 1 - 0.9**step, 1 - 0.999**step  # they start at 0, so they are too small by these
        moves = [(a / share_m) / (np.sqrt(b / share_v) + 1e-8) for a, b in zip(m, v)]
        weights = [w - rate * move for w, move in zip(weights, moves)]
        loss, gradients = loss_and_gradients(weights)
        if not loss <= limit:
            return *before, step
    return weights, loss, steps
