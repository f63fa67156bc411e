//! Serves jobs in slices, one slice of each in turn.

use std::collections::VecDeque;

use super::{Error, Event, EventBody, Job, JobKind, Request, Step};

struct Running {
    id: u64,
    name: &'static str,
    job: Box<dyn Job>,
}

/// Holds at most one running job of each kind.
pub struct Runner {
    kinds: Vec<JobKind>,
    running: VecDeque<Running>,
}

impl Runner {
    pub fn new(kinds: Vec<JobKind>) -> Self {
        Self {
            kinds,
            running: VecDeque::new(),
        }
    }

    /// Takes a request in and drops the running job of the same kind.
    /// Returns an event at once when the request cannot be served.
    pub fn accept(&mut self, request: &Request) -> Option<Event> {
        let failed = |reason: String| {
            Some(Event {
                id: request.id,
                body: EventBody::Failed(reason),
            })
        };
        let Some(kind) = self.kinds.iter().find(|kind| kind.name == request.job) else {
            return failed(Error::UnknownJob(request.job.clone()).to_string());
        };
        self.running.retain(|running| running.name != kind.name);
        match (kind.start)(&request.input) {
            Ok(job) => {
                self.running.push_back(Running {
                    id: request.id,
                    name: kind.name,
                    job,
                });
                None
            }
            Err(reason) => failed(reason),
        }
    }

    /// Drops a request, if it is still being served.
    pub fn cancel(&mut self, id: u64) {
        self.running.retain(|running| running.id != id);
    }

    pub fn is_idle(&self) -> bool {
        self.running.is_empty()
    }

    /// Runs one slice of the job whose turn it is.
    pub fn step(&mut self) -> Option<Event> {
        let mut running = self.running.pop_front()?;
        let id = running.id;
        let body = match running.job.step() {
            Step::Working(share) => EventBody::Progress(share),
            Step::Snapshot(bytes) => EventBody::Snapshot(bytes),
            Step::Done(bytes) => EventBody::Done(bytes),
            Step::Failed(reason) => EventBody::Failed(reason),
        };
        if matches!(body, EventBody::Progress(_) | EventBody::Snapshot(_)) {
            self.running.push_back(running);
        }
        Some(Event { id, body })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{decode, encode};
    use super::*;

    /// Counts down, one slice a number.
    struct Countdown(u32, u32);

    impl Job for Countdown {
        fn step(&mut self) -> Step {
            if self.0 == 0 {
                return Step::Done(vec![7]);
            }
            self.0 -= 1;
            Step::Working(1.0 - f64::from(self.0) / f64::from(self.1))
        }
    }

    const KINDS: [JobKind; 2] = [
        JobKind {
            name: "count",
            start: |input| {
                let from: u32 = decode(input).map_err(|error| error.to_string())?;
                Ok(Box::new(Countdown(from, from)))
            },
        },
        JobKind {
            name: "other",
            start: |_| Ok(Box::new(Countdown(1, 1))),
        },
    ];

    fn request(id: u64, job: &str, from: u32) -> Request {
        Request {
            id,
            job: job.to_owned(),
            input: encode(&from).unwrap(),
        }
    }

    #[test]
    fn a_newer_request_voids_the_older_of_its_kind_only() {
        let mut runner = Runner::new(KINDS.to_vec());
        assert_eq!(runner.accept(&request(1, "count", 5)), None);
        assert_eq!(runner.accept(&request(2, "other", 1)), None);
        assert_eq!(runner.accept(&request(3, "count", 1)), None);
        let mut seen = Vec::new();
        while let Some(event) = runner.step() {
            seen.push(event.id);
        }
        assert!(!seen.contains(&1));
        assert!(seen.contains(&2) && seen.contains(&3));
        assert!(runner.is_idle());
    }

    #[test]
    fn what_cannot_be_served_is_said() {
        let mut runner = Runner::new(KINDS.to_vec());
        let unknown = runner.accept(&request(1, "nothing", 1));
        assert!(matches!(
            unknown,
            Some(Event {
                id: 1,
                body: EventBody::Failed(_)
            })
        ));
        let unreadable = Request {
            id: 2,
            job: "count".to_owned(),
            input: Vec::new(),
        };
        assert!(matches!(
            runner.accept(&unreadable),
            Some(Event {
                id: 2,
                body: EventBody::Failed(_)
            })
        ));
    }

    #[test]
    fn a_cancelled_job_says_nothing_more() {
        let mut runner = Runner::new(KINDS.to_vec());
        runner.accept(&request(1, "count", 9));
        runner.step();
        runner.cancel(1);
        assert_eq!(runner.step(), None);
    }
}
