def adalora(updates, budget, seed, steps):
    """AdaLoRA (Zhang et al. 2023, arXiv 2303.10512): P·Λ·Q in every layer, and one shrinking budget of triplets.

    Stopped after `steps` of 600 steps of Adam. Returns the triplets left in each layer and the loss.
    """
    layers, n, _ = updates.shape
    r = -(-3 * budget // (2 * layers))  # 1.5 times the budget to start with
    drawn = normals(seed, layers, 2, n * r) / np.sqrt(n)
    P, Q, lam = drawn[:, 0].reshape(layers, n, r), drawn[:, 1].reshape(layers, r, n), np.zeros((layers, r))
    active, identity = np.ones((layers, r), dtype=bool), np.eye(r)
    m, v, sensitivity, uncertainty = ([np.zeros_like(w) for w in (P, Q, lam)] for _ in range(4))
    for step in range(1, steps + 1):
        error, Pt, Qt = updates - P * lam[:, None] @ Q, P.swapaxes(1, 2), Q.swapaxes(1, 2)
        g_p, g_q = -2 * error @ Qt, -2 * Pt @ error
        g_lam = (g_p * P).sum(axis=1)
        # With the penalty 0.1·(‖PᵀP − I‖² + ‖QQᵀ − I‖²).
        g_p = g_p * lam[:, None] + 0.4 * P @ (Pt @ P - identity)
        g_q = g_q * lam[:, :, None] + 0.4 * (Q @ Qt - identity) @ Q
        moved = []
        for i, (w, g) in enumerate(zip((P, Q, lam), (g_p, g_q, g_lam))):
            # How much a weight matters, and how sure that is: averages of |w·g| and of its swings.
            now = abs(w * g)
            sensitivity[i] = 0.85 * sensitivity[i] + 0.15 * now
            uncertainty[i] = 0.85 * uncertainty[i] + 0.15 * abs(now - sensitivity[i])
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g * g
            moved.append(w - 0.01 * (m[i] / (1 - 0.9**step)) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8))
        P, Q, lam = moved
        if step == 360 or (150 <= step < 360 and step % 10 == 0):
            # The budget falls like a cube; the triplets that matter most keep their λ.
            left = int(budget + (r * layers - budget) * (1 - (step - 150) / 210) ** 3 + 0.5)
            in_p, in_q, in_lam = (s * u for s, u in zip(sensitivity, uncertainty))
            scores = in_lam + in_p.mean(axis=1) + in_q.mean(axis=2)
            best = np.argsort(-scores.ravel(), kind="stable")[:left]
            active = np.isin(np.arange(layers * r), best).reshape(layers, r)
            lam = lam * active
        if step >= 360:
            lam = lam * active  # the choice is final
    return active.sum(axis=1), ((updates - P * lam[:, None] @ Q) ** 2).sum()
