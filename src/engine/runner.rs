//! Serves jobs in slices, one slice of each in turn.

use std::collections::VecDeque;

use super::files::Reading;
use super::{Error, Event, EventBody, Job, JobKind, Request, Source, Step};

/// The share of a request that reading its files is taken for.
const READING: f64 = 0.2;

struct Running {
    id: u64,
    name: &'static str,
    job: Box<dyn Job>,
    /// The files that the job waits for.
    reading: Option<Reading>,
    /// The share of the request that is done before the job begins.
    before: f64,
}

impl Running {
    /// One slice: of the reading, and then of the job.
    fn step(&mut self) -> Step {
        let Some(reading) = &mut self.reading else {
            return match self.job.step() {
                Step::Working(share) => Step::Working(self.before + (1.0 - self.before) * share),
                other => other,
            };
        };
        match reading.step() {
            Ok(true) => Step::Working(self.before * reading.share()),
            Ok(false) => {
                let read = self.reading.take();
                self.job
                    .take_files(read.map(Reading::into_files).unwrap_or_default());
                Step::Working(self.before)
            }
            Err(reason) => Step::Failed(reason),
        }
    }
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

    /// Takes a request in, with the files that belong to it. The job of the same kind, running or resting, takes it over
    /// or is dropped; with files it is dropped. Returns an event at once when the request cannot be served.
    pub fn accept(&mut self, request: &Request, files: Vec<Box<dyn Source>>) -> Option<Event> {
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
            && files.is_empty()
            && earlier.reading.is_none()
            && earlier.job.take_over(&request.input)
        {
            (earlier.id, earlier.before) = (request.id, 0.0);
            self.running.push_back(earlier);
            return None;
        }
        match (kind.start)(&request.input) {
            Ok(job) => {
                let before = if files.is_empty() { 0.0 } else { READING };
                self.running.push_back(Running {
                    id: request.id,
                    name: kind.name,
                    job,
                    reading: (!files.is_empty()).then(|| Reading::new(files)),
                    before,
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
        let body = match running.step() {
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
        assert_eq!(runner.accept(&request(1, "count", 5), Vec::new()), None);
        assert_eq!(runner.accept(&request(2, "other", 1), Vec::new()), None);
        assert_eq!(runner.accept(&request(3, "count", 1), Vec::new()), None);
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
        let unknown = runner.accept(&request(1, "nothing", 1), Vec::new());
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
            runner.accept(&unreadable, Vec::new()),
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
            runner.accept(&request(id, "sum", value), Vec::new());
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
        runner.accept(&request(1, "count", 9), Vec::new());
        runner.step();
        runner.cancel(1);
        assert_eq!(runner.step(), None);
    }

    /// Answers with how many bytes each of its files has.
    struct Sizes(Vec<u8>);

    impl Job for Sizes {
        fn step(&mut self) -> Step {
            Step::Done(self.0.clone())
        }

        fn take_files(&mut self, files: Vec<Vec<u8>>) {
            self.0 = files.iter().map(|file| (file.len() >> 20) as u8).collect();
        }
    }

    const SIZES: JobKind = JobKind {
        name: "sizes",
        start: |_| Ok(Box::new(Sizes(Vec::new()))),
    };

    /// A file of zeros that can be read up to a place.
    struct Zeros {
        size: usize,
        readable: usize,
    }

    impl Source for Zeros {
        fn size(&self) -> usize {
            self.size
        }

        fn read(&self, start: usize, count: usize, to: &mut Vec<u8>) -> Result<(), String> {
            if start + count > self.readable {
                return Err("It cannot be read.".to_owned());
            }
            to.resize(start + count, 0);
            Ok(())
        }
    }

    fn zeros(megabytes: usize, readable: usize) -> Box<dyn Source> {
        Box::new(Zeros {
            size: megabytes << 20,
            readable: readable << 20,
        })
    }

    #[test]
    fn files_are_read_piece_by_piece_before_the_job_begins() {
        let mut runner = Runner::new(vec![SIZES]);
        let files = vec![zeros(9, 9), zeros(0, 0), zeros(3, 3)];
        assert_eq!(runner.accept(&request(1, "sizes", 0), files), None);
        let mut shares = Vec::new();
        let result = loop {
            match runner.step().unwrap().body {
                EventBody::Progress(share) => shares.push(share),
                other => break other,
            }
        };
        assert_eq!(result, EventBody::Done(vec![9, 0, 3]));
        assert!(shares.len() > 4 && shares.is_sorted());
        assert_eq!(shares.last(), Some(&READING));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said() {
        let mut runner = Runner::new(vec![SIZES]);
        runner.accept(&request(1, "sizes", 0), vec![zeros(9, 5)]);
        let events: Vec<_> = std::iter::from_fn(|| runner.step()).collect();
        let failed = EventBody::Failed("It cannot be read.".to_owned());
        assert_eq!(events.last().map(|event| &event.body), Some(&failed));
        assert!(runner.is_idle());
    }

    #[test]
    fn a_newer_request_voids_one_whose_files_are_being_read() {
        let mut runner = Runner::new(vec![SIZES]);
        runner.accept(&request(1, "sizes", 0), vec![zeros(9, 9)]);
        runner.step();
        runner.accept(&request(2, "sizes", 0), vec![zeros(1, 1)]);
        let events: Vec<_> = std::iter::from_fn(|| runner.step()).collect();
        assert!(events.iter().all(|event| event.id == 2));
        runner.accept(&request(3, "sizes", 0), vec![zeros(9, 9)]);
        runner.step();
        runner.cancel(3);
        assert_eq!(runner.step(), None);
    }
}
