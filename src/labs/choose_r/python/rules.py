def kept(sigma):
    """What the first r directions keep of Σσ², of Σσ and of ‖ΔW‖, for r = 0, 1, …"""
    relative = sigma / (sigma[0] or 1)  # squares of these can neither overflow nor vanish

    def left(values):
        tails = np.append(np.cumsum(values[::-1])[::-1], 0)  # the small ones first
        return tails / (tails[0] or 1)

    return 1 - left(relative**2), 1 - left(relative), 1 - np.sqrt(left(relative**2))


def smallest(shares, threshold, rank):
    """The smallest r that keeps the threshold, up to rounding; all of it is the numerical rank."""
    return rank if threshold >= 1 else int(np.argmax(shares >= threshold - 1e-12))
