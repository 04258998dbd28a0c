//! Work in parallel, results in order, memory bounded.
//!
//! Workers take the next index each; the calling thread consumes the results in the order of the indices. A worker does
//! not begin an index that lies a full window beyond the one to be consumed next, so that one slow document does not
//! let the finished ones behind it pile up. The worker that holds the next index never waits: there is no deadlock.
//! One job is the calling thread alone: it works and consumes in turn.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use crate::Error;

/// Results that may wait for their turn, per thread.
const WINDOW_PER_JOB: usize = 8;

/// Runs `work` for each item on `jobs` threads (0: one per core) and hands the results to `consume`, in the order of the
/// items, on this thread. A `work` that panics gives the message of the panic. Stops at the first error of `consume`.
///
/// # Errors
/// What `consume` returned, or the threads could not be started.
pub fn in_order<I: Sync, T: Send, E: From<Error>>(
    jobs: usize,
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut consume: impl FnMut(&I, Result<T, String>) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = if jobs == 0 { available_parallelism().map_or(1, NonZero::get) } else { jobs }.min(items.len());
    if jobs <= 1 {
        return items.iter().try_for_each(|item| consume(item, guarded(|| work(item))));
    }
    let queue = Queue::new(items.len(), jobs * WINDOW_PER_JOB);
    let worker = || {
        while let Some((index, item)) = queue.next().and_then(|index| Some((index, items.get(index)?))) {
            queue.put(index, guarded(|| work(item)));
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::Threads { reason: error.to_string() })?;
    pool.in_place_scope(|scope| {
        // Whatever ends this, a panic of the consumer too, the workers stop, and the scope with them.
        let _stop = StopAtEnd(&queue);
        for _ in 0..jobs {
            scope.spawn(|_| worker());
        }
        items.iter().enumerate().try_for_each(|(index, item)| consume(item, queue.take(index)))
    })
}

/// Nobody is woken who does not wait, nor for what he does not wait for: that is a call of the system each time.
struct Queue<T> {
    state: Mutex<State<T>>,
    /// The result that the consumer waits for is there.
    finished: Condvar,
    /// A result was consumed while workers wait for it.
    consumed: Condvar,
    count: usize,
    window: usize,
}

struct State<T> {
    next: usize,
    consumed: usize,
    results: BTreeMap<usize, Result<T, String>>,
    /// Whether the consumer waits for the result that is to be consumed next.
    consumer_waits: bool,
    waiting_workers: usize,
    stopped: bool,
}

impl<T> Queue<T> {
    fn new(count: usize, window: usize) -> Self {
        let state = State {
            next: 0,
            consumed: 0,
            results: BTreeMap::new(),
            consumer_waits: false,
            waiting_workers: 0,
            stopped: false,
        };
        Self { state: Mutex::new(state), finished: Condvar::new(), consumed: Condvar::new(), count, window }
    }

    /// The next index to work on, as soon as it lies in the window.
    fn next(&self) -> Option<usize> {
        let mut state = self.lock();
        while !state.stopped && state.next < self.count && state.next >= state.consumed + self.window {
            state.waiting_workers += 1;
            state = self.consumed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting_workers -= 1;
        }
        if state.stopped || state.next >= self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn put(&self, index: usize, result: Result<T, String>) {
        let mut state = self.lock();
        state.results.insert(index, result);
        let is_awaited = state.consumer_waits && index == state.consumed;
        drop(state);
        if is_awaited {
            self.finished.notify_one();
        }
    }

    fn take(&self, index: usize) -> Result<T, String> {
        let mut state = self.lock();
        loop {
            if let Some(result) = state.results.remove(&index) {
                state.consumed = index + 1;
                let is_awaited = state.waiting_workers > 0;
                drop(state);
                if is_awaited {
                    self.consumed.notify_one();
                }
                return result;
            }
            state.consumer_waits = true;
            state = self.finished.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.consumer_waits = false;
        }
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.consumed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct StopAtEnd<'q, T>(&'q Queue<T>);

impl<T> Drop for StopAtEnd<'_, T> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| panic_message(payload.as_ref()))
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message").to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads_did() {
        let items: Vec<u64> = (0..100).collect();
        for jobs in [1, 2, 8] {
            let mut seen = Vec::new();
            let work = |item: &u64| {
                std::thread::sleep(Duration::from_micros((97 * item) % 300));
                item * 2
            };
            in_order(jobs, &items, work, |item, result| {
                seen.push((*item, result.unwrap()));
                Ok::<_, Error>(())
            })
            .unwrap();
            assert_eq!(seen, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>(), "{jobs} jobs");
        }
    }

    #[test]
    fn no_worker_runs_further_ahead_than_the_window() {
        let started = AtomicUsize::new(0);
        let mut furthest = 0;
        in_order(
            4,
            &(0..200).collect::<Vec<_>>(),
            |_| started.fetch_add(1, Ordering::SeqCst),
            |index, _| {
                std::thread::sleep(Duration::from_micros(200));
                furthest = furthest.max(started.load(Ordering::SeqCst) - *index);
                Ok::<_, Error>(())
            },
        )
        .unwrap();
        assert!(furthest <= 4 * WINDOW_PER_JOB + 1, "{furthest} documents were held at once");
    }

    #[test]
    fn a_panic_is_the_result_of_its_own_item_only() {
        let mut messages = Vec::new();
        in_order(
            2,
            &[0, 1, 2],
            |item| assert!(*item != 1, "item one"),
            |_, result| {
                messages.push(result.err());
                Ok::<_, Error>(())
            },
        )
        .unwrap();
        assert_eq!(messages, [None, Some("item one".to_owned()), None]);
    }

    #[test]
    fn the_first_error_of_the_consumer_stops_the_run() {
        let worked = AtomicUsize::new(0);
        let result = in_order(
            2,
            &[0; 1000],
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_, _| Err(Error::Threads { reason: "stop".to_owned() }),
        );
        assert!(matches!(result, Err(Error::Threads { .. })));
        assert!(worked.load(Ordering::SeqCst) < 1000);
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        in_order(3, &[(); 0], |()| (), |(), _| -> Result<(), Error> { panic!("there is nothing to consume") }).unwrap();
    }
}
