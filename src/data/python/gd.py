def train(weights, loss_and_gradients, rate, steps, limit):
    """Gradient descent on the full batch. Stops before the step that throws the loss beyond the limit."""
    loss, gradients = loss_and_gradients(weights)
    for step in range(1, steps + 1):
        before = weights, loss
        weights = [w - rate * g for w, g in zip(weights, gradients)]
        loss, gradients = loss_and_gradients(weights)
        if not loss <= limit:
            return *before, step
    return weights, loss, steps
