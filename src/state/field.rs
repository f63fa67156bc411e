//! Where a value of a link stands in the state.

/// A value in the state: read, and set to one that is in its range. What is not there is left out of links.
pub struct Field<S: 'static, T> {
    pub get: fn(&S) -> Option<T>,
    pub set: fn(&mut S, T),
}

/// How a field of the state holds a value of a link: always, or only where it is not left open.
pub trait Holds<T>: Sized {
    fn held(&self) -> Option<T>;
    fn hold(value: T) -> Self;
}

/// Fields that a value goes in and out of by `as`.
macro_rules! holds {
    ($($value:ty, $field:ty;)+) => { $(
        impl Holds<$value> for $field {
            fn held(&self) -> Option<$value> {
                Some(*self as $value)
            }
            fn hold(value: $value) -> Self {
                value as Self
            }
        }
    )+ };
}

holds! { f64, f64; f64, usize; f64, u64; usize, usize; bool, bool; }

impl<T, F: Holds<T>> Holds<T> for Option<F> {
    fn held(&self) -> Option<T> {
        self.as_ref().and_then(Holds::held)
    }
    fn hold(value: T) -> Self {
        Some(F::hold(value))
    }
}

/// The field of this name, in the `impl` of the state's table.
macro_rules! field {
    ($name:ident) => {
        $crate::state::field::Field {
            get: |s: &Self| $crate::state::field::Holds::held(&s.$name),
            set: |s: &mut Self, value| s.$name = $crate::state::field::Holds::hold(value),
        }
    };
}
pub(crate) use field;
