//! What a lab's page needs at once. The program would ask for it too, but is still on its way then: `index.html` carries
//! these rows, and `assets/boot.js` goes by them.

/// One thing that the page of a lab begins to fetch beside the program.
#[derive(Clone, Copy, Debug)]
pub struct Ahead {
    pub what: What,
    /// Not where the link has one of these keys.
    pub unless: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub enum What {
    /// The worker, for a lab that computes there as soon as it opens.
    Worker,
    /// A file that ships with the page.
    File(&'static str),
}

impl Ahead {
    /// The worker, whatever is in the link.
    pub const WORKER: Self = Self {
        what: What::Worker,
        unless: &[],
    };

    /// As a JavaScript object literal, whose strings need no escapes.
    pub fn json(&self) -> String {
        let quoted = |words: &[&str]| {
            words
                .iter()
                .map(|word| format!("{word:?}"))
                .collect::<Vec<_>>()
        };
        let file = match self.what {
            What::Worker => "null".to_owned(),
            What::File(path) => format!("{path:?}"),
        };
        format!(
            "{{\"file\":{file},\"unless\":[{}]}}",
            quoted(self.unless).join(",")
        )
    }
}
