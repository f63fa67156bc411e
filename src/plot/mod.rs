//! Figures generic over plotters' `DrawingBackend`. Pure.
