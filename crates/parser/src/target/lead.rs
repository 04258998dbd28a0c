//! Lead lines: `令和10年度までに、`, `- 短期的には、事業終了時点での以下の達成を目指す。`
//!
//! What a lead line or a parent bullet without a number of its own says of time holds for the items below it.

use std::sync::LazyLock;

use crate::record::Horizon;
use crate::word_table::Phrases;

/// A deadline and a horizon that an item says for others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) horizon: Option<Horizon>,
    pub(super) deadline: Option<u16>,
}

/// The leads that hold at the place reached, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Leads {
    list: Vec<Lead>,
}

#[derive(Clone, Debug)]
struct Lead {
    level: u8,
    bullet: Option<char>,
    /// It announces a list, so it holds for items of its own level too.
    announces: bool,
    /// Items with a bullet have come: an item without one ends the list.
    listed: bool,
    said: Said,
}

impl Leads {
    /// What the leads above an item say; leads that the item ends are dropped.
    pub(super) fn enter(&mut self, text: &str, level: u8, marker: Option<&str>) -> Said {
        let bullet = bullet(text, marker);
        while let Some(last) = self.list.last_mut() {
            if last.holds(level, bullet) {
                last.listed |= bullet.is_some() && last.level == level;
                return last.said;
            }
            self.list.pop();
        }
        Said::default()
    }

    /// Keeps an item that sets no goal itself but says something of time.
    pub(super) fn push(&mut self, text: &str, level: u8, marker: Option<&str>, said: Said) {
        if said == Said::default() {
            return;
        }
        let outer = self.list.last().map(|lead| lead.said).unwrap_or_default();
        let announces = announces(text);
        if said != outer || announces {
            self.list.push(Lead { level, bullet: bullet(text, marker), announces, listed: false, said });
        }
    }
}

impl Lead {
    fn holds(&self, level: u8, bullet: Option<char>) -> bool {
        if level != self.level {
            return level > self.level;
        }
        self.announces
            && match (self.bullet, bullet) {
                (None, Some(_)) => true,
                (None, None) => !self.listed,
                (Some(own), Some(other)) => own != other,
                (Some(_), None) => false,
            }
    }
}

/// Ends and words of a line that announces others.
const OPEN_ENDS: [char; 9] = ['、', '，', '：', ':', '】', '＞', '>', '》', '〉'];
const ANNOUNCING: [&str; 9] =
    ["以下の", "以下を", "以下に", "次のとおり", "次の通り", "次の目標", "次に掲げる", "下記の", "具体的には"];

/// The longest heading such as `短期的な目標`.
const HEADING: usize = 24;

fn announces(text: &str) -> bool {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(ANNOUNCING));
    let text = text.trim_end();
    let heading = text.chars().take(HEADING + 1).count() <= HEADING && !text.ends_with('。');
    text.ends_with(OPEN_ENDS) || heading || WORDS.within(text)
}

/// What sort of bullet or number an item has: `①` and `②` are one sort. A second bullet in the text counts: `- ・個々の`.
fn bullet(text: &str, marker: Option<&str>) -> Option<char> {
    let sort = |printed: &str| {
        let first = printed.trim_start().chars().next()?;
        match first {
            '①'..='⑳' => Some('①'),
            '（' | '(' => printed.chars().nth(1).filter(|next| next.is_numeric()).map(|_| '('),
            '0'..='9' | '０'..='９' => None,
            '・' | '-' | '✓' | '○' | '●' | '■' | '◆' | '◇' | '※' | 'ー' | '–' | '➢' | '•' => {
                Some(first)
            }
            _ => None,
        }
    };
    let own = marker.map(|marker| sort(marker).unwrap_or('1'));
    sort(text).or(own)
}
