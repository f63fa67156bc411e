//! Entries put together from parts, in the notation of an entry: `½·√3` as `(1/2)√3`.

/// How tightly the text of a term holds together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Binding {
    /// A number, a root, π, or anything in parentheses.
    Atom,
    Power,
    Product,
    Quotient,
    /// A minus sign in front.
    Negative,
    Sum,
}

/// A piece of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    text: String,
    binding: Binding,
}

impl Term {
    /// A number without sign, π, or text that is whole in itself.
    pub fn atom(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            binding: Binding::Atom,
        }
    }

    /// The entry.
    pub fn into_text(self) -> String {
        match self.binding {
            Binding::Sum => format!("({})", self.text),
            _ => self.text,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A number's digits: what may not stand beside another number without a sign between them.
    pub fn ends_in_digit(&self) -> bool {
        self.text
            .ends_with(|c: char| c.is_ascii_digit() || c == '.')
    }

    fn as_atom(&self) -> String {
        match self.binding {
            Binding::Atom => self.text.clone(),
            _ => format!("({})", self.text),
        }
    }

    /// As a further factor, or below the line.
    fn as_factor(&self) -> String {
        match self.binding {
            Binding::Power => self.text.clone(),
            _ => self.as_atom(),
        }
    }

    /// As the first factor of a product, or above the line.
    fn as_first(&self) -> String {
        match self.binding {
            Binding::Quotient | Binding::Sum => format!("({})", self.text),
            _ => self.text.clone(),
        }
    }

    fn first_binding(&self, plain: Binding) -> Binding {
        match self.binding {
            Binding::Negative if !self.text.contains('/') => Binding::Negative,
            _ => plain,
        }
    }

    pub fn negative(self) -> Self {
        let text = match self.binding {
            Binding::Sum | Binding::Negative => format!("-({})", self.text),
            _ => format!("-{}", self.text),
        };
        Self {
            text,
            binding: Binding::Negative,
        }
    }

    pub fn root(self) -> Self {
        let inner = self.as_atom();
        Self::atom(format!("√{inner}"))
    }

    pub fn times(self, other: &Self) -> Self {
        let (first, binding) = match self.binding {
            Binding::Negative if self.text.contains('/') => {
                (format!("({})", self.text), Binding::Product)
            }
            _ => (self.as_first(), self.first_binding(Binding::Product)),
        };
        let second = other.as_factor();
        let dot = match second.starts_with(['√', 'π', '(']) {
            true => "",
            false => "·",
        };
        Self {
            text: format!("{first}{dot}{second}"),
            binding,
        }
    }

    pub fn over(self, other: &Self) -> Self {
        let (first, binding) = match self.binding {
            Binding::Negative if self.text.contains('/') => {
                (format!("({})", self.text), Binding::Quotient)
            }
            _ => (self.as_first(), self.first_binding(Binding::Quotient)),
        };
        Self {
            text: format!("{first}/{}", other.as_factor()),
            binding,
        }
    }

    pub fn raised_to(self, other: &Self) -> Self {
        let exponent = match other.binding {
            Binding::Negative if !other.text.contains(['/', '(', '·']) => other.text.clone(),
            _ => other.as_atom(),
        };
        Self {
            text: format!("{}^{exponent}", self.as_atom()),
            binding: Binding::Power,
        }
    }

    pub fn plus(self, other: &Self) -> Self {
        let text = match other.binding {
            Binding::Negative => format!("{}{}", self.text, other.text),
            Binding::Sum => format!("{}+({})", self.text, other.text),
            _ => format!("{}+{}", self.text, other.text),
        };
        Self {
            text,
            binding: Binding::Sum,
        }
    }

    pub fn minus(self, other: &Self) -> Self {
        let text = match other.binding {
            Binding::Negative | Binding::Sum => format!("{}-({})", self.text, other.text),
            _ => format!("{}-{}", self.text, other.text),
        };
        Self {
            text,
            binding: Binding::Sum,
        }
    }

    /// In parentheses: whole in itself.
    pub fn in_parentheses(self) -> Self {
        match self.binding {
            Binding::Atom => self,
            _ => Self::atom(format!("({})", self.text)),
        }
    }
}

impl Term {
    /// A group's braces are parentheses where its text would fall apart otherwise.
    pub fn in_parentheses_if_sum(self) -> Self {
        match self.binding {
            Binding::Sum => self.in_parentheses(),
            _ => self,
        }
    }
}
