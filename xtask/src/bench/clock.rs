//! Times of repeated measurements, as whole nanoseconds.

use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// The times of several repetitions, in nanoseconds.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    nanos: Vec<u64>,
}

impl Times {
    pub(super) fn push(&mut self, nanos: u64) {
        self.nanos.push(nanos);
    }

    /// The fastest: what the machine can do when nothing else runs.
    pub(super) fn least(&self) -> u64 {
        self.nanos.iter().copied().min().unwrap_or(0)
    }

    /// The one in the middle.
    pub(super) fn median(&self) -> u64 {
        let mut sorted = self.nanos.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or(0)
    }
}

/// Runs something; returns its result and the processor time that this thread took, without the waiting for others.
pub(super) fn processor<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let start = thread_nanos();
    let result = work();
    (result, thread_nanos().saturating_sub(start))
}

/// Runs something; returns its result and the time by the clock.
pub(super) fn wall<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let start = Instant::now();
    let result = work();
    (result, u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX))
}

fn thread_nanos() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let nanos = time.tv_sec * 1_000_000_000 + time.tv_nsec;
    u64::try_from(nanos).unwrap_or(0)
}
