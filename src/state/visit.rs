//! What a link asks the page for beside a lab's state: which lab, one figure in a frame, a figure to look at, a tour.

use std::fmt::Write as _;

use super::link::{Problem, Query, percent_encode};
use super::shared::{DAMAGED, is_damaged};

/// The key that names the one figure to show, on a page within another page.
pub const EMBED: &str = "embed";
/// The key that names the figure to look at.
pub const SHOW: &str = "show";
/// The key that names a tour or holds its text, and the key that counts its steps from 1.
pub const TOUR: &str = "tour";
pub const AT: &str = "at";

/// Why a figure's name cannot be one.
const NO_NAME: &str = "the name of a figure is needed, as “Share” writes it, such as spectrum";

/// One visit to a page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The lab's id; `None` is the contents page.
    pub lab: Option<&'static str>,
    /// What the link says, read once: the lab finds its state here.
    pub query: Query,
    /// The one figure to show, on a page within another page.
    pub embed: Option<String>,
    /// The figure or prediction to look at.
    pub show: Option<String>,
    /// The tour the visit belongs to.
    pub tour: Option<Stop>,
    /// What of all this could not be used, in sentences for the reader.
    pub problems: Vec<String>,
}

impl Visit {
    /// What a query asks for. `find` knows the labs' ids.
    pub fn from_query(query: Query, find: fn(&str) -> Option<&'static str>) -> Self {
        let mut problems = Vec::new();
        if is_damaged(&query) {
            problems.push(DAMAGED.to_owned());
        }
        let wanted = query.get("lab");
        let lab = wanted.and_then(find);
        if let Some(name) = wanted.filter(|_| lab.is_none()) {
            problems.push(unknown_lab(name));
        }
        let embed = figure(&query, EMBED, &mut problems);
        if let (Some(id), None, None) = (&embed, lab, wanted) {
            let reason = "a frame shows a figure of a lab, and this link names no lab";
            problems.push(problem(EMBED, id, reason));
        }
        let embed = embed.filter(|_| lab.is_some());
        let show = figure(&query, SHOW, &mut problems);
        let tour = Stop::wanted(&query, &mut problems).filter(|_| embed.is_none());
        Self {
            lab,
            query,
            embed,
            show,
            tour,
            problems,
        }
    }

    /// `link` with what places it in a frame or a tour, and what to look at.
    #[must_use]
    pub fn placed(&self, mut link: String) -> String {
        for (key, figure) in [(EMBED, &self.embed), (SHOW, &self.show)] {
            if let Some(figure) = figure {
                // Writing to a String cannot fail.
                let _ = write!(link, "&{key}={figure}");
            }
        }
        if let Some(stop) = &self.tour {
            stop.write(&mut link);
        }
        link
    }
}

/// Where in which tour a visit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// A lab's id, for the tour that comes with it, or the text of a tour.
    pub source: String,
    /// Counted from 0; none before the first step is open.
    pub at: Option<usize>,
}

impl Stop {
    fn wanted(query: &Query, problems: &mut Vec<String>) -> Option<Self> {
        let source = query.get(TOUR)?.to_owned();
        let at = query.get(AT).and_then(|text| {
            let at = text.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
            if at.is_none() {
                problems.push(problem(AT, text, "the number of a step is needed, from 1"));
            }
            at
        });
        Some(Self { source, at })
    }

    /// Appends the stop to a link.
    pub fn write(&self, link: &mut String) {
        // Writing to a String cannot fail.
        let _ = write!(link, "&{TOUR}=");
        percent_encode(&self.source, link);
        if let Some(at) = self.at {
            let _ = write!(link, "&{AT}={}", at + 1);
        }
    }
}

/// `id` if it can be the id of a figure or a prediction.
#[must_use]
pub fn plain_id(id: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!id.is_empty() && id.chars().all(plain)).then(|| id.to_owned())
}

/// The figure that `key` names; what cannot be one is said.
fn figure(query: &Query, key: &'static str, problems: &mut Vec<String>) -> Option<String> {
    let name = query.get(key)?;
    let id = plain_id(name);
    if id.is_none() {
        problems.push(problem(key, name, NO_NAME));
    }
    id
}

fn problem(key: &'static str, value: &str, reason: &str) -> String {
    let problem = Problem {
        key,
        value: value.to_owned(),
        reason: reason.to_owned(),
    };
    problem.to_string()
}

fn unknown_lab(name: &str) -> String {
    let name: String = name.chars().take(40).collect();
    format!("There is no lab called “{name}”. Here are the contents; choose one below.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(query: &str) -> Visit {
        let find = |id: &str| ["rank", "svd"].into_iter().find(|lab| *lab == id);
        Visit::from_query(Query::parse(query), find)
    }

    #[test]
    fn a_plain_link_has_no_problems_and_is_placed_again() {
        let link = "?lab=svd&r=2";
        for place in [
            "",
            "&embed=spectrum",
            "&show=terms&tour=rank&at=3",
            "&tour=%23%20T",
        ] {
            let visit = visit(&format!("{link}{place}"));
            assert_eq!(visit.lab, Some("svd"));
            assert!(visit.problems.is_empty(), "{place}: {:?}", visit.problems);
            assert_eq!(visit.placed(link.to_owned()), format!("{link}{place}"));
        }
    }

    #[test]
    fn a_shared_link_opens_as_it_was_and_a_cut_one_says_so() {
        let link = "?lab=svd&m=1,2;3,4";
        let place = "&embed=spectrum";
        let whole = super::super::shared::shared(&format!("{link}{place}"));
        let open = visit(&whole);
        assert!(open.problems.is_empty(), "{:?}", open.problems);
        assert_eq!(open.placed(link.to_owned()), format!("{link}{place}"));
        let cut = visit(whole.split("%3B").next().unwrap());
        assert_eq!(
            (cut.lab, &cut.problems[..]),
            (Some("svd"), &[DAMAGED.to_owned()][..])
        );
        assert_eq!(cut.query.get("m"), Some("1,2"));
    }

    #[test]
    fn what_cannot_be_a_figure_is_said_and_left_out() {
        for key in [EMBED, SHOW] {
            for value in ["", "<b>x</b>", "Spectrum", "a b", "%F0%9F%A6%80"] {
                let visit = visit(&format!("?lab=svd&{key}={value}"));
                assert_eq!((visit.embed, visit.show), (None, None));
                let [said] = &visit.problems[..] else {
                    panic!("{key}={value}: {:?}", visit.problems);
                };
                assert!(
                    said.contains(key) && said.contains("could not be used"),
                    "{said}"
                );
            }
        }
        let both = visit("?lab=svd&embed=<&show=>");
        assert_eq!(both.problems.len(), 2);
    }

    #[test]
    fn a_frame_needs_a_lab_and_a_lab_has_to_be_there() {
        let none = visit("?embed=spectrum");
        assert!(
            none.problems[0].contains("names no lab"),
            "{:?}",
            none.problems
        );
        let unknown = visit("?lab=alchemy&embed=spectrum");
        assert_eq!(unknown.problems.len(), 1);
        assert!(unknown.problems[0].contains("no lab called “alchemy”"));
        assert_eq!((none.embed, unknown.embed), (None, None));
    }

    #[test]
    fn a_step_that_is_no_number_is_said() {
        for at in ["0", "-1", "x", ""] {
            let visit = visit(&format!("?lab=rank&tour=rank&at={at}"));
            assert_eq!(visit.tour.and_then(|stop| stop.at), None);
            assert_eq!(visit.problems.len(), 1, "{at}");
        }
        assert_eq!(visit("?lab=rank&tour=rank&at=2").tour.unwrap().at, Some(1));
    }
}
