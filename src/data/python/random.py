def bits(seed, count):
    """SplitMix64 (Steele, Lea & Flood 2014), the page's generator: `count` times 64 random bits."""
    z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniforms(seed, count):
    """Uniform in [0, 1): the top 53 bits."""
    return (bits(seed, count) >> np.uint64(11)) * 2.0**-53
