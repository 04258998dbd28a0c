//! Totals among lines that stand side by side: which lines each of them sums.
//!
//! ```text
//! list   = (head parts+ | line)* total?      head: equal to the sum of the lines behind it
//! total  = 小計 | 計 | 合計 in the label      of the lines before it (or, printed first, behind it)
//! ```
//! Heads without a telling label are guesses. A guess needs four digits of agreement over all columns, or that the
//! printed grand total comes out right with it and does not without it.

use std::cmp::Reverse;
use std::ops::Range;

use super::label::Total;
use super::sums::{Axis, Matrix, Tally};

/// What is known of a line (a row or a column) beside its figures.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// Its label calls it a total.
    pub(super) total: Option<Total>,
    /// うち…
    pub(super) of_which: bool,
    /// その他, which closes a list of parts.
    pub(super) rest: bool,
    /// No part of any sum: a change, a rate, a memo.
    pub(super) spare: bool,
    /// No figures of its own, but a label over the lines below it.
    pub(super) heading: bool,
    /// Depth by what is printed: bold, indent, うち, header levels.
    pub(super) level: u8,
}

/// The lines and their figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) axis: Axis,
    pub(super) matrix: &'a Matrix,
    pub(super) lines: &'a [Line],
    /// For each line, one past the last line below it.
    pub(super) ends: &'a [usize],
    pub(super) guess: Guess,
}

/// Whether heads may be guessed from figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Only labels make totals.
    Never,
    /// Where the figures alone are strong: depth is printed already.
    Strong,
    /// Also where the grand total speaks for it.
    Any,
}

/// A total and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) total: usize,
    pub(super) parts: Vec<usize>,
    /// The label says that it is a total.
    pub(super) stated: bool,
    /// The lines that stand one deeper for it.
    pub(super) deepens: Range<usize>,
}

/// The groups in a list of lines of one level under one parent.
pub(super) fn arrange(list: &[usize], context: Context<'_>) -> Vec<Group> {
    let has_headings = list.iter().any(|line| context.is(*line, |line| line.heading));
    let list: Vec<usize> = list.iter().flat_map(|line| context.counted(*line)).collect();
    let plans: &[Plan] = match context.guess {
        _ if has_headings => &[Plan::Labels],
        Guess::Never => &[Plan::Labels],
        Guess::Strong => &[Plan::Strong, Plan::Labels],
        Guess::Any => &[Plan::Strong, Plan::Weak, Plan::Labels],
    };
    let attempts = plans.iter().map(|plan| Attempt::make(&list, context, *plan));
    let best = attempts.min_by_key(|attempt| (Reverse(attempt.within), attempt.off));
    best.map(|attempt| attempt.groups).unwrap_or_default()
}

impl Context<'_> {
    fn is(&self, line: usize, what: fn(&Line) -> bool) -> bool {
        self.lines.get(line).is_some_and(what)
    }

    /// The line itself; for a heading its totals, or the lines below it; nothing for a spare line.
    fn counted(&self, line: usize) -> Vec<usize> {
        if !self.is(line, |line| line.heading) {
            return if self.is(line, |line| !line.spare) { vec![line] } else { Vec::new() };
        }
        let end = self.ends.get(line).copied().unwrap_or(line + 1);
        let depth = self.lines.get(line).map_or(0, |line| line.level.saturating_add(1));
        let below =
            (line + 1..end).filter(|below| self.lines.get(*below).is_some_and(|l| l.level == depth && !l.spare));
        let below: Vec<usize> = below.collect();
        let totals: Vec<usize> = below.iter().copied().filter(|below| self.is(*below, |l| l.total.is_some())).collect();
        if totals.is_empty() { below } else { totals }
    }
}

/// How much agreement makes a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    Strong,
    Weak,
    Labels,
}

const STRONG: u32 = 4;
const WEAK: u32 = 2;
/// The most lines that are tried as parts of a guessed head.
const MOST_PARTS: usize = 24;

/// The most open lines that a total in the middle of a table is tried against, so that reading stays linear.
const MOST_OPEN: usize = 1_000;

impl Plan {
    fn accepts(self, tally: &Tally, closed: bool) -> bool {
        let needed = match self {
            Self::Strong if closed => WEAK,
            Self::Strong => STRONG,
            Self::Weak => WEAK,
            Self::Labels => return false,
        };
        tally.agrees() && tally.strength() >= needed
    }
}

struct Attempt<'a> {
    context: Context<'a>,
    plan: Plan,
    groups: Vec<Group>,
    /// Lines at the outer level that no total has closed yet.
    open: Vec<usize>,
    /// Where in `open` the lines since the last total begin.
    segment: usize,
    within: usize,
    off: i128,
}

impl<'a> Attempt<'a> {
    fn make(list: &[usize], context: Context<'a>, plan: Plan) -> Self {
        let mut attempt = Self { context, plan, groups: Vec::new(), open: Vec::new(), segment: 0, within: 0, off: 0 };
        let (mut rest, mut consumed) = (list, false);
        loop {
            let (segment, behind) = attempt.split(rest);
            let (tops, groups) = attempt.heads(segment);
            attempt.groups.extend(groups);
            if !consumed {
                attempt.open.extend(tops);
            }
            let Some((total, behind)) = behind.split_first() else { return attempt };
            consumed = attempt.close(*total, behind);
            rest = behind;
        }
    }

    /// The lines before the next total, and the rest.
    fn split<'l>(&self, list: &'l [usize]) -> (&'l [usize], &'l [usize]) {
        let total = list.iter().position(|line| self.total(*line).is_some());
        list.split_at_checked(total.unwrap_or(list.len())).unwrap_or((list, &[]))
    }

    fn total(&self, line: usize) -> Option<Total> {
        self.context.lines.get(line).and_then(|line| line.total)
    }

    fn end(&self, line: usize) -> usize {
        self.context.ends.get(line).copied().unwrap_or(line + 1)
    }

    fn tally(&self, total: usize, parts: &[usize]) -> Tally {
        self.context.matrix.tally(self.context.axis, total, parts)
    }

    /// Guesses heads from the last line to the first, so that parts can be heads themselves.
    fn heads(&self, segment: &[usize]) -> (Vec<usize>, Vec<Group>) {
        let (mut groups, mut tops): (Vec<Group>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        for line in segment.iter().rev() {
            let near: Vec<usize> = tops.iter().rev().take(MOST_PARTS).map(|(line, _)| *line).collect();
            let count = self.count_parts(*line, &near);
            let mut end = self.end(*line);
            if let Some(parts) = near.get(..count).filter(|parts| !parts.is_empty()) {
                let taken = tops.split_off(tops.len() - count);
                end = taken.first().map_or(end, |(_, end)| *end);
                let deepens = line + 1..end;
                groups.push(Group { total: *line, parts: parts.to_vec(), stated: false, deepens });
            }
            tops.push((*line, end));
        }
        (tops.into_iter().rev().map(|(line, _)| line).collect(), groups)
    }

    /// The fewest lines behind a head that sum to it, and those behind them that add nothing.
    fn count_parts(&self, head: usize, behind: &[usize]) -> usize {
        let found = if self.plan == Plan::Labels { None } else { self.fewest_parts(head, behind) };
        let adds_nothing = |line: &&usize| self.context.matrix.is_nothing(self.context.axis, **line);
        found.map_or(0, |count| count + behind.iter().skip(count).take_while(adds_nothing).count())
    }

    /// How many lines behind a head, two at least, sum to it.
    fn fewest_parts(&self, head: usize, behind: &[usize]) -> Option<usize> {
        let mut sums = self.context.matrix.growing(self.context.axis, head);
        let mut closed = false;
        for (count, part) in (1..).zip(behind) {
            sums.add(*part);
            closed |= self.context.is(*part, |line| line.rest);
            if count > 1 && sums.agrees_somewhere() && self.plan.accepts(&sums.tally(), closed) {
                return Some(count);
            }
        }
        None
    }

    /// Finds what a total sums; true where that is the lines behind it.
    fn close(&mut self, total: usize, behind: &[usize]) -> bool {
        let kind = self.total(total);
        let own = (Of::Own, self.open.get(self.segment..).unwrap_or(&[]).to_vec());
        let tries_all = self.open.len() <= MOST_OPEN || behind.is_empty();
        let all = (Of::All, if tries_all { self.open.clone() } else { Vec::new() });
        let ahead = self.heads(self.split(behind).0).0;
        let before = if kind == Some(Total::Grand) { [all, own] } else { [own, all] };
        let best = self.choose(total, before, ahead);
        let of = best.as_ref().map(|(of, ..)| *of);
        if let Some((of, parts, tally)) = best {
            self.within += tally.within();
            self.off += tally.disagreement();
            let is_sub = kind == Some(Total::Sub) || (kind == Some(Total::Plain) && !behind.is_empty());
            let deepens = self.deepened(of, total, &parts, is_sub);
            self.groups.push(Group { total, parts, stated: true, deepens });
        }
        let kept = match of {
            Some(Of::All) => 0,
            Some(Of::Own) => self.segment,
            Some(Of::Behind) | None => self.open.len(),
        };
        self.open.truncate(kept);
        self.open.push(total);
        self.segment = self.open.len();
        of == Some(Of::Behind)
    }

    /// A grand total at the end stands beside its parts; a subtotal, or a total before its parts, stands above them.
    fn deepened(&self, of: Of, total: usize, parts: &[usize], is_sub: bool) -> Range<usize> {
        match of {
            Of::Behind => total + 1..parts.last().map_or(total + 1, |part| self.end(*part)),
            Of::Own if is_sub => parts.first().copied().unwrap_or(total)..total,
            Of::Own | Of::All => total..total,
        }
    }

    /// The candidate that agrees in most lines; among equals the one that the label suggests.
    fn choose(
        &self,
        total: usize,
        before: [(Of, Vec<usize>); 2],
        ahead: Vec<usize>,
    ) -> Option<(Of, Vec<usize>, Tally)> {
        let nothing_before = before.iter().all(|(_, parts)| parts.is_empty());
        let candidates = before.into_iter().chain([(Of::Behind, ahead)]).filter(|(_, parts)| !parts.is_empty());
        let tallied = candidates.map(|(of, parts)| {
            let tally = self.tally(total, &parts);
            (of, parts, tally)
        });
        let fits = |(of, _, tally): &(Of, Vec<usize>, Tally)| {
            *of != Of::Behind || tally.agrees() || (nothing_before && tally.is_near())
        };
        tallied.filter(fits).reduce(|best, next| if next.2.within() > best.2.within() { next } else { best })
    }
}

/// Which lines a total sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// Those since the last total.
    Own,
    /// All that are open, earlier totals among them.
    All,
    /// Those behind it.
    Behind,
}
