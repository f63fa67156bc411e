//! Exact matrices of rational numbers: what is done by hand, without rounding.
//!
//! | file | what it holds |
//! |---|---|
//! | `matrix` | [`ExactMatrix`]: rational entries, products, transposes |
//! | `elimination` | fraction-free elimination (Bareiss), a pivot at a time |
//! | `rref` | the reduced row echelon form and what is read off it |
//! | `operation` | elementary row operations and their matrices |
//! | `form` | whether a matrix is in echelon form, and the operation that comes next |

mod elimination;
mod form;
mod matrix;
mod operation;
mod rref;

pub use elimination::Elimination;
pub use form::{Fault, FaultKind, Form, Pivoting, form, next_operation};
pub use matrix::ExactMatrix;
pub use operation::{OperationError, RowOperation};
pub use rref::{ExactRelation, ExactRref};

/// A quotient of two whole numbers of any length, in lowest terms.
pub type Rational = num_rational::BigRational;
