//! Shell, navigation, the link in the address bar, the worker.
