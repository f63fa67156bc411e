# The start along the second principal axis. On the saddle itself only rounding decides what becomes of it.
# The sign of an axis is free: its largest entry is to be positive. What is 0 or 1 up to rounding is made so.
leading = (abs(U) >= abs(U).max(axis=0) * (1 - 1e-9)).argmax(axis=0)
axes = U * np.sign(U[leading, np.arange(U.shape[1])])
axes = np.where(abs(axes) < 1e-12, 0, np.where(abs(abs(axes) - 1) < 1e-12, np.sign(axes), axes))
