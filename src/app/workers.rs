//! [`in_order`]: work on many items with several threads, results in the order of the items.
//!
//! The workers of a rayon pool take the items from the front one by one, so that results come nearly in order and a
//! slow item holds up few others; a parallel iterator would split the list in halves and keep half of all results
//! waiting. Order matters: the same folder read twice gives the same ids.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Results that may wait behind a slow item; beyond this they are handed on out of order, to bound memory.
const WAITING: usize = 1000;

/// How often the caller hears that nothing new came.
const TICK: Duration = Duration::from_millis(500);

/// What the caller of [`in_order`] hears.
pub(super) enum Step<R> {
    /// Item number and its result.
    Done(usize, R),
    /// Nothing new for a while.
    Waiting,
}

/// Calls `work` on each item in `threads` threads and `take` with each result on the calling thread. An error of `take`
/// ends the work after the items that are under way.
///
/// # Errors
/// The error of `take`, or that of the pool when no thread can be started.
pub(super) fn in_order<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(Step<R>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel::<(usize, R)>(2 * threads.max(1));
    let workers = threads.clamp(1, items.len().max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build()?;
    pool.in_place_scope(|scope| {
        for _ in 0..workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move |_| {
                while let Some((number, item)) = next_item(next, items) {
                    // The receiver is gone when `take` failed.
                    if sender.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let receiver = receiver; // dropped on an error, which stops the threads
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        loop {
            match receiver.recv_timeout(TICK) {
                Ok((number, result)) => {
                    waiting.insert(number, result);
                }
                Err(RecvTimeoutError::Timeout) => take(Step::Waiting)?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while waiting.contains_key(&due) || waiting.len() > WAITING {
                let Some((number, result)) = waiting.pop_first() else { break };
                due = due.max(number + 1);
                take(Step::Done(number, result))?;
            }
        }
        waiting.into_iter().try_for_each(|(number, result)| take(Step::Done(number, result)))
    })
}

fn next_item<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    items.get(number).map(|item| (number, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_speed() {
        let items: Vec<u64> = (0..40).collect();
        let mut taken = Vec::new();
        let slow_first = |item: &u64| {
            std::thread::sleep(Duration::from_millis(if item.is_multiple_of(7) { 20 } else { 0 }));
            *item
        };
        in_order(4, &items, slow_first, |step| {
            if let Step::Done(number, item) = step {
                assert_eq!(number as u64, item);
                taken.push(item);
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, items);
    }

    #[test]
    fn an_error_of_the_taker_ends_the_work() {
        let items: Vec<u64> = (0..10_000).collect();
        let worked = AtomicUsize::new(0);
        let count = |_: &u64| worked.fetch_add(1, Ordering::Relaxed);
        let refused = in_order(2, &items, count, |_| anyhow::bail!("full"));
        assert!(refused.is_err() && worked.load(Ordering::Relaxed) < 100);
    }

    #[test]
    fn no_items_no_work() {
        in_order(3, &[] as &[u8], |_| (), |_| Ok(())).unwrap();
    }
}
