//! Serves jobs in slices, one slice of each in turn.

use std::collections::VecDeque;

use super::{Error, Event, EventBody, Job, JobKind, Request, Step};

struct Running {
    id: u64,
    name: &'static str,
    job: Box<dyn Job>,
}

/// Holds at most one job of each kind: running, or done and resting until the next request of its kind.
pub struct Runner {
    kinds: Vec<JobKind>,
    running: VecDeque<Running>,
    resting: Vec<Running>,
}

impl Runner {
    pub fn new(kinds: Vec<JobKind>) -> Self {
        Self {
            kinds,
            running: VecDeque::new(),
            resting: Vec::new(),
        }
    }

    /// Takes a request in. The job of the same kind, running or resting, takes it over or is dropped.
    /// Returns an event at once when the request cannot be served.
    pub fn accept(&mut self, request: &Request) -> Option<Event> {
        let failed = |reason: String| {
            Some(Event {
                id: request.id,
                body: EventBody::Failed(reason),
            })
        };
        let kind = self.kinds.iter().find(|kind| kind.name == request.job);
        let Some(kind) = kind.copied() else {
            return failed(Error::UnknownJob(request.job.clone()).to_string());
        };
        if let Some(mut earlier) = self.take(kind.name)
            && earlier.job.take_over(&request.input)
        {
            earlier.id = request.id;
            self.running.push_back(earlier);
            return None;
        }
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

    /// The job of this kind, running or resting.
    fn take(&mut self, name: &str) -> Option<Running> {
        if let Some(at) = self.running.iter().position(|r| r.name == name) {
            return self.running.remove(at);
        }
        let at = self.resting.iter().position(|r| r.name == name)?;
        Some(self.resting.swap_remove(at))
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
        match body {
            EventBody::Progress(_) | EventBody::Snapshot(_) => self.running.push_back(running),
            EventBody::Done(_) => self.resting.push(running),
            EventBody::Failed(_) => {}
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

    /// Adds up what it is given, one request after the other.
    struct Sum(u32);

    impl Job for Sum {
        fn step(&mut self) -> Step {
            Step::Done(vec![self.0 as u8])
        }

        fn take_over(&mut self, input: &[u8]) -> bool {
            decode::<u32>(input).is_ok_and(|more| {
                self.0 += more;
                more > 0
            })
        }
    }

    const KINDS: [JobKind; 3] = [
        JobKind {
            name: "sum",
            start: |input| {
                let first: u32 = decode(input).map_err(|error| error.to_string())?;
                Ok(Box::new(Sum(first)))
            },
        },
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
    fn a_job_that_is_done_may_go_on_with_the_next_request() {
        let mut runner = Runner::new(KINDS.to_vec());
        let mut answer = |id, value| {
            runner.accept(&request(id, "sum", value));
            let event = runner.step();
            assert!(runner.is_idle());
            event.map(|event| (event.id, event.body))
        };
        assert_eq!(answer(1, 2), Some((1, EventBody::Done(vec![2]))));
        assert_eq!(answer(2, 3), Some((2, EventBody::Done(vec![5]))));
        // It does not take this one over, so another job starts from nothing.
        assert_eq!(answer(3, 0), Some((3, EventBody::Done(vec![0]))));
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
