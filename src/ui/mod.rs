//! Components shared by the labs.
