//! A tour: states of the labs in the order in which a lecture shows them, each with a sentence.
//!
//! It is written as a text that anybody can edit. The first line is the title; each step is a line with a link and,
//! below it, what is to be said:
//!
//! ```text
//! # Rank in five minutes
//!
//! ?lab=rank
//! Two rows, three columns, and only one direction.
//!
//! ?lab=rank&m=1,2;3,4&show=map
//! Now the plane stays a plane.
//! ```

use std::fmt::Write as _;

use super::link::{Query, percent_encode};
use super::shared::CHECK;
use super::visit::{AT, EMBED, SHOW, Stop, TOUR, plain_id};

/// More steps than any lecture has.
pub const MOST_STEPS: usize = 60;
/// Bytes a text may have; the longest links hold a matrix.
pub const LONGEST_TEXT: usize = 1 << 18;

/// Keys that place a link in a tour or in a frame, or tell that it arrived. They belong to the place, not to the state.
const PLACE_KEYS: [&str; 4] = [TOUR, AT, EMBED, CHECK];

/// One state and what is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The query, starting with `?`.
    pub link: String,
    /// One line; may be empty.
    pub caption: String,
}

/// States in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    pub title: String,
    pub steps: Vec<Step>,
}

/// Why a text is no tour. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error(
        "There is no step in this tour. A step is a line with a link to a lab (it has “?lab=” in it) and, on the line below, what is to be said."
    )]
    NoSteps,
    #[error(
        "Line {line} stands above the first link, so it belongs to no step. Put a link to a lab above it, or # in front of the title."
    )]
    NoLink { line: usize },
    #[error("The tour has {found} steps. At most {MOST_STEPS} fit: leave some out.")]
    TooManySteps { found: usize },
    #[error("The text is too long for a tour: at most {LONGEST_TEXT} bytes are read.")]
    TooLong,
}

impl Tour {
    /// Reads the text of a tour, from a file or a link. Whole addresses are taken as well as bare queries.
    ///
    /// # Errors
    /// Says what is wrong and in which line.
    pub fn read(text: &str) -> Result<Self, Error> {
        if text.len() > LONGEST_TEXT {
            return Err(Error::TooLong);
        }
        let mut tour = Self::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = one_line(line);
            if line.is_empty() {
                continue;
            }
            if let Some(link) = link_in(&line) {
                tour.steps.push(Step {
                    link,
                    caption: String::new(),
                });
            } else if let Some(step) = tour.steps.last_mut() {
                if !step.caption.is_empty() {
                    step.caption.push(' ');
                }
                step.caption.push_str(&line);
            } else if let Some(title) = line.strip_prefix('#') {
                tour.title = title.trim().to_owned();
            } else {
                return Err(Error::NoLink { line: index + 1 });
            }
        }
        match tour.steps.len() {
            0 => Err(Error::NoSteps),
            found if found > MOST_STEPS => Err(Error::TooManySteps { found }),
            _ => Ok(tour),
        }
    }

    /// The text; [`Tour::read`] reads it back.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        let title = one_line(&self.title);
        if !title.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "# {title}\n");
        }
        for step in &self.steps {
            let _ = writeln!(text, "{}", step.link);
            let caption = one_line(&step.caption);
            if link_in(&caption).is_some() {
                // A line that is nothing but a link would be a step.
                let _ = writeln!(text, "· {caption}");
            } else if !caption.is_empty() {
                let _ = writeln!(text, "{caption}");
            }
            text.push('\n');
        }
        text
    }

    /// The query that opens the tour at its first step; all of it is in the link.
    #[must_use]
    pub fn link(&self) -> String {
        let text = self.write();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let mut link = format!("?{TOUR}=");
        percent_encode(&lines.join("\n"), &mut link);
        link
    }

    /// The query of step `at`, counted from 0, inside the tour that `source` names (an id, or the text of a tour).
    #[must_use]
    pub fn step_link(&self, at: usize, source: &str) -> Option<String> {
        let mut link = self.steps.get(at)?.link.clone();
        let stop = Stop {
            source: source.to_owned(),
            at: Some(at),
        };
        stop.write(&mut link);
        Some(link)
    }

    /// Puts the step `from` where `to` is, both counted from 0; the others keep their order.
    pub fn shift(&mut self, from: usize, to: usize) {
        if from < self.steps.len() && to < self.steps.len() {
            let step = self.steps.remove(from);
            self.steps.insert(to, step);
        }
    }
}

impl Step {
    /// The figure to look at.
    #[must_use]
    pub fn show(&self) -> Option<String> {
        plain_id(Query::parse(&self.link).get(SHOW)?)
    }
}

/// Whether the value of `tour` in a link is the text of a tour, and not the id of one that comes with the app.
#[must_use]
pub fn is_text(source: &str) -> bool {
    plain_id(source).is_none()
}

/// Blanks and line ends as single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The query in a line that is a link to a lab, without what places it in another tour or a frame.
fn link_in(line: &str) -> Option<String> {
    if line.contains(' ') {
        return None;
    }
    let (_, query) = line.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    Query::parse(query).get("lab")?;
    let kept: Vec<&str> = query.split('&').filter(|pair| of_state(pair)).collect();
    Some(format!("?{}", kept.join("&")))
}

fn of_state(pair: &str) -> bool {
    // However its name is written.
    let pair = Query::parse(pair);
    let named = |key: &&str| pair.get(key).is_some();
    pair != Query::default() && !PLACE_KEYS.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "\u{feff}# Rank  in five\tminutes\r\n\r\nhttps://example.org/lab/?lab=rank&m=1,2;3,4&tour=x&at=2#main\r\nNow the plane\r\nstays a plane.\r\n?lab=svd&show=spectrum\n";

    #[test]
    fn a_text_is_read_whatever_its_line_ends() {
        let tour = Tour::read(TEXT).unwrap();
        assert_eq!(tour.title, "Rank in five minutes");
        assert_eq!(tour.steps.len(), 2);
        assert_eq!(tour.steps[0].link, "?lab=rank&m=1,2;3,4");
        assert_eq!(tour.steps[0].caption, "Now the plane stays a plane.");
        assert_eq!(tour.steps[1].caption, "");
        assert_eq!(tour.steps[1].show().as_deref(), Some("spectrum"));
    }

    #[test]
    fn the_check_of_a_shared_link_is_no_part_of_a_step() {
        let link = super::super::shared::shared("?lab=rank&m=1,2;3,4&embed=map");
        let tour = Tour::read(&link).unwrap();
        assert_eq!(tour.steps[0].link, "?lab=rank&m=1%2C2%3B3%2C4");
    }

    #[test]
    fn a_step_has_a_link_of_its_own() {
        let tour = Tour::read(TEXT).unwrap();
        assert_eq!(
            tour.step_link(1, "rank").unwrap(),
            "?lab=svd&show=spectrum&tour=rank&at=2"
        );
        assert_eq!(tour.step_link(2, "rank"), None);
    }

    #[test]
    fn steps_change_places() {
        let mut tour = Tour::read("?lab=a\n?lab=b\n?lab=c").unwrap();
        tour.shift(0, 2);
        tour.shift(1, 9);
        let order: Vec<&str> = tour.steps.iter().map(|step| step.link.as_str()).collect();
        assert_eq!(order, ["?lab=b", "?lab=c", "?lab=a"]);
    }

    #[test]
    fn what_is_no_tour_is_refused_with_a_sentence() {
        assert_eq!(Tour::read(""), Err(Error::NoSteps));
        assert_eq!(Tour::read("# A title only"), Err(Error::NoSteps));
        let stray = Tour::read("# Title\nA stray sentence.").unwrap_err();
        assert_eq!(stray, Error::NoLink { line: 2 });
        assert!(stray.to_string().contains("Line 2"));
        let many = "?lab=rank\n".repeat(MOST_STEPS + 1);
        assert_eq!(
            Tour::read(&many),
            Err(Error::TooManySteps {
                found: MOST_STEPS + 1
            })
        );
        assert_eq!(
            Tour::read(&" ".repeat(LONGEST_TEXT + 1)),
            Err(Error::TooLong)
        );
    }

    #[test]
    fn a_caption_that_is_a_link_makes_no_step() {
        let mut tour = Tour::read("?lab=a").unwrap();
        tour.steps[0].caption = "?lab=b".to_owned();
        let back = Tour::read(&tour.write()).unwrap();
        assert_eq!(back.steps.len(), 1);
        assert_eq!(back.steps[0].caption, "· ?lab=b");
    }

    #[test]
    fn ids_and_texts_are_told_apart() {
        assert!(!is_text("choose-r"));
        assert!(is_text("# T\n?lab=rank"));
        assert!(is_text(""));
    }

    fn step() -> impl Strategy<Value = Step> {
        ("[a-z]{1,8}", "[ -~é–]{0,60}").prop_map(|(lab, caption)| Step {
            link: format!("?lab={lab}&m=1,2;3,%20"),
            caption: one_line(&caption),
        })
    }

    proptest! {
        #[test]
        fn a_tour_survives_its_text_and_its_link(title in "[a-zA-Z ä]{0,20}", steps in prop::collection::vec(step(), 1..6)) {
            let tour = Tour { title: one_line(&title), steps };
            // A caption that is itself a link would be a step.
            prop_assume!(tour.steps.iter().all(|step| link_in(&step.caption).is_none()));
            prop_assert_eq!(&Tour::read(&tour.write()).unwrap(), &tour);
            let link = tour.link();
            let query = Query::parse(&link);
            prop_assert_eq!(&Tour::read(query.get("tour").unwrap()).unwrap(), &tour);
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,200}|([?#&=a-z\\n ]{0,40})") {
            if let Ok(tour) = Tour::read(&text) {
                prop_assert_eq!(Tour::read(&tour.write()).unwrap(), tour);
            }
        }
    }
}
