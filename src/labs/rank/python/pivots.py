def pivot_columns(a):
    """Gauss–Jordan elimination with partial pivoting: the pivot columns, counted from 1.

    `slack` bounds what rounding may have done to each entry. What lies within it of a whole number is that number,
    of 0 above all, so that no tolerance is needed (running error analysis: Higham 2002, §3.3).
    """
    half = np.finfo(float).eps / 2
    a, slack, pivots = a.copy(), half * abs(a), []

    def put(i, row, bound):
        whole = (bound < 1e-6) & (abs(row - row.round()) <= bound)
        a[i] = np.where(abs(row) <= bound, 0, np.where(whole, row.round(), row))
        slack[i] = np.where(abs(row) <= bound, 0, bound)
        return np.isfinite(row + bound).all()

    for j in range(a.shape[1]):
        i = len(pivots)
        if i == a.shape[0]:
            break
        p = i + abs(a[i:, j]).argmax()
        pivot, doubt = a[p, j], slack[p, j] / (abs(a[p, j]) or 1)
        if pivot == 0:
            continue
        pivots.append(j + 1)
        a[[i, p]], slack[[i, p]] = a[[p, i]], slack[[p, i]]
        finite = True
        if pivot != 1:  # divide the row by its pivot
            row = a[i] / pivot
            finite = put(i, row, slack[i] / abs(pivot) + (doubt + half) * abs(row))
            a[i, j], slack[i, j] = 1, 0
        for t in range(a.shape[0]):  # and clear the column elsewhere
            factor = -a[t, j]
            if t != i and factor != 0:
                product = factor * a[i]
                bound = slack[t] + abs(factor) * slack[i] + slack[t, j] * abs(a[i])
                finite &= put(t, a[t] + product, bound + half * (abs(product) + abs(a[t] + product)))
                a[t, j] = slack[t, j] = 0
        if not finite:
            return []  # beyond the range of doubles: the page shows no row reduction either
    return pivots
