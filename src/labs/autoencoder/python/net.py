def layers(weights, x):
    """The outputs of the four layers: n → hidden → r → hidden → n, with the activation on the hidden ones."""
    outputs = [x]
    for layer in range(4):
        y = weights[2 * layer] @ outputs[-1] + weights[2 * layer + 1]
        outputs.append(activation(y) if layer % 2 == 0 else y)
    return outputs


def loss_and_gradients(weights):
    outputs = layers(weights, X / unit)
    delta = 2 / N * (outputs[4] - outputs[0])
    loss = unit**2 * N / 4 * (delta**2).sum()
    gradients = []
    for layer in reversed(range(4)):  # backpropagation
        if layer % 2 == 0:
            delta = delta * slope(outputs[layer + 1])
        gradients = [delta @ outputs[layer].T, delta.sum(axis=1, keepdims=True), *gradients]
        delta = weights[2 * layer].T @ delta
    return loss, gradients
