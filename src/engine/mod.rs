//! Jobs that may take longer than a frame, and the runner that serves them in slices. Pure.
